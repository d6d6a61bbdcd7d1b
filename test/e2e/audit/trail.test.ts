/** The audit through the admin's own calls, on the whole product. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEffect, HostCall } from '../../../dev/forge-host/faults';
import { listStored, removeStored, tamper } from '../../support/in-process/app-storage';
import { makePair, renameInJira, renameInRedmine } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  JIRA_URL,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { exportAll, readLines, verifyAll } from '../../support/in-process/read-audit';
import { parseCsv } from '../../support/parse-csv';

async function attachInJira(key: string): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob(['a list']), 'list.txt');
  const upload = new Request(`${JIRA_URL}/rest/api/3/issue/${key}/attachments`, {
    method: 'POST',
    headers: { 'X-Atlassian-Token': 'no-check' },
    body: form,
  });
  await world.jira.handle(upload, { kind: 'user', accountId: world.jira.accounts.ada });
}

const A_COMMENT = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Looks good' }] }],
};

let world: InProcessWorld;
let strike: (call: HostCall) => CallEffect | undefined;
beforeEach(async () => {
  strike = () => undefined;
  world = openInProcessWorld({ onCall: (call) => strike(call) });
  await world.configure();
});
afterEach(() => world.host.stop());

describe('the audit', () => {
  it('tells what was written, found and decided, by whom, and what admins did', async () => {
    const pair = await makePair(world, 'Basket');
    await renameInJira(world, pair.key, 'Basket 2');
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { subject: 'Basket R' },
    });
    await renameInJira(world, pair.key, 'Basket J');
    await world.callAdmin('resolveConflict', {
      linkId: `main:${pair.redmineId}`,
      field: 'summary',
      keep: 'jira',
    });
    await world.settle();
    await world.callAdmin('pauseMapping', { mappingId: 'web' });
    await world.settle();
    const linkId = `main:${pair.redmineId}`;
    const admin = world.jira.accounts.admin;
    const told = (await readLines(world)).map(
      ({ kind, link, side, field, from, to, cause, stream }) => ({
        kind,
        link,
        side,
        field,
        from,
        to,
        cause,
        stream,
      }),
    );
    const ofLink = { link: linkId, stream: linkId };
    expect(told).toEqual([
      { kind: 'admin', field: 'configuration', to: '1 mapping', cause: admin, stream: '.app' },
      {
        ...ofLink,
        kind: 'created',
        side: 'remote',
        from: pair.key,
        to: `#${pair.redmineId}`,
        cause: 'jira',
      },
      {
        ...ofLink,
        kind: 'field-written',
        side: 'remote',
        field: 'summary',
        from: 'Basket',
        to: 'Basket 2',
        cause: 'jira',
      },
      {
        ...ofLink,
        kind: 'conflict-found',
        field: 'summary',
        from: 'Basket J',
        to: 'Basket R',
        cause: 'jira',
      },
      {
        ...ofLink,
        kind: 'conflict-decided',
        side: 'jira',
        field: 'summary',
        to: 'jira',
        cause: admin,
      },
      {
        ...ofLink,
        kind: 'field-written',
        side: 'remote',
        field: 'summary',
        from: 'Basket R',
        to: 'Basket J',
        cause: admin,
      },
      { kind: 'admin', field: 'pause', to: 'web', cause: admin, stream: '.mapping:web' },
    ]);
    expect(await verifyAll(world)).toEqual({ streams: 3, entries: 7, broken: [] });

    const listed = await world.callAdmin('listAudit', { linkId });
    expect(listed.entries.map(({ kind }) => kind)).toEqual([
      'field-written',
      'conflict-decided',
      'conflict-found',
      'field-written',
      'created',
    ]);
    expect(listed.cursor).toBeNull();
    expect(Object.keys(listed.people)).toEqual([admin]);
  });

  it.each([{ kind: 'drop-response' }, { kind: 'answer', status: 503 }] as const)(
    'tells of a file that was copied before its run met $kind',
    async (effect) => {
      await world.configure({ mapping: { attachments: { direction: 'both' } } });
      const pair = await makePair(world, 'Basket');
      let isStruck = false;
      strike = ({ target, method, body }) => {
        if (isStruck || target !== 'redmine' || method !== 'PUT' || !body.includes('Basket 2')) {
          return undefined;
        }
        isStruck = true;
        return effect;
      };
      await attachInJira(pair.key);
      await renameInJira(world, pair.key, 'Basket 2');
      const told = (await readLines(world)).filter(({ link }) => link === `main:${pair.redmineId}`);
      expect(told.map(({ kind, cause }) => [kind, cause])).toEqual([
        ['created', 'jira'],
        ['attachment-copied', 'jira'],
        ['field-written', effect.kind === 'answer' ? 'jira' : 'recovered'],
      ]);
    },
  );

  it('names the stream and the first entry where somebody changed what is stored', async () => {
    const pair = await makePair(world, 'Basket');
    for (const summary of ['Two', 'Three', 'Four']) await renameInJira(world, pair.key, summary);
    const stream = `main:${pair.redmineId}`;
    const record = (seq: number) => `entity/audit/${stream}#${seq}`;
    expect((await verifyAll(world)).broken).toEqual([]);
    tamper(world.store, record(2), (json) => json.replace('"Three"', '"Tree"'));
    expect((await verifyAll(world)).broken).toEqual([{ stream, seq: 2, how: 'altered' }]);
    tamper(world.store, record(2), (json) => json.replace('"Tree"', '"Three"'));
    expect((await verifyAll(world)).broken).toEqual([]);
    tamper(world.store, record(3), (json) => json.replace('"Four"', '"For"'));
    expect((await verifyAll(world)).broken).toEqual([{ stream, seq: 3, how: 'altered' }]);
    removeStored(world.store, record(3));
    await world.settle();
    expect((await verifyAll(world)).broken).toEqual([{ stream, seq: 3, how: 'missing' }]);
  });

  it('goes on with the same chain where a parted pair is linked again', async () => {
    const pair = await makePair(world, 'Basket');
    const place = { id: pair.jiraId, projectId: pair.projectId };
    await world.askPanel(place, 'unlinkIssue');
    expect(await verifyAll(world)).toMatchObject({ broken: [] });
    await world.askPanel(place, 'linkIssue', { redmineIssue: `#${pair.redmineId}`, seed: 'jira' });
    await world.askPanel(place, 'unlinkIssue');
    await world.settle();
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    expect(lines.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['created', 0],
      ['unlinked', 1],
      ['linked', 2],
      ['unlinked', 3],
    ]);
    expect((await verifyAll(world)).broken).toEqual([]);
  });

  it('tells of no copy a second time where a parted pair is linked again', async () => {
    await world.configure({ mapping: { attachments: { direction: 'both' } } });
    const pair = await makePair(world, 'Basket');
    const place = { id: pair.jiraId, projectId: pair.projectId };
    await world.asJira('ada', 'POST', `/issue/${pair.key}/comment`, { body: A_COMMENT });
    await attachInJira(pair.key);
    await world.settle();
    await world.askPanel(place, 'unlinkIssue');
    await world.askPanel(place, 'linkIssue', { redmineIssue: `#${pair.redmineId}`, seed: 'jira' });
    await world.settle();
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    expect(lines.map(({ kind }) => kind).sort()).toEqual([
      'attachment-copied',
      'comment-copied',
      'comment-edited',
      'created',
      'linked',
      'unlinked',
    ]);
  });

  it.each([
    ['a run was ended before it could save', { kind: 'crash', when: 'after' }],
    ['a run has still to save', { kind: 'delay', delayMs: 5000 }],
  ] as const)('tells of a write to a pair that is parted where %s', async (_where, effect) => {
    const pair = await makePair(world, 'Basket');
    world.host.faults.add([
      { target: 'redmine', method: 'PUT', path: /^\/issues\//, times: 1, effect },
    ]);
    await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'Basket 2' } });
    await world.host.idle({ timeoutMs: 60_000, advance: false });
    const unlinking = world.askPanel({ id: pair.jiraId, projectId: pair.projectId }, 'unlinkIssue');
    await world.settle();
    await unlinking;
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    const written = lines.filter(({ kind }) => kind === 'field-written');
    expect(written).toMatchObject([{ side: 'remote', field: 'summary', to: 'Basket 2' }]);
    expect((await verifyAll(world)).broken).toEqual([]);
  });

  it('keeps what failed in the trail of its link as well', async () => {
    const pair = await makePair(world, 'Basket');
    world.host.faults.add([
      {
        target: 'redmine',
        path: /^\/issues\/1\.json/,
        effect: { kind: 'answer', status: 400, body: '{"errors":["No"]}' },
      },
    ]);
    await renameInJira(world, pair.key, 'Refused');
    world.host.faults.clear();
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    expect(lines.at(-1)).toMatchObject({ kind: 'failed', stream: '.dead:web:jira:10000', seq: 0 });
    expect((await verifyAll(world)).broken).toEqual([]);
  });

  it('gives pieces below 200 KB that are the whole trail, each entry once', async () => {
    const pair = await makePair(world, 'Basket');
    const long = 'x'.repeat(240);
    for (let round = 0; round < 150; round += 1) {
      await renameInJira(world, pair.key, `${long} ${round}`);
      if (round % 50 === 0) await world.host.advance(26 * 3_600_000);
    }
    const pieces: string[] = [];
    let cursor: string | null = null;
    do {
      const piece: { text: string; cursor: string | null } = await world.callAdmin('exportAudit', {
        format: 'jsonl',
        ...(cursor ? { cursor } : {}),
      });
      pieces.push(piece.text);
      cursor = piece.cursor;
    } while (cursor !== null);
    // What one call answers, as it travels.
    for (const piece of pieces)
      expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(250_000);
    for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThan(200_000);
    const lines = pieces.join('').trim().split('\n');
    expect(lines).toHaveLength(152);
    expect(
      new Set(lines.map((line) => `${JSON.parse(line).stream} ${JSON.parse(line).seq}`)).size,
    ).toBe(152);

    const listed: number[] = [];
    let listCursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof world.callAdmin<'listAudit'>>> = await world.callAdmin(
        'listAudit',
        listCursor ? { cursor: listCursor } : {},
      );
      listed.push(...page.entries.map(({ atMs }) => atMs));
      listCursor = page.cursor;
    } while (listCursor !== null);
    expect(listed).toHaveLength(152);
    expect(listed).toEqual(listed.toSorted((a, b) => b - a));
  });

  it('exports a span of time only', async () => {
    const pair = await makePair(world, 'Basket');
    await world.host.advance(3 * 86_400_000);
    const fromMs = world.clock.nowMs() + 1;
    await world.host.advance(1);
    await renameInJira(world, pair.key, 'Later');
    const lines = await readLines(world, { fromMs });
    expect(lines.map(({ to }) => to)).toEqual(['Later']);
    expect((await readLines(world, { toMs: fromMs - 1 })).map(({ to }) => to)).not.toContain(
      'Later',
    );
  });

  it('defuses formulas in CSV and keeps every other character', async () => {
    const pair = await makePair(world, 'Basket');
    const hostile = [
      '=cmd|"/C calc"!A0',
      '+1+2',
      '-2+3',
      '@SUM(A1)',
      ' =1+1',
      '\u200B=1+1',
      'plain, "quoted"; and more',
    ];
    for (const summary of hostile) await renameInJira(world, pair.key, summary);
    const rows = parseCsv(await exportAll(world, 'csv'));
    const header = rows[0] ?? [];
    const to = rows.map((row) => row[header.indexOf('to')]);
    expect(to.slice(-hostile.length)).toEqual([
      '\'=cmd|"/C calc"!A0',
      "'+1+2",
      "'-2+3",
      "'@SUM(A1)",
      "'=1+1",
      "'\u200B=1+1",
      'plain, "quoted"; and more',
    ]);
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const cell of row) expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@]/u);
    }
  });

  it('costs one storage write for a sync, and nothing where nothing happened', async () => {
    const pair = await makePair(world, 'Basket');
    world.host.ledger.reset();
    await renameInJira(world, pair.key, 'Two');
    expect(world.host.ledger.read().kvs.writes.count).toBe(1);
    const before = listStored(world.store, 'entity/audit/').length;
    await world.runTimer('verify');
    await world.runTimer('sweep');
    expect(listStored(world.store, 'entity/audit/')).toHaveLength(before);
    await renameInRedmine(world, pair.redmineId, 'Three');
    expect(listStored(world.store, 'entity/audit/')).toHaveLength(before + 1);
  });
});
