/** What becomes of the twin of a deleted issue, by the mapping's rule and from both sides. */
import { describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';
import { readLines } from '../support/in-process/read-audit';

type Side = 'jira' | 'redmine';

interface Pair {
  readonly key: string;
  readonly id: number;
}

const CLOSE = { close: { jira: 'Done', redmine: 'Closed' } };
const SIDES = ['jira', 'redmine'] as const;

async function makePair(world: InProcessWorld, summary: string): Promise<Pair> {
  const fields = { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary };
  const { body } = await world.asJira('ada', 'POST', '/issue', { fields });
  await world.settle();
  const { body: found } = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*');
  return {
    key: body.key,
    id: found.issues.find((issue: { subject: string }) => issue.subject === summary).id,
  };
}

/** By an administrator, who may. */
async function remove(world: InProcessWorld, side: Side, { key, id }: Pair): Promise<void> {
  const { status } =
    side === 'jira'
      ? await world.asJira('admin', 'DELETE', `/issue/${key}`)
      : await world.asRedmine('admin', 'DELETE', `/issues/${id}.json`);
  expect(status).toBe(204);
  await world.settle();
  // No bell of Redmine's rings here: the full check finds it.
  if (side === 'redmine') await world.runTimer('verify');
}

interface Seen {
  readonly status: string;
  readonly said: readonly string[];
}

/** `null`: it is deleted. */
async function seeTwin(world: InProcessWorld, deleted: Side, pair: Pair): Promise<Seen | null> {
  if (deleted === 'jira') {
    const { status, body } = await world.asRedmine(
      'admin',
      'GET',
      `/issues/${pair.id}.json?include=journals`,
    );
    if (status === 404) return null;
    const notes = body.issue.journals.map(({ notes }: { notes: string }) => notes ?? '');
    return { status: body.issue.status.name, said: notes.filter(Boolean) };
  }
  const { status, body } = await world.asJira('admin', 'GET', `/issue/${pair.key}`);
  if (status === 404) return null;
  return {
    status: body.fields.status.name,
    said: body.fields.comment.comments.map((comment: { body: unknown }) =>
      [...JSON.stringify(comment.body).matchAll(/"text":"([^"]*)"/g)]
        .map(([, text]) => text)
        .join(''),
    ),
  };
}

async function listProblems(world: InProcessWorld): Promise<readonly string[]> {
  await world.host.advance(1000);
  return (await world.callAdmin('listProblems', {})).problems.map(({ message }) => message);
}

const noteOf = (deleted: Side, { key, id }: Pair) =>
  expect.stringMatching(
    deleted === 'jira'
      ? new RegExp(`^"Jira issue ${key}":\\S+/browse/${key}#redmine-sync-notice\\S+ ${NOTE}$`)
      : new RegExp(`^Redmine issue #${id} ${NOTE}$`),
  );

const NOTE = 'was deleted, so this issue is not kept in step any more\\.';

describe.each(SIDES)('an issue that is deleted in %s', (deleted) => {
  const across = deleted === 'jira' ? 'redmine' : 'jira';
  const open = { jira: 'To Do', redmine: 'New' }[across];

  async function play(deleting: unknown, changes: object = {}) {
    const world = openInProcessWorld();
    await world.configure({ apiKey: ADMIN_API_KEY, mapping: { deleting, ...changes } });
    const pair = await makePair(world, 'To go');
    await remove(world, deleted, pair);
    const seen = await seeTwin(world, deleted, pair);
    // Nothing more comes of it.
    await world.runTimer('verify');
    await world.runTimer('sweep');
    expect(await seeTwin(world, deleted, pair)).toEqual(seen);
    return { world, pair, seen };
  }

  it('leaves the twin alone and the pair to a person (ignore)', async () => {
    const { world, seen } = await play('ignore');
    expect(seen).toEqual({ status: open, said: [] });
    expect(await listProblems(world)).toEqual([
      expect.stringMatching(/ was deleted\. Unlink the pair, or restore the issue\.$/),
    ]);
  });

  it('parts the pair with a note on the twin (unlink)', async () => {
    const { world, pair, seen } = await play('unlink');
    expect(seen).toEqual({ status: open, said: [noteOf(deleted, pair)] });
    expect(await listProblems(world)).toEqual([]);
    const told = (await readLines(world)).map(({ kind }) => kind);
    expect(told.slice(-3)).toEqual(['problem-found', 'deletion-noted', 'unlinked']);
  });

  it('closes the twin (close)', async () => {
    const { world, pair, seen } = await play(CLOSE);
    const closed = { jira: 'Done', redmine: 'Closed' }[across];
    expect(seen).toEqual({ status: closed, said: [noteOf(deleted, pair)] });
    expect(await listProblems(world)).toEqual([]);
  });

  it('deletes the twin (delete)', async () => {
    const { world, seen } = await play('delete');
    expect(seen).toBeNull();
    expect(await listProblems(world)).toEqual([]);
    const told = (await readLines(world)).map(({ kind }) => kind);
    expect(told.slice(-3)).toEqual(['problem-found', 'issue-deleted', 'unlinked']);
  });

  it('leaves a twin alone on a side that the mapping does not write to', async () => {
    const direction = across === 'jira' ? 'toRedmine' : 'toJira';
    const world = openInProcessWorld();
    await world.configure({ apiKey: ADMIN_API_KEY });
    const pair = await makePair(world, 'To stay');
    await world.configure({ apiKey: ADMIN_API_KEY, mapping: { deleting: 'delete', direction } });
    await remove(world, deleted, pair);
    expect(await seeTwin(world, deleted, pair)).toEqual({ status: open, said: [] });
  });

  it('is asked about where many go at once, and the rule is carried out once somebody resumes', async () => {
    const world = openInProcessWorld();
    await world.configure({ apiKey: ADMIN_API_KEY, mapping: { deleting: 'delete' } });
    const pairs: Pair[] = [];
    for (let at = 0; at < 7; at += 1) pairs.push(await makePair(world, `To go ${at}`));
    for (const pair of pairs) await remove(world, deleted, pair);
    const left = async () => {
      const seen = await Promise.all(pairs.map((pair) => seeTwin(world, deleted, pair)));
      return seen.filter(Boolean).length;
    };
    // The fifth is more than one in a hundred.
    expect(await left()).toBe(3);
    await world.callAdmin('resumeMapping', { mappingId: 'web' });
    await world.runTimer('verify');
    expect(await left()).toBe(0);
  });
});

describe('a twin that cannot be deleted', () => {
  it('stays where it has sub-tasks in Redmine, and a Problem says so', async () => {
    const world = openInProcessWorld();
    await world.configure({ apiKey: ADMIN_API_KEY, mapping: { deleting: 'delete' } });
    const pair = await makePair(world, 'A parent');
    const issue = { project_id: 'web-shop', subject: 'A child', parent_issue_id: pair.id };
    const { body } = await world.asRedmine('admin', 'POST', '/issues.json', { issue });
    await remove(world, 'jira', pair);
    expect(await listProblems(world)).toEqual([
      `Jira issue ${pair.key} was deleted, and Redmine issue #${pair.id} could not be deleted: it has sub-tasks, which would go with it: #${body.issue.id}. It is tried again when somebody asks for a sync of the pair; or unlink the pair.`,
    ]);
    await world.asRedmine('admin', 'DELETE', `/issues/${body.issue.id}.json`);
    expect(await seeTwin(world, 'jira', pair)).toEqual({ status: 'New', said: [] });
  });
});
