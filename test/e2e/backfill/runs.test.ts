/** The first sync of two grown projects, through the app’s real entry points on virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveFirstSync, OPTIONS } from '../../support/in-process/first-sync';
import { countIssues } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';

let world: InProcessWorld;
beforeEach(() => {
  world = openInProcessWorld();
});
afterEach(() => world.host.stop());

const { makeInJira, makeInRedmine, configure, look, plan, listRows, run, listTitles, findInJira } =
  driveFirstSync(() => world);

describe('a first sync', () => {
  it('pairs, creates, and finds nothing to do a second time', async () => {
    const before = await countIssues(world);
    await makeInJira('Checkout loses the basket');
    await makeInJira('Only in Jira');
    const parent = await makeInRedmine('Checkout loses the basket');
    await makeInRedmine('Below it', { parent_issue_id: parent });
    await configure();
    const planned = await plan();

    expect(planned).toMatchObject({ phase: 'planned', hold: null });
    const rows = await listRows();
    expect(rows.map(({ row }) => row.kind)).toContain('pair');
    const counts = await countIssues(world);
    expect(counts).toEqual({ jira: before.jira + 2, redmine: before.redmine + 2 });

    const done = await run();

    expect(world.logs.filter((line) => /threw/.test(line))).toEqual([]);
    expect(done).toMatchObject({ phase: 'done', hold: null });
    const outcomes = (await listRows()).map(({ outcome }) => outcome);
    expect(outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'skipped')).toEqual([]);
    const after = await countIssues(world);
    expect(after.jira).toBe(after.redmine);

    const again = await plan();
    expect(again.totals?.byKind).toMatchObject({
      pair: 0,
      'create-in-jira': 0,
      'create-in-remote': 0,
    });
  });
});

describe('a run that is killed', () => {
  it('goes on where it was, makes nothing twice, and is undone', async () => {
    let calls = 0;
    let kills = 0;
    let isArmed = false;
    const every = 23;
    await world.host.stop();
    world = openInProcessWorld({
      onCall: ({ functionKey }) => {
        if (!isArmed || functionKey !== 'run-background-job') return undefined;
        calls += 1;
        if (calls % every !== 0 || kills === 6) return undefined;
        kills += 1;
        return { kind: 'crash', when: kills % 2 === 0 ? 'before' : 'after' };
      },
    });
    for (let number = 1; number <= 24; number += 1) await makeInRedmine(`Old in Redmine ${number}`);
    for (let number = 1; number <= 8; number += 1) await makeInJira(`Old in Jira ${number}`);
    await makeInJira('Both know it', { duedate: '2026-12-24' });
    const both = await makeInRedmine('Both know it');
    const noted = await makeInRedmine('It has a history');
    for (const notes of ['first words', 'second words']) {
      await world.asRedmine('ada', 'PUT', `/issues/${noted}.json`, { issue: { notes } });
    }
    await world.asRedmine('ada', 'PUT', `/issues/${noted}.json`, { issue: { status_id: 5 } });
    await configure();
    const before = await countIssues(world);
    const planned = await plan();
    expect(planned.totals?.byKind).toMatchObject({
      pair: 1,
      'create-in-jira': 25,
      'create-in-remote': 8,
    });

    isArmed = true;
    const done = await run();
    isArmed = false;

    expect(kills).toBe(6);
    expect(done).toMatchObject({ phase: 'done', hold: null, progress: { failed: 0 } });
    const rows = await listRows();
    expect(rows.filter(({ outcome }) => outcome.kind !== 'done')).toEqual([]);
    expect(await countIssues(world)).toEqual({ jira: 34, redmine: 34 });
    const titles = await listTitles();
    expect(titles.jira).toEqual(titles.redmine);
    expect(new Set(titles.jira).size).toBe(34);
    const twin = await findInJira('It has a history');
    expect(twin.fields.status.name).toBe('Done');
    const texts = twin.fields.comment.comments.map((one: { body: unknown }) =>
      JSON.stringify(one.body),
    );
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('first words');
    expect(texts[0]).toContain('Ada Lovelace');
    expect(texts[1]).toContain('second words');
    const mark = await world.asJira(
      'admin',
      'GET',
      `/issue/${twin.id}/properties/redmine-sync-first`,
    );
    expect(mark.status).toBe(200);
    const due = await world.asRedmine('ada', 'GET', `/issues/${both}.json`);
    expect(due.body.issue.due_date).toBe('2026-12-24');

    // Somebody works on one of the twins.
    await world.asJira('grace', 'PUT', `/issue/${twin.id}`, {
      fields: { summary: 'It is touched' },
    });
    await world.settle();
    await world.callAdmin('planUndo', { mappingId: 'web' });
    await world.settle();
    expect(await look()).toMatchObject({
      phase: 'undo-planned',
      undo: { delete: 32, part: 1, left: 1 },
    });
    const { rows: left } = await world.callAdmin('listUndoRows', {
      mappingId: 'web',
      kind: 'left',
    });
    expect(left).toMatchObject([{ reason: expect.stringMatching(/was edited by Grace/) }]);
    await world.callAdmin('runUndo', { mappingId: 'web' });
    await world.settle();

    expect(await look()).toMatchObject({ phase: 'done' });
    expect(await countIssues(world)).toEqual({ jira: before.jira + 1, redmine: before.redmine });
    const reasons = (await listRows()).flatMap(({ outcome }) =>
      outcome.kind === 'left' ? [outcome.reason] : [],
    );
    expect(reasons).toEqual([expect.stringMatching(/was edited by Grace/)]);
    const restored = await world.asRedmine('ada', 'GET', `/issues/${both}.json`);
    expect(restored.body.issue.due_date ?? null).toBeNull();

    // What was left alone is looked at again.
    await world.callAdmin('planUndo', { mappingId: 'web' });
    await world.settle();
    expect(await look()).toMatchObject({ undo: { delete: 0, part: 0, left: 1 } });
  });
});

describe('an issue that changed since the plan', () => {
  it('is planned again and shown, and the next run takes it', async () => {
    const id = await makeInRedmine('As it was');
    await configure();
    await plan();
    await world.asRedmine('ada', 'PUT', `/issues/${id}.json`, { issue: { subject: 'As it is' } });
    await world.settle();

    expect(await run()).toMatchObject({ phase: 'done', progress: { replanned: 1 } });
    const [shown] = await listRows();
    expect(shown).toMatchObject({
      row: { kind: 'create-in-jira', remote: { title: 'As it is' } },
      outcome: { kind: 'replanned' },
    });
    expect((await listTitles()).jira).toEqual([]);

    await run();

    expect((await listTitles()).jira).toEqual(['As it is']);
  });
});

describe('an issue that the mapping does not cover any more', () => {
  it('is left alone, whether it left the scope or the project since the plan', async () => {
    const label = { labels: ['redmine'] };
    await makeInJira('The same', label);
    const unlabelled = await makeInJira('Only in Jira', label);
    const twin = await makeInRedmine('The same');
    const moved = await makeInRedmine('Moves away');
    await configure({
      mapping: { scope: { jira: 'labels = redmine', redmine: { trackers: ['Bug'] } } },
    });
    await plan();
    const project = { name: 'Platform', identifier: 'platform', tracker_ids: [1] };
    const made = await world.asRedmine('admin', 'POST', '/projects.json', { project });
    const before = await listTitles();
    const change = async (id: number, issue: object) =>
      (await world.asRedmine('admin', 'PUT', `/issues/${id}.json`, { issue })).status;
    const unlabel = { fields: { labels: [] } };
    const changed = [
      await change(twin, { tracker_id: 2 }),
      await change(moved, { project_id: made.body.project.id }),
      (await world.asJira('ada', 'PUT', `/issue/${unlabelled.key}`, unlabel)).status,
    ];
    await world.settle();
    await run();
    await run();

    const rows = await listRows();
    const reasons = rows.map(({ row }) => (row.kind === 'skip' ? row.reason : row.kind));
    expect({ changed, reasons: reasons.toSorted(), titles: await listTitles() }).toEqual({
      changed: [204, 204, 204],
      reasons: [
        `#${twin} is not in the scope of mapping "web"`,
        `#${moved} is not in the project "web-shop"`,
        `${unlabelled.key} is not in the scope of mapping "web"`,
      ],
      titles: {
        jira: before.jira,
        redmine: before.redmine.filter((one: string) => one !== 'Moves away'),
      },
    });
  });
});

describe('a twin that a run did not live to link', () => {
  it('gets no twin of its own: the run links it', async () => {
    await world.host.stop();
    world = openInProcessWorld({
      onCall: ({ target, method, path, functionKey }) => {
        const isCreate = target === 'redmine' && method === 'POST' && path === '/issues.json';
        const isMeant = isCreate && functionKey === 'panel-resolver';
        return isMeant ? { kind: 'crash', when: 'after' } : undefined;
      },
    });
    const asked = await makeInJira('Asked for');
    await configure();
    const crashed = world.askPanel({ id: asked.id, projectId: '10000' }, 'syncNow');
    await expect(crashed).rejects.toThrow();

    await world.callAdmin('startBackfill', OPTIONS);
    await world.settle();
    // Nobody accepts the pair that is proposed.
    await world.callAdmin('buildBackfillPlan', { mappingId: 'web' });
    await world.settle();
    await run();

    expect(await listTitles()).toEqual({ jira: ['Asked for'], redmine: ['Asked for'] });
    const { body } = await world.asJira(
      'admin',
      'GET',
      `/issue/${asked.id}/properties/redmine-twin`,
    );
    expect(body.value).toMatchObject({ number: 1 });
  });
});

describe('a pair of the plan', () => {
  it('is left out where a person gave one of the two a twin since', async () => {
    const jira = await makeInJira('The same');
    const id = await makeInRedmine('The same');
    await configure();
    await plan();
    await world.askPanel({ id: jira.id, projectId: '10000' }, 'syncNow');
    await world.settle();

    await run();

    const rows = await listRows();
    expect(rows.map(({ row, outcome }) => [row.kind, outcome])).toEqual([
      ['pair', { kind: 'skipped', reason: `${jira.key} is linked with #${id + 1} meanwhile` }],
    ]);
  });
});

describe('what the admin decides', () => {
  it('is heeded: pairs of a list, rows left out, a pause, and relations once both ends are there', async () => {
    const known = await makeInJira('The basket');
    const same = await makeInRedmine('Warenkorb');
    const [first, second] = [await makeInRedmine('Blocks it'), await makeInRedmine('Is blocked')];
    await world.asRedmine('ada', 'POST', `/issues/${first}/relations.json`, {
      relation: { issue_to_id: second, relation_type: 'blocks' },
    });
    await makeInRedmine('Not wanted');
    await makeInJira('Not wanted there');
    await configure({ mapping: { relations: true } });
    await world.callAdmin('startBackfill', OPTIONS);
    await world.settle();

    const listed = await world.callAdmin('importPairs', {
      mappingId: 'web',
      csv: `${known.key},${same}\n${known.key},${first}\nWEB-999,${second}`,
    });
    await world.callAdmin('buildBackfillPlan', { mappingId: 'web' });
    await world.settle();
    const rows = await listRows();
    const notWanted = rows.flatMap(({ row }) =>
      row.kind === 'create-in-jira' && row.remote.title === 'Not wanted' ? [row.number] : [],
    );
    const tick = (off: boolean, what: object) =>
      world.callAdmin('tickBackfillRows', { mappingId: 'web', off, ...what });
    await tick(true, { rows: notWanted, kinds: ['create-in-remote', 'pair'] });
    await tick(false, { kinds: ['pair'] });
    await world.callAdmin('runBackfill', { mappingId: 'web' });
    await world.callAdmin('pauseBackfill', { mappingId: 'web' });
    await world.settle();
    const paused = await look();
    const inJiraThen = (await listTitles()).jira;
    await world.callAdmin('resumeBackfill', { mappingId: 'web' });
    await world.settle();

    expect({
      accepted: listed.accepted,
      mistakes: listed.mistakes.map(({ line }) => line),
    }).toEqual({ accepted: 1, mistakes: [2, 3] });
    expect(paused).toMatchObject({ phase: 'running', isWorking: false, hold: { kind: 'paused' } });
    expect(inJiraThen).toEqual(['Not wanted there', 'The basket']);
    expect(await look()).toMatchObject({ phase: 'done', progress: { done: 3, total: 3 } });
    const titles = await listTitles();
    expect(titles).toEqual({
      jira: ['Blocks it', 'Is blocked', 'Not wanted there', 'The basket'],
      redmine: ['Blocks it', 'Is blocked', 'Not wanted', 'The basket'],
    });
    const { issuelinks } = (await findInJira('Blocks it')).fields;
    expect(issuelinks).toMatchObject([
      { type: { name: 'Blocks' }, outwardIssue: { fields: { summary: 'Is blocked' } } },
    ]);
    const offs = (await listRows()).filter(({ outcome }) => outcome.kind === 'off');
    expect(offs.map(({ row }) => row.kind).sort()).toEqual(['create-in-jira', 'create-in-remote']);
  });
});

describe('an issue that is young enough for live sync', () => {
  it('is left to it where its row is ticked off', async () => {
    await makeInRedmine('Old');
    await configure();
    await makeInRedmine('Young');
    const planned = await plan();
    await world.callAdmin('tickBackfillRows', {
      mappingId: 'web',
      off: true,
      kinds: ['create-in-jira'],
    });
    const done = await run();

    expect(planned.totals?.byKind).toMatchObject({ 'create-in-jira': 2 });
    expect(done).toMatchObject({ phase: 'done', progress: { created: { jira: 0 } } });
    expect((await listTitles()).jira).toEqual(['Young']);
  });
});
