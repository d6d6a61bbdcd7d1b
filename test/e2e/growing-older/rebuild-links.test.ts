/** After a reinstallation: storage is empty, and both trackers are as they were. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wipeStorage } from '../../support/in-process/app-storage';
import {
  countIssues,
  findRedmineIssues,
  type MadePair,
  makePair,
  readSubject,
  renameInJira,
  renameInRedmine,
} from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { readLines, verifyAll } from '../../support/in-process/read-audit';

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterEach(() => world.host.stop());

/** An issue made in Redmine, with its twin in Jira. */
async function makePairFromRedmine(subject: string): Promise<MadePair> {
  await world.asRedmine('ada', 'POST', '/issues.json', {
    issue: { project_id: 'web-shop', tracker_id: 1, subject },
  });
  await world.runTimer('sweep');
  const [redmineId = 0] = await findRedmineIssues(world, subject);
  const { body } = await world.asJira('ada', 'POST', '/search/jql', {
    jql: `summary ~ "${subject}"`,
    fields: ['project'],
  });
  const [issue] = body.issues;
  if (!issue) throw new Error(`no twin of ${subject}\n${world.logs.join('\n')}`);
  return {
    key: issue.key,
    jiraId: issue.id,
    projectId: issue.fields.project.id,
    redmineId,
  };
}

async function reinstall(): Promise<void> {
  await world.settle();
  wipeStorage(world.store);
  await world.host.advance(60_000);
  await world.configure();
}

async function rebuild(seed: 'jira' | 'remote' | 'ask' = 'ask'): Promise<void> {
  await world.callAdmin('rebuildLinks', { mappingId: 'web', seed });
  await world.settle();
}

describe('links after a reinstallation', () => {
  it('are rebuilt from the markers of both sides: edits follow, and nothing comes twice', async () => {
    const fromJira = await makePair(world, 'Basket');
    await world.asJira('ada', 'POST', `/issue/${fromJira.key}/comment`, {
      body: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a remark' }] }],
      },
    });
    const fromRedmine = await makePairFromRedmine('Checkout');
    const before = await countIssues(world);
    await reinstall();
    expect((await world.callAdmin('getOverview')).mappings[0]?.links.total).toBe(0);

    await rebuild();
    expect((await world.callAdmin('getOverview')).mappings[0]?.links).toEqual({
      total: 2,
      isMore: false,
      conflicts: 0,
      problems: 0,
    });
    for (const pair of [fromJira, fromRedmine]) {
      await renameInJira(world, pair.key, `${pair.key} from Jira`);
      expect(await readSubject(world, pair.redmineId)).toBe(`${pair.key} from Jira`);
      await renameInRedmine(world, pair.redmineId, `${pair.key} from Redmine`);
      const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
      expect(body.fields.summary).toBe(`${pair.key} from Redmine`);
    }
    await world.runTimer('sweep');
    await world.runTimer('verify');
    expect(await countIssues(world)).toEqual(before);
    const redmine = await world.asRedmine(
      'ada',
      'GET',
      `/issues/${fromJira.redmineId}.json?include=journals`,
    );
    const notes = redmine.body.issue.journals.filter(({ notes }: { notes: string }) => notes);
    expect(notes).toHaveLength(1);
    const jira = await world.asJira('ada', 'GET', `/issue/${fromJira.key}/comment`);
    expect(jira.body.comments).toHaveLength(1);
    expect((await verifyAll(world)).broken).toEqual([]);
    expect((await readLines(world)).map(({ kind }) => kind)).toContain('linked');
  });

  it('can be rebuilt again and again; what is linked stays as it is', async () => {
    const pair = await makePair(world, 'Basket');
    await reinstall();
    await rebuild();
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    await rebuild();
    expect(await readLines(world, { linkId: `main:${pair.redmineId}` })).toEqual(lines);
  });

  it.each([
    ['ask', 'Basket J', 'Basket R', 1],
    ['jira', 'Basket J', 'Basket J', 0],
    ['remote', 'Basket R', 'Basket R', 0],
  ] as const)(
    'where both changed meanwhile, %s decides',
    async (seed, jira, redmine, conflicts) => {
      const pair = await makePair(world, 'Basket');
      await world.settle();
      wipeStorage(world.store);
      await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: { summary: 'Basket J' } });
      await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
        issue: { subject: 'Basket R' },
      });
      await reinstall();
      await rebuild(seed);
      const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
      expect([body.fields.summary, await readSubject(world, pair.redmineId)]).toEqual([
        jira,
        redmine,
      ]);
      const { conflicts: found } = await world.callAdmin('listProblems', {});
      expect(found).toHaveLength(conflicts);
    },
  );

  it('gives no second twin to an issue with a marker, even where somebody asks for one', async () => {
    const pair = await makePairFromRedmine('Checkout');
    const before = await countIssues(world);
    await reinstall();
    await renameInJira(world, pair.key, 'Edited before the rebuild');
    const place = { id: pair.jiraId, projectId: pair.projectId };
    expect(await world.askPanel(place, 'syncNow')).toEqual({
      ok: false,
      reason: `Nothing was synced: ${pair.key} was once created as the twin of #${pair.redmineId} and their link is lost; rebuild the links of mapping "web".`,
    });
    expect(await countIssues(world)).toEqual(before);
    await rebuild('jira');
    expect(await readSubject(world, pair.redmineId)).toBe('Edited before the rebuild');
    expect(await countIssues(world)).toEqual(before);
  });

  it('are not confused by a copy that carries the marker of its original', async () => {
    const pair = await makePair(world, 'Basket');
    const { body } = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
    await world.settle();
    wipeStorage(world.store);
    const copy = await world.asRedmine('ada', 'POST', '/issues.json', {
      issue: {
        project_id: 'web-shop',
        tracker_id: 1,
        subject: 'A copy',
        description: body.issue.description,
      },
    });
    await reinstall();
    await rebuild();
    await renameInJira(world, pair.key, 'Basket 2');
    expect(await readSubject(world, pair.redmineId)).toBe('Basket 2');
    expect(await readSubject(world, copy.body.issue.id)).toBe('A copy');
    // A mapping that is gone meanwhile ends it without harm.
    expect(await world.askAdmin('rebuildLinks', { mappingId: 'nowhere', seed: 'ask' })).toEqual({
      ok: false,
      reason: 'There is no mapping "nowhere".',
    });
  });

  it('goes on where it was cut off, and loses no pair', async () => {
    const pairs: MadePair[] = [];
    for (const name of ['One', 'Two', 'Three']) pairs.push(await makePair(world, name));
    await reinstall();
    world.host.faults.add([
      {
        target: 'redmine',
        method: 'GET',
        path: /issues\/2\.json/,
        times: 1,
        effect: { kind: 'crash', when: 'before' },
      },
      {
        target: 'redmine',
        method: 'GET',
        path: /issues\/3\.json/,
        times: 1,
        effect: { kind: 'answer', status: 503 },
      },
    ]);
    await rebuild();
    await world.settle();
    expect((await world.callAdmin('getOverview')).mappings[0]?.links.total).toBe(3);
    const total = await countIssues(world);
    expect(total).toEqual({ jira: 3, redmine: 3 });
  });
});
