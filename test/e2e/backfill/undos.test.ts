/** The undo of a first sync, through the app’s real entry points on virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { driveFirstSync } from '../../support/in-process/first-sync';
import { countIssues } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { WEBHOOK_SECRET } from '../../support/local-host/a-configuration';
import { signWebhook } from '../../support/local-host/redmine-webhook';

let world: InProcessWorld;
beforeEach(() => {
  world = openInProcessWorld();
});
afterEach(() => world.host.stop());

const {
  makeInJira,
  makeInRedmine,
  configure,
  look,
  plan,
  listRows,
  run,
  findInJira,
  listRelations,
} = driveFirstSync(() => world);

describe('an undo that is killed', () => {
  it.each([
    ['right after it deleted an issue in Jira', 'jira', 'DELETE', /\/issue\/\d+/],
    ['right after it deleted an issue in Redmine', 'redmine', 'DELETE', /\/issues\/\d+/],
    ['right after it parted a pair', 'kvs', 'POST', /\/transaction$/],
  ] as const)('goes on and leaves nothing: %s', async (_when, target, method, path) => {
    let isArmed = false;
    await world.host.stop();
    world = openInProcessWorld({
      onCall: (call) => {
        const isMeant = call.target === target && call.method === method && path.test(call.path);
        if (!isArmed || !isMeant || call.functionKey !== 'run-background-job') return undefined;
        isArmed = false;
        return { kind: 'crash', when: 'after' };
      },
    });
    for (const number of [1, 2]) await makeInRedmine(`Old in Redmine ${number}`);
    for (const number of [1, 2]) await makeInJira(`Old in Jira ${number}`);
    await configure();
    const before = await countIssues(world);
    await plan();
    await run();
    await world.callAdmin('planUndo', { mappingId: 'web' });
    await world.settle();

    isArmed = true;
    await world.callAdmin('runUndo', { mappingId: 'web' });
    await world.settle();

    const { phase } = await look();
    const outcomes = (await listRows()).map(({ outcome }) => outcome);
    expect({ isArmed, phase, outcomes, counts: await countIssues(world) }).toEqual({
      isArmed: false,
      phase: 'done',
      outcomes: Array.from({ length: 4 }, () => ({ kind: 'undone' })),
      counts: before,
    });
  });
});

describe('an undo under a mapping that deletes what lost its twin', () => {
  async function ringDeleted(issue: object): Promise<void> {
    const body = JSON.stringify({ type: 'issue.deleted', timestamp: '', data: { issue } });
    const url = world.host.webTriggers.urls.get('redmine-webhook') ?? '';
    const headers = signWebhook(body, WEBHOOK_SECRET);
    const bell = new Request(`${url}/main`, { method: 'POST', body, headers });
    expect((await world.host.webTriggers.call(bell)).status).toBe(202);
  }

  it.each([
    ['killed', { kind: 'crash', when: 'after' }],
    ['left without an answer', { kind: 'drop-response' }],
  ] as const)(
    'never deletes an original, whose twin is told gone while it is %s',
    async (_how, effect) => {
      let twin: object | null = null;
      const rung: Promise<void>[] = [];
      await world.host.stop();
      world = openInProcessWorld({
        onCall: ({ functionKey, target, method }) => {
          const isMeant = target === 'redmine' && method === 'DELETE';
          if (!twin || !isMeant || functionKey !== 'run-background-job') return undefined;
          rung.push(ringDeleted(twin));
          twin = null;
          return effect;
        },
      });
      await makeInJira('Old in Jira');
      await configure({ apiKey: ADMIN_API_KEY, mapping: { deleting: 'delete' } });
      const before = await countIssues(world);
      await plan();
      await run();
      await world.callAdmin('planUndo', { mappingId: 'web' });
      await world.settle();

      [twin] = (await world.asRedmine('ada', 'GET', '/issues.json')).body.issues;
      await world.callAdmin('runUndo', { mappingId: 'web' });
      await world.settle();
      await Promise.all(rung);

      const outcomes = (await listRows()).map(({ outcome }) => outcome);
      expect({ bells: rung.length, outcomes, counts: await countIssues(world) }).toEqual({
        bells: 1,
        outcomes: [{ kind: 'undone' }],
        counts: before,
      });
    },
  );
});

describe('an undo of a pair that is cut off after it gave a value back', () => {
  const BUSY = { kind: 'answer', status: 429, headers: { 'retry-after': '150' } } as const;

  it.each([
    ['killed', 'redmine', 'PUT', /\/issues\/\d+/, { kind: 'crash', when: 'after' }],
    ['told to wait', 'jira', 'DELETE', /\/comment\/\d+/, BUSY],
  ] as const)('goes on, and tells of it once: %s', async (_how, target, method, path, effect) => {
    let isArmed = false;
    await world.host.stop();
    world = openInProcessWorld({
      onCall: (call) => {
        const isMeant = call.target === target && call.method === method && path.test(call.path);
        if (!isArmed || !isMeant || call.functionKey !== 'run-background-job') return undefined;
        isArmed = false;
        return effect;
      },
    });
    await makeInJira('Both know it', { priority: { name: 'High' } });
    const known = await makeInRedmine('Both know it', { priority_id: 1 });
    await world.asRedmine('ada', 'PUT', `/issues/${known}.json`, { issue: { notes: 'a note' } });
    await configure();
    const prioritiesOf = async () => ({
      jira: (await findInJira('Both know it')).fields.priority.name,
      redmine: (await world.asRedmine('ada', 'GET', `/issues/${known}.json`)).body.issue.priority
        .name,
    });
    await plan();
    await run();
    const between = await prioritiesOf();
    await world.callAdmin('planUndo', { mappingId: 'web' });
    await world.settle();

    isArmed = true;
    await world.callAdmin('runUndo', { mappingId: 'web' });
    await world.settle();

    const { entries } = await world.callAdmin('listAudit', {});
    const [last, ...earlier] = entries.filter(({ field }) => field === 'priority');
    const outcomes = (await listRows()).map(({ outcome }) => outcome);
    expect({ isArmed, outcomes, between, after: await prioritiesOf() }).toEqual({
      isArmed: false,
      outcomes: [{ kind: 'undone' }],
      between: { jira: 'High', redmine: 'High' },
      after: { jira: 'High', redmine: 'Low' },
    });
    expect([last, earlier]).toMatchObject([
      { kind: 'field-written', side: 'remote', from: '3', to: '1' },
      [{ kind: 'field-written', side: 'remote', from: '1', to: '3' }],
    ]);
  });
});

describe('an undo', () => {
  it('leaves a pair alone whose copied comment somebody edited', async () => {
    const { id, key } = await makeInJira('Both know it');
    const notes = 'as it was said';
    const known = await makeInRedmine('Both know it');
    await world.asRedmine('ada', 'PUT', `/issues/${known}.json`, { issue: { notes } });
    await configure();
    await plan();
    await run();
    const planUndo = async () => {
      await world.callAdmin('planUndo', { mappingId: 'web' });
      await world.settle();
      const { rows } = await world.callAdmin('listUndoRows', { mappingId: 'web' });
      return rows;
    };
    const before = await planUndo();
    const { body } = await world.asJira('grace', 'GET', `/issue/${id}/comment`);
    const [copy] = body.comments;
    const said = { type: 'paragraph', content: [{ type: 'text', text: 'and one word more' }] };
    const edited = { ...copy.body, content: [...copy.body.content, said] };
    await world.asJira('admin', 'PUT', `/issue/${id}/comment/${copy.id}`, { body: edited });
    await world.settle();
    const after = await planUndo();

    expect(before).toMatchObject([{ kind: 'part', copies: 1 }]);
    expect(after).toMatchObject([
      {
        kind: 'left',
        reason: `the copy of a comment by Ada Lovelace in ${key} was edited since`,
      },
    ]);
  });

  it('of one end of a relation gives it back with the new twin', async () => {
    const first = await makeInJira('Blocks it');
    const second = await makeInJira('Is blocked');
    await world.asJira('ada', 'POST', '/issueLink', {
      type: { name: 'Blocks' },
      inwardIssue: { key: first.key },
      outwardIssue: { key: second.key },
    });
    await configure({ mapping: { relations: true } });
    await plan();
    await run();
    const rows = await listRows();
    const ofSecond = rows.flatMap(({ row }) =>
      row.kind === 'create-in-remote' && row.jira.title === 'Is blocked' ? [row.number] : [],
    );
    await world.callAdmin('planUndo', { mappingId: 'web', rows: ofSecond });
    await world.settle();
    await world.callAdmin('runUndo', { mappingId: 'web' });
    await world.settle();
    const between = await listRelations('Blocks it');
    await plan();
    await run();

    expect({ undone: ofSecond.length, between }).toEqual({ undone: 1, between: [] });
    expect(await listRelations('Blocks it')).toEqual(['blocks Is blocked']);
  });

  it('of a parent leaves its children below it, and puts them below the new twin', async () => {
    const epic = await makeInRedmine('Checkout, all of it', { tracker_id: 3 });
    const child = await makeInRedmine('The basket', { parent_issue_id: epic });
    await configure({
      mapping: {
        issueTypes: [
          { jira: 'Bug', redmine: 'Bug' },
          { jira: 'Epic', redmine: 'Support' },
        ],
        fields: [
          { jira: 'summary', redmine: 'subject' },
          { jira: 'parent', redmine: 'parent' },
        ],
      },
    });
    await plan();
    await run();
    const parentsOf = async (title: string) => {
      const { body } = await world.asRedmine('ada', 'GET', `/issues/${child}.json`);
      const jira = (await findInJira(title)).fields.parent?.fields.summary ?? null;
      return { jira, redmine: body.issue.parent?.id ?? null };
    };
    const before = await parentsOf('The basket');
    const rows = await listRows();
    const ofEpic = rows.flatMap(({ row }) =>
      row.kind === 'create-in-jira' && row.remote.title === 'Checkout, all of it'
        ? [row.number]
        : [],
    );
    await world.callAdmin('planUndo', { mappingId: 'web', rows: ofEpic });
    await world.settle();
    await world.callAdmin('runUndo', { mappingId: 'web' });
    await world.settle();
    const { id } = await findInJira('The basket');
    await world.asJira('ada', 'PUT', `/issue/${id}`, { fields: { summary: 'The cart' } });
    await world.settle();
    const between = await parentsOf('The cart');
    await plan();
    await run();

    expect({ before, between, after: await parentsOf('The cart') }).toEqual({
      before: { jira: 'Checkout, all of it', redmine: epic },
      between: { jira: null, redmine: epic },
      after: { jira: 'Checkout, all of it', redmine: epic },
    });
  });
});
