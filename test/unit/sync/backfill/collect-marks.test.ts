import { expect, it } from 'vitest';
import { collectMarks } from '../../../../src/sync/backfill/collect-marks';
import { SmallWorld } from '../../../support/small-world';

it('marks of twins wait, and are written in one call; one that is taken away is taken away at once', async () => {
  const world = new SmallWorld();
  const marks = collectMarks(world.trackers);
  await marks.trackers.jira.markTwin('1', '7');
  await marks.trackers.jira.markTwin('2', null);
  await marks.trackers.jira.newestIssue();
  await marks.write();
  expect(world.asked).toEqual([
    ['jira', 'markTwin', '2', null],
    ['jira', 'newestIssue'],
    ['jira', 'markTwins', [{ issueId: '1', twinId: '7' }]],
  ]);
});
