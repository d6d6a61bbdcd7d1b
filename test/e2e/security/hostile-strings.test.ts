/** Hostile strings in every field: they cross as what they are, or are told, and break nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_STRINGS } from '../../support/hostile-strings';
import { findRedmineIssues, makePair, readSubject } from '../../support/in-process/issues';
import {
  APP_KEY,
  type InProcessWorld,
  openInProcessWorld,
  REDMINE_URL,
} from '../../support/in-process/open-in-process-world';
import { exportAll, readLines, verifyAll } from '../../support/in-process/read-audit';
import { parseCsv } from '../../support/parse-csv';

const CASES = Object.entries(HOSTILE_STRINGS).map(([name, text]) => ({ name, text }));

let world: InProcessWorld;
beforeAll(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterAll(() => world.host.stop());

function adf(text: string): object {
  return {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  };
}

/** The words of a document. */
function wordsOf(node: unknown): string {
  const { text, content = [] } = (node ?? {}) as { text?: string; content?: unknown[] };
  return (text ?? '') + content.map(wordsOf).join('');
}

const functionFailures = () => world.logs.filter((line) => / threw |TypeError|ZodError/.test(line));

describe('a hostile string', () => {
  it.each(CASES)(
    'crosses from Jira as it is in title, text and comment: $name',
    async ({ name, text }) => {
      const pair = await makePair(world, `From Jira ${name}`);
      await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
        fields: { summary: text, description: adf(`${text} and words`) },
      });
      await world.asJira('ada', 'POST', `/issue/${pair.key}/comment`, {
        body: adf(`${text} said`),
      });
      await world.settle();
      await world.runTimer('sweep');
      const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
      expect(await readSubject(world, pair.redmineId)).toBe(body.fields.summary);
      // Nothing is changed in Jira by what came of it in Redmine.
      expect(wordsOf(body.fields.description)).toBe(`${text} and words`);
      const redmine = await world.asRedmine(
        'ada',
        'GET',
        `/issues/${pair.redmineId}.json?include=journals`,
      );
      const notes = redmine.body.issue.journals.filter((each: { notes: string }) => each.notes);
      expect(notes).toHaveLength(1);
      expect(functionFailures()).toEqual([]);
    },
  );

  it.each(CASES)(
    'crosses from Redmine as it is in title, and in text without harm: $name',
    async ({ name, text }) => {
      const pair = await makePair(world, `From Redmine ${name}`);
      await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
        issue: { subject: text, description: `${text}\n\nwords`, notes: `${text} said` },
      });
      await world.runTimer('sweep');
      const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
      expect(body.fields.summary).toBe(await readSubject(world, pair.redmineId));
      const told = JSON.stringify(body.fields.description);
      // No link in Jira leads to code.
      expect(told).not.toMatch(/"href":"\s*(javascript|data|vbscript):/i);
      expect(body.fields.comment.comments).toHaveLength(1);
      expect(functionFailures()).toEqual([]);
    },
  );

  it('leaves the audit whole, every line of JSON a line and every row of CSV a row', async () => {
    const lines = await readLines(world);
    const rows = parseCsv(await exportAll(world, 'csv'));
    expect(rows).toHaveLength(lines.length + 1);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect((await verifyAll(world)).broken).toEqual([]);
  });

  it('pollutes no prototype', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a hostile configuration', () => {
  it.each([
    '{"version":1,"connections":[],"mappings":[],"__proto__":{"polluted":true}}',
    '{"version":1,"connections":[{"__proto__":{"polluted":true},"id":"a"}],"mappings":[]}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '[[[[[[[[]]]]]]]]',
    '"text"',
    'null',
    '{',
    `{"version":1,"connections":[],"mappings":[],"x":"${'y'.repeat(100_000)}"}`,
  ])('is refused with its mistakes or harmless, and pollutes nothing: %.60s', async (document) => {
    const answer = await world.askAdmin('importConfiguration', { document });
    expect(answer.ok).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(functionFailures()).toEqual([]);
    await world.configure();
  });

  it.each(CASES)('with hostile names is refused or syncs: $name', async ({ text }) => {
    const answer = await world.askAdmin('importConfiguration', {
      document: {
        version: 1,
        connections: [
          { id: 'main', name: text, url: REDMINE_URL, apiKey: APP_KEY, textFormat: 'textile' },
        ],
        mappings: [
          {
            id: 'web',
            connection: 'main',
            jiraProject: text,
            redmineProject: text,
            statuses: [{ jira: text, redmine: text }],
            fields: [{ jira: text, redmine: text }],
          },
        ],
        users: [{ jira: text, redmine: text }],
      },
    });
    expect(answer).toMatchObject({ ok: true, value: { imported: false } });
    expect(functionFailures()).toEqual([]);
  });

  it('may use words that every object has for ids', async () => {
    for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const other = openInProcessWorld();
      await other.configure({ connection: { id }, mapping: { id, connection: id } });
      const pair = await makePair(other, `Ids like ${id}`);
      await other.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: id } });
      await other.settle();
      expect(await findRedmineIssues(other, id)).toEqual([pair.redmineId]);
      expect((await verifyAll(other)).broken).toEqual([]);
      other.host.stop();
    }
  });
});

describe('a hostile request of a page', () => {
  it.each([
    ['listProblems', { cursor: '{"conflict":"x","problem":null,"dead":"__proto__"}' }],
    ['listProblems', { cursor: '[]' }],
    ['listAudit', { cursor: '{"fromMs":1,"toMs":2,"dayMs":1e300,"page":null,"skip":0}' }],
    ['listAudit', { cursor: '{"fromMs":-1}' }],
    ['listAudit', { fromMs: -5 }],
    ['exportAudit', { format: 'jsonl', cursor: 'x' }],
    ['exportAudit', { format: '../../x' }],
    ['verifyAudit', { cursor: '99 x' }],
    ['pauseMapping', { mappingId: '__proto__' }],
    ['pauseMapping', { mappingId: 'x'.repeat(10_000) }],
    ['pauseMapping', { mappingId: '../secret' }],
    ['resolveConflict', { linkId: '__proto__', field: '__proto__', keep: 'jira' }],
    ['discardDeadLetter', { id: 'configuration', reason: 'x' }],
    ['retryDeadLetter', { id: 'mapping:web' }],
    ['rebuildLinks', { mappingId: 'constructor', seed: 'ask' }],
  ] as const)(
    '%s %j ends in an answer or a refused call, and changes nothing',
    async (call, payload) => {
      const before = (await world.callAdmin('exportConfiguration')).document;
      const mappings = (await world.callAdmin('getOverview')).mappings.length;
      await world.askAdmin(call, payload).catch((error: unknown) => {
        // Storage refuses odd keys and cursors; the person sees that the call failed.
        expect(String(error)).toContain('There was an error invoking the function');
      });
      expect((await world.callAdmin('exportConfiguration')).document).toEqual(before);
      expect((await world.callAdmin('getOverview')).mappings).toHaveLength(mappings);
    },
  );
});
