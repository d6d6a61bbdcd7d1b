/** The first sync of two grown projects, through the app's real entry points on virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackfillView, RowView } from '../../../src/shared/api';
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

const OPTIONS = { mappingId: 'web', seed: 'jira', create: { jira: true, remote: true } } as const;

async function makeInJira(
  summary: string,
  fields: object = {},
): Promise<{ id: string; key: string }> {
  const made = await world.asJira('ada', 'POST', '/issue', {
    fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary, ...fields },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body;
}

async function makeInRedmine(subject: string, more: object = {}): Promise<number> {
  const made = await world.asRedmine('ada', 'POST', '/issues.json', {
    issue: { project_id: 'web-shop', tracker_id: 1, subject, ...more },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.issue.id;
}

/** What was made before is older than the mapping. */
async function configure(): Promise<void> {
  await world.settle();
  await world.host.advance(60_000);
  await world.configure();
}

async function look(): Promise<BackfillView> {
  const view = await world.callAdmin('getBackfill', { mappingId: 'web' });
  if (!view) throw new Error('there is no first sync');
  return view;
}

async function plan(): Promise<BackfillView> {
  await world.callAdmin('startBackfill', OPTIONS);
  await world.settle();
  await world.callAdmin('decideProposals', {
    mappingId: 'web',
    decision: 'accepted',
    which: { minConfidencePercent: 70 },
  });
  await world.callAdmin('buildBackfillPlan', { mappingId: 'web' });
  await world.settle();
  return look();
}

async function listRows(): Promise<readonly RowView[]> {
  const { rows } = await world.callAdmin('listBackfillRows', { mappingId: 'web' });
  return rows;
}

async function run(): Promise<BackfillView> {
  await world.callAdmin('runBackfill', { mappingId: 'web' });
  await world.settle();
  return look();
}

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
