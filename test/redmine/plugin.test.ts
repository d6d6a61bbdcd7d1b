/** Our plugin in a real Redmine 5.0.4: what it tells, to whom, and what it never does to Redmine. */
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEBHOOK_SECRET } from '../support/local-host/a-configuration';
import { doc } from '../support/local-host/adf';
import { type BellTap, startBellTap, type TappedBell } from '../support/local-host/bell-tap';
import { savePluginSettings } from '../support/local-host/redmine-plugin-page';
import { postWebhook, signWebhook } from '../support/local-host/redmine-webhook';
import { sendJson } from '../support/local-host/send-json';
import { absent, openRealWorld, type RealWorld } from './stages';

const PLUGIN = join(__dirname, '../../redmine-plugin');
const PLUGIN_ID = 'redmine_sync_bells';
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What a bell is to say, times left out. */
interface Said {
  readonly type: 'issue.created' | 'issue.updated' | 'issue.deleted';
  readonly data: {
    readonly issue: { readonly id: number; readonly project: { readonly id: number } };
    readonly journal?: { readonly id: number };
  };
}

describe.skipIf(absent !== undefined)('the Redmine plugin', () => {
  let world: RealWorld;
  let tap: BellTap;

  beforeAll(async () => {
    tap = await startBellTap();
    world = await openRealWorld({
      textFormat: 'textile',
      appKey: 'member',
      plugins: [PLUGIN],
      logLevel: 'info',
    });
    tap.lead(await world.control.readWebhookUrl());
    await savePluginSettings(world.server.url, PLUGIN_ID, { url: tap.url, secret: WEBHOOK_SECRET });
  }, 180_000);
  afterAll(async () => {
    await tap?.close();
    await world?.close();
  });

  const send = (method: string, path: string, body?: unknown) =>
    sendJson(`${world.server.url}/${path}`, {
      method,
      headers: { 'x-redmine-api-key': world.server.apiKey },
      ...(body === undefined ? {} : { body }),
    });
  const journalsOf = async (issueId: number): Promise<readonly number[]> =>
    (await world.redmineAs('admin').readWire(issueId)).journals.map(({ id }) => id);
  const newest = async (issueId: number): Promise<number> =>
    (await journalsOf(issueId)).at(-1) ?? 0;
  const PROJECT = { id: 1 };
  const updated = (id: number, journalId?: number): Said => ({
    type: 'issue.updated',
    data: {
      issue: { id, project: PROJECT },
      ...(journalId === undefined ? {} : { journal: { id: journalId } }),
    },
  });
  /** An issue that has rung already. */
  const makeIssue = async (): Promise<number> => {
    const id = await world.redmine.createIssue({ subject: world.title('Rings') });
    await tap.takeBells(1);
    await world.settle();
    return id;
  };

  /** Not the newest, since SQLite gives the newest id again after it was deleted. */
  const makeDeletableIssue = async (): Promise<number> => {
    const id = await makeIssue();
    await makeIssue();
    return id;
  };

  interface Happening {
    readonly what: string;
    /** Does it, and tells the bells that are to come of it, by issue. */
    readonly happen: () => Promise<readonly Said[]>;
  }

  const HAPPENINGS: readonly Happening[] = [
    {
      what: 'a new issue',
      async happen() {
        const id = await world.redmine.createIssue({ subject: world.title('New') });
        return [{ type: 'issue.created', data: { issue: { id, project: PROJECT } } }];
      },
    },
    {
      what: 'an edit, by its journal',
      async happen() {
        const id = await makeIssue();
        await world.redmine.editIssue(id, { subject: world.title('Edited'), notes: 'And said' });
        return [updated(id, await newest(id))];
      },
    },
    {
      what: 'a private note with a change, by the newer of its two journals',
      async happen() {
        const id = await makeIssue();
        const change = { subject: world.title('Edited'), notes: 'Psst', private_notes: true };
        await send('PUT', `issues/${id}.json`, { issue: change });
        expect(await journalsOf(id)).toHaveLength(2);
        return [updated(id, await newest(id))];
      },
    },
    {
      what: 'a deleted issue',
      async happen() {
        const id = await makeDeletableIssue();
        await send('DELETE', `issues/${id}.json`);
        return [{ type: 'issue.deleted', data: { issue: { id, project: PROJECT } } }];
      },
    },
    {
      what: 'an edited note',
      async happen() {
        const id = await makeIssue();
        const journal = await world.redmine.addNote(id, 'Said');
        await tap.takeBells(1);
        await world.redmine.editNote(journal, 'Said better');
        return [updated(id)];
      },
    },
    {
      what: 'a deleted note',
      async happen() {
        const id = await makeIssue();
        const journal = await world.redmine.addNote(id, 'Said');
        await tap.takeBells(1);
        await world.redmine.editNote(journal, '');
        expect(await world.redmine.countJournals(id)).toBe(0);
        return [updated(id)];
      },
    },
    {
      what: 'a relation that comes, to both its issues',
      async happen() {
        const [from, to] = [await makeIssue(), await makeIssue()];
        const relation = { issue_to_id: to, relation_type: 'relates' };
        await send('POST', `issues/${from}/relations.json`, { relation });
        return [updated(from), updated(to)];
      },
    },
    {
      what: 'a relation that goes, to both its issues',
      async happen() {
        const [from, to] = [await makeIssue(), await makeIssue()];
        const relation = { issue_to_id: to, relation_type: 'blocks' };
        const made = (await send('POST', `issues/${from}/relations.json`, { relation })) as {
          relation: { id: number };
        };
        await tap.takeBells(2);
        await send('DELETE', `relations/${made.relation.id}.json`);
        return [updated(from), updated(to)];
      },
    },
    {
      what: 'an attachment that goes',
      async happen() {
        const id = await makeIssue();
        const attachmentId = await attach(id);
        await tap.takeBells(1);
        await send('DELETE', `attachments/${attachmentId}.json`);
        return [updated(id)];
      },
    },
    {
      what: 'an attachment that comes, by its journal',
      async happen() {
        const id = await makeIssue();
        await attach(id);
        return [updated(id, await newest(id))];
      },
    },
    {
      what: 'spent time',
      async happen() {
        const id = await makeIssue();
        const time_entry = { issue_id: id, hours: 1, activity_id: 8 };
        await send('POST', 'time_entries.json', { time_entry });
        return [updated(id)];
      },
    },
    {
      what: 'a move, to both its projects',
      async happen() {
        await world.redmineAs('admin').createProject('elsewhere', 'Elsewhere');
        const id = await makeIssue();
        const { project } = (await send('GET', 'projects/elsewhere.json')) as {
          project: { id: number };
        };
        await send('PUT', `issues/${id}.json`, { issue: { project_id: project.id } });
        const { data } = updated(id, await newest(id));
        return [
          updated(id),
          { type: 'issue.updated', data: { ...data, issue: { id, project: { id: project.id } } } },
        ];
      },
    },
  ];

  async function attach(issueId: number): Promise<number> {
    const upload = await fetch(`${world.server.url}/uploads.json?filename=a.txt`, {
      method: 'POST',
      headers: {
        'x-redmine-api-key': world.server.apiKey,
        'content-type': 'application/octet-stream',
      },
      body: 'content',
    });
    const { upload: given } = (await upload.json()) as { upload: { token: string } };
    await send('PUT', `issues/${issueId}.json`, { issue: { uploads: [given] } });
    const { issue } = (await send('GET', `issues/${issueId}.json?include=attachments`)) as {
      issue: { attachments: { id: number }[] };
    };
    return issue.attachments[0]?.id ?? 0;
  }

  const said = ({ body }: TappedBell) => {
    const { timestamp, signed_at, ...rest } = JSON.parse(body);
    expect([timestamp, signed_at]).toEqual([
      expect.stringMatching(ISO),
      expect.stringMatching(ISO),
    ]);
    return rest;
  };
  const byProject = (a: Said, b: Said) =>
    a.data.issue.id - b.data.issue.id || a.data.issue.project.id - b.data.issue.project.id;

  it.each(HAPPENINGS)(
    'tells of $what: ids only, signed, taken',
    { timeout: 60_000 },
    async ({ happen }) => {
      await tap.takeBells(0);
      const expected = await happen();
      const bells = await tap.takeBells(expected.length);
      // On a busy machine what belongs together may come too late to be gathered, and rings again.
      const each = [
        ...new Map(bells.map((bell) => [JSON.stringify(said(bell)), said(bell)])).values(),
      ];
      expect(each.toSorted(byProject)).toEqual(expected.toSorted(byProject));
      for (const { headers, body, status } of bells) {
        expect({
          contentType: headers['content-type'],
          agent: headers['user-agent'],
          signature: headers['x-redmine-signature-256'],
          status,
        }).toEqual({
          contentType: 'application/json',
          agent: 'Redmine',
          signature: `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
          status: 202,
        });
      }
      await world.settle();
    },
  );

  it('keeps both sides in step: a new issue, an edit, an edited note', async () => {
    const subject = world.title('Born in Redmine');
    const id = await world.redmine.createIssue({ subject });
    await tap.takeBells(1);
    await world.settle();
    const [issue] = await world.jira.findIssues('WEB', subject);
    const key = issue?.key ?? '';
    const note = await world.redmine.addNote(id, 'Said', { subject: `${subject}!` });
    await tap.takeBells(1);
    await world.settle();
    await world.redmine.editNote(note, 'Said better');
    await tap.takeBells(1);
    await world.settle();
    expect((await world.jira.readIssue(key)).summary).toBe(`${subject}!`);
    const comments = await world.jira.readComments(key);
    expect(comments.map(({ text }) => text?.split('\n').at(-1))).toEqual(['Said better']);
  });

  it('tells a deletion to the admin of Jira', async () => {
    const pair = await world.makePair({ description: doc('To be deleted') });
    await makeIssue();
    await send('DELETE', `issues/${pair.redmine}.json`);
    await tap.takeBells(1);
    await world.settle();
    const { problems } = await world.readTroubles(pair.jira.key);
    expect(problems).toEqual([expect.stringMatching(/deleted/)]);
  });

  it('lets Redmine answer while the receiver has not, and tells the last state once it has', async () => {
    const id = await makeIssue();
    const release = tap.holdAnswers();
    const journals: number[] = [];
    for (const done_ratio of [10, 20, 30, 40]) {
      await world.redmine.editIssue(id, { done_ratio });
      journals.push(await newest(id));
    }
    expect(await tap.takeBells(0)).toEqual([]);
    release();
    const told = (await tap.takeBells(1)).map(said);
    expect(told.at(-1)).toEqual(updated(id, journals.at(-1)));
    // The edits that came while a bell was held are told as one.
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['is down', () => tap.goDown(), () => tap.comeBack()],
    ['answers 503', async () => tap.answerWith(503), async () => tap.answerWith(null)],
  ])('rings again where the receiver %s, until each bell is taken', async (_how, end, begin) => {
    const pair = await world.makePair();
    const other = await makeDeletableIssue();
    await tap.takeBells(0);
    const subject = world.title('Edited meanwhile');
    await end();
    await world.redmine.editIssue(pair.redmine, { subject });
    await send('DELETE', `issues/${other}.json`);
    await untilLogged(`redmine_sync_bells: the bell for issue ${pair.redmine}`);
    await begin();
    const taken = (await tap.takeBells(2)).filter(({ status }) => status === 202);
    expect(taken.map(said).map(({ type, data }) => [type, data.issue.id])).toEqual([
      ['issue.updated', pair.redmine],
      ['issue.deleted', other],
    ]);
    await world.settle();
    expect((await world.jira.readIssue(pair.jira.key)).summary).toBe(subject);
  });

  it('never writes the secret to a log of Redmine, not even when it is set', async () => {
    const lines = (await readFile(world.server.logFile, 'utf8')).split('\n');
    const telling = lines.filter((line) => line.includes(PLUGIN_ID));
    expect(telling).toContainEqual(expect.stringContaining('"secret"=>"[FILTERED]"'));
    expect(telling).toContainEqual(expect.stringContaining('the bell for issue'));
    expect(lines.filter((line) => line.includes(WEBHOOK_SECRET))).toEqual([]);
  });

  it('is refused where it was tampered with, or comes late', async () => {
    const bell = await makeIssueBell();
    const url = await world.control.readWebhookUrl();
    const signature = { 'x-redmine-signature-256': bell.headers['x-redmine-signature-256'] ?? '' };
    const post = (body: string, headers: Readonly<Record<string, string>> = signature) =>
      postWebhook(url, body, headers);
    const refused = { status: 401, body: 'signature missing or wrong' };
    const accepted = { status: 202, body: 'accepted' };
    const { signed_at: _, ...unsigned } = JSON.parse(bell.body);
    expect({
      again: await post(bell.body),
      ofAnotherIssue: await post(bell.body.replace(/"id":\d+/, '"id":1')),
      madeTimeless: await post(JSON.stringify(unsigned)),
      signedWithAnotherSecret: await post(bell.body, signWebhook(bell.body, 'another-secret')),
    }).toEqual({
      again: accepted,
      ofAnotherIssue: refused,
      madeTimeless: refused,
      signedWithAnotherSecret: refused,
    });
    await world.control.advance(301);
    expect(await post(bell.body)).toEqual(refused);
  });

  async function untilLogged(words: string): Promise<void> {
    while (!(await readFile(world.server.logFile, 'utf8')).includes(words)) await sleep(100);
  }

  async function makeIssueBell(): Promise<TappedBell> {
    await world.redmine.createIssue({ subject: world.title('Tapped') });
    const [bell] = await tap.takeBells(1);
    if (!bell) throw new Error('no bell rang');
    return bell;
  }
});
