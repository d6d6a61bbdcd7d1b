/** Who is told what: of troubles once each, of new conflicts, and of edits that could not cross. */
import { afterEach, describe, expect, it } from 'vitest';
import { listStored, wipeStorage } from '../support/in-process/app-storage';
import { makePair, renameInJira, renameInRedmine } from '../support/in-process/issues';
import {
  type ConfigurationChanges,
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

let world: InProcessWorld;
let isRedmineAway = false;
/** Mails that Jira refused, where it refuses them. */
let refusedMails: number | null = null;
/** How it refuses them. */
let refusal = 400;
afterEach(() => world.host.stop());

async function open(changes: ConfigurationChanges): Promise<void> {
  isRedmineAway = false;
  refusal = 400;
  world = openInProcessWorld({
    onCall: ({ path }) => {
      if (refusedMails === null || !path.endsWith('/notify')) return undefined;
      refusedMails += 1;
      return { kind: 'answer', status: refusal, body: '{}' };
    },
    elsewhere: () =>
      isRedmineAway ? Promise.resolve(new Response('out of order', { status: 503 })) : undefined,
  });
  await world.configure({
    connection: { circuit: { threshold: 1, pauseSeconds: 5 } },
    ...changes,
  });
}

/** Both sides of a new pair are renamed while nothing crosses. */
async function makeConflict(): Promise<void> {
  const pair = await makePair(world, 'Basket');
  await world.callAdmin('pauseMapping', { mappingId: 'web' });
  await renameInJira(world, pair.key, 'In Jira');
  await renameInRedmine(world, pair.redmineId, 'In Redmine');
  await world.callAdmin('resumeMapping', { mappingId: 'web' });
}

/** Long enough for the audit to be settled, and the sweep that tells. */
async function sweepAfter(minutes: number): Promise<void> {
  await world.host.advance(minutes * 60_000);
  await world.runTimer('sweep');
}

/** The issues of the project that notices go to. */
async function listNotices() {
  const { body } = await world.asJira('admin', 'POST', '/search/jql', {
    jql: 'project = OPS ORDER BY key ASC',
    fields: ['summary', 'status', 'labels', 'comment'],
  });
  type Wire = {
    readonly fields: {
      readonly summary: string;
      readonly status: { readonly name: string };
      readonly labels: readonly string[];
      readonly comment: { readonly comments: readonly unknown[] };
    };
  };
  return (body.issues as readonly Wire[]).map(({ fields }) => ({
    summary: fields.summary,
    status: fields.status.name,
    labels: fields.labels,
    comments: fields.comment.comments.length,
  }));
}

/** A status that the mapping has no row for. */
async function startWork(person: 'ada' | 'grace', key: string): Promise<void> {
  const { body } = await world.asJira(person, 'GET', `/issue/${key}/transitions`);
  const offered = body.transitions as { id: string; to: { name: string } }[];
  const id = offered.find(({ to }) => to.name === 'In Progress')?.id;
  await world.asJira(person, 'POST', `/issue/${key}/transitions`, { transition: { id } });
}

/** A sweep whose invocation is killed when everybody is told and nothing of it is saved yet. */
async function sweepAndForget(minutes: number): Promise<void> {
  await world.host.advance(minutes * 60_000);
  const before = [...world.store.range('kvs/')];
  await world.runTimer('sweep');
  wipeStorage(world.store);
  world.store.batch(before.map(([key, value]) => ({ kind: 'put', key, value })));
}

async function listMails(): Promise<{ to: string[]; subject: string; text: string }[]> {
  return (await world.asJira('admin', 'GET', '/__double/mails')).body.mails;
}

describe('a trouble', () => {
  const gone = {
    summary: 'Redmine Sync: Acme Redmine does not answer',
    status: 'Open',
    labels: ['redmine-sync.tracker-down.remote.main'],
    comments: 0,
  };

  it('is one issue while it lasts, told again after a day, and closed once it is well', async () => {
    await open({ notices: { project: 'OPS' } });
    await makePair(world, 'Basket');
    isRedmineAway = true;
    await sweepAfter(5);
    await sweepAfter(5);
    // A restart is no news.
    expect(await listNotices()).toEqual([]);
    await sweepAfter(20);
    expect(await listNotices()).toEqual([gone]);
    expect((await world.callAdmin('getNotices')).standing).toEqual([
      {
        kind: 'tracker-down',
        what: 'Acme Redmine',
        issueKey: 'OPS-1',
        sinceMs: expect.any(Number),
        isGone: false,
      },
    ]);
    await sweepAfter(24 * 60);
    expect(await listNotices()).toEqual([{ ...gone, comments: 1 }]);
    // Then after two days.
    await sweepAfter(24 * 60);
    expect(await listNotices()).toEqual([{ ...gone, comments: 1 }]);

    isRedmineAway = false;
    await sweepAfter(10);
    await sweepAfter(5);
    expect((await listNotices())[0]?.status).toBe('Open');
    await sweepAfter(20);
    expect(await listNotices()).toEqual([{ ...gone, status: 'Closed', comments: 2 }]);
    expect((await world.callAdmin('getNotices')).standing).toEqual([]);
    const told = (await world.callAdmin('listAudit', { kind: 'notice-given' })).entries;
    expect(told.map(({ field, to }) => [field, to])).toEqual([
      ['tracker-down', 'OPS-1'],
      ['tracker-down', 'OPS-1'],
      ['tracker-down', 'OPS-1'],
    ]);
  });

  it('costs no storage write while nothing is to be told', async () => {
    await open({ notices: { project: 'OPS' } });
    await makePair(world, 'Basket');
    await sweepAfter(5);
    world.host.ledger.reset();
    await sweepAfter(5);
    // The pulse.
    expect(world.host.ledger.read().kvs.writes.count).toBe(1);
  });

  it('that cannot be told is said on the page, and a project that is synced is refused', async () => {
    await open({ notices: { project: 'OPS', issueType: 'Incident' } });
    const key = { version: 1, connections: [], mappings: [], notices: { project: 'NOPE' } };
    expect(await world.callAdmin('importConfiguration', { document: key })).toEqual({
      imported: false,
      mistakes: [{ path: 'notices.project', message: expect.stringMatching(/"NOPE".*OPS/) }],
    });
    const { document } = await world.callAdmin('exportConfiguration');
    const mistaken = { ...document, notices: { project: 'WEB' } };
    expect(await world.callAdmin('importConfiguration', { document: mistaken })).toEqual({
      imported: false,
      mistakes: [{ path: 'notices.project', message: expect.stringMatching(/no mapping names/) }],
    });
  });
});

describe('people', () => {
  it('who are named hear of new conflicts, in one mail for a sweep and once', async () => {
    await open({ mapping: { notices: { conflicts: ['grace@example.com'] } } });
    const pairs = [await makePair(world, 'Basket'), await makePair(world, 'Lamp')];
    await world.callAdmin('pauseMapping', { mappingId: 'web' });
    for (const { key, redmineId } of pairs) {
      await renameInJira(world, key, `J ${key}`);
      await renameInRedmine(world, redmineId, `R ${key}`);
    }
    await world.callAdmin('resumeMapping', { mappingId: 'web' });
    await world.runTimer('sweep');
    await sweepAfter(5);
    await sweepAfter(5);
    expect(await listMails()).toEqual([
      {
        issueKey: 'WEB-1',
        to: [world.jira.accounts.grace],
        subject: '2 conflicts between both sides',
        text: expect.stringMatching(/WEB-1 ↔ #\d+: summary\n\nWEB-2 ↔ #\d+: summary/),
        html: expect.any(String),
      },
    ]);
  });

  it('whom Jira takes no mail for are not written to again, and keep nobody waiting', async () => {
    await open({ mapping: { notices: { conflicts: ['grace@example.com'] } } });
    await makeConflict();
    refusedMails = 0;
    await world.runTimer('sweep');
    await sweepAfter(5);
    await sweepAfter(5);
    await sweepAfter(5);
    expect(refusedMails).toBe(1);
    refusedMails = null;
  });

  it('are written to later where Jira did not answer', async () => {
    await open({ mapping: { notices: { conflicts: ['grace@example.com'] } } });
    await makeConflict();
    [refusedMails, refusal] = [0, 503];
    await world.runTimer('sweep');
    await sweepAfter(5);
    refusedMails = null;
    expect(await listMails()).toEqual([]);
    await sweepAfter(20);
    await sweepAfter(5);
    expect(await listMails()).toHaveLength(1);
  });

  it('whose edit could not cross are told on the spot, by a comment that never crosses', async () => {
    await open({
      mapping: {
        statuses: [{ jira: 'To Do', redmine: 'New' }],
        notices: { authors: { jira: 'comment', redmine: 'comment' } },
      },
    });
    const one = await makePair(world, 'Basket');
    const other = await makePair(world, 'Lamp');
    await startWork('grace', one.key);
    await world.asRedmine('ada', 'PUT', `/issues/${other.redmineId}.json`, {
      issue: { status_id: 2 },
    });
    await world.settle();
    await world.runTimer('sweep');
    await sweepAfter(5);
    await sweepAfter(5);
    await sweepAfter(5);
    const { body } = await world.asJira('ada', 'GET', `/issue/${one.key}/comment`);
    expect(body.comments).toHaveLength(1);
    expect(JSON.stringify(body.comments[0].body)).toContain(world.jira.accounts.grace);
    const journals = async (id: number) => {
      const answer = await world.asRedmine('ada', 'GET', `/issues/${id}.json?include=journals`);
      return (answer.body.issue.journals as { notes: string }[]).flatMap(
        ({ notes }) => notes || [],
      );
    };
    // Neither note went to the other side.
    expect(await journals(one.redmineId)).toEqual([]);
    expect(await journals(other.redmineId)).toEqual([
      expect.stringMatching(/your change of status was not carried to Jira/),
    ]);
    const twin = await world.asJira('ada', 'GET', `/issue/${other.key}/comment`);
    expect(twin.body.comments).toEqual([]);
  });

  it('may choose a mail, and leave no account behind when theirs is closed', async () => {
    await open({
      mapping: {
        statuses: [{ jira: 'To Do', redmine: 'New' }],
        notices: { conflicts: ['ada@example.com'], authors: { jira: 'mail' } },
      },
    });
    const { key } = await makePair(world, 'Basket');
    await startWork('ada', key);
    await world.settle();
    await sweepAfter(5);
    expect((await listMails()).map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: [world.jira.accounts.ada], subject: `Your change of ${key} was not carried over` },
    ]);
    world.host.accounts.setStatus(world.jira.accounts.ada, 'closed');
    await world.runTimer('people');
    const stored = listStored(world.store, '').filter(({ key: name }) =>
      /plain\/(mapping|conf)/.test(name),
    );
    expect(JSON.stringify(stored)).not.toContain('ada@example.com');
  });

  it('are told once also where a run was killed before it could save that it told them', async () => {
    await open({
      mapping: {
        statuses: [{ jira: 'To Do', redmine: 'New' }],
        notices: {
          conflicts: ['grace@example.com'],
          authors: { jira: 'mail', redmine: 'comment' },
        },
      },
    });
    const [one, other, third] = [
      await makePair(world, 'Basket'),
      await makePair(world, 'Lamp'),
      await makePair(world, 'Chair'),
    ];
    await startWork('grace', one.key);
    await world.asRedmine('ada', 'PUT', `/issues/${other.redmineId}.json`, {
      issue: { status_id: 2 },
    });
    await world.callAdmin('pauseMapping', { mappingId: 'web' });
    await renameInJira(world, third.key, 'In Jira');
    await renameInRedmine(world, third.redmineId, 'In Redmine');
    await world.callAdmin('resumeMapping', { mappingId: 'web' });
    await world.settle();
    await world.runTimer('sweep');
    await sweepAndForget(5);
    const told = async () => {
      const answer = await world.asRedmine(
        'ada',
        'GET',
        `/issues/${other.redmineId}.json?include=journals`,
      );
      const notes = (answer.body.issue.journals as { notes: string }[]).filter((one) => one.notes);
      return [(await listMails()).length, notes.length];
    };
    expect(await told()).toEqual([2, 1]);
    await sweepAfter(5);
    await sweepAfter(5);
    expect(await told()).toEqual([2, 1]);
    const recorded = (await world.callAdmin('listAudit', { kind: 'notice-given' })).entries;
    expect(recorded.map(({ field }) => field).sort()).toEqual([
      'conflict',
      'value-not-mapped',
      'value-not-mapped',
    ]);
  });
});
