import { expect, it } from 'vitest';
import type { Tracker } from '../../../../src/ports';
import { Meter } from '../../../../src/sync/backfill/meter';

/** Answers everything. */
function aTracker(side: 'jira' | 'remote'): Tracker {
  const tracker: Partial<Tracker> = {
    side,
    writeIssue: async () => ({ refused: [] }),
    readIssues: async () => new Map(),
  };
  return tracker as Tracker;
}

it('counts the calls that a port hides: one for many, one for each, and two for a transition', async () => {
  const meter = new Meter();
  const { jira, remote } = meter.watch({ jira: aTracker('jira'), remote: aTracker('remote') });
  const ids = Array.from({ length: 120 }, (_, id) => String(id));
  await jira.readIssues(ids, 'whole');
  await remote.readIssues(ids, 'whole');
  await jira.writeIssue({ issueId: '1', fields: { status: '3' } });
  await remote.writeIssue({ issueId: '1', fields: { status: '3' } });
  expect(meter.take()).toEqual({ calls: { jira: 4, remote: 121 }, points: 126 });
  expect(meter.take()).toEqual({ calls: { jira: 0, remote: 0 }, points: 0 });
});
