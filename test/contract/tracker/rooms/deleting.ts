/** An issue, deleted. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeDeleting(driver: Driver): void {
  describe('deleting', () => {
    it('deletes an issue, and a second time it is done already', async () => {
      const issueId = await driver.create();
      const answers = [
        await driver.world.tracker.deleteIssue(issueId),
        await driver.world.tracker.deleteIssue(issueId),
      ];
      const read = await driver.world.tracker.readIssue(issueId, { sinceEntryId: 0 });
      expect([answers, read]).toEqual([['done', 'done'], { kind: driver.world.deletedIs }]);
    });
  });
}
