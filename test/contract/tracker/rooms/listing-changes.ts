/** What changed since a cursor. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeListingChanges(driver: Driver): void {
  describe('listing what changed', () => {
    async function drain(cursor: string) {
      const ids: string[] = [];
      let page = await driver.world.tracker.listChanged(cursor);
      for (; page.more; page = await driver.world.tracker.listChanged(page.cursor)) {
        ids.push(...page.issues.map(({ id }) => id));
      }
      return { ids: [...ids, ...page.issues.map(({ id }) => id)], cursor: page.cursor };
    }

    it('starts from now and then shows every change', async () => {
      const old = await driver.create();
      await driver.world.settle();
      const start = await driver.world.tracker.listChanged(null);
      await driver.world.settle();
      const edited = await driver.create();
      await driver.world.tracker.writeIssue({ issueId: old, fields: { summary: 'Later' } });
      await driver.world.settle();
      const first = await drain(start.cursor);
      expect(start).toMatchObject({ issues: [], more: false });
      expect(first.ids).toEqual(expect.arrayContaining([old, edited]));

      await driver.world.settle();
      // A server that tells no time is looked at a second time; then it is quiet.
      const second = await drain(first.cursor);
      await driver.world.settle();
      expect((await drain(second.cursor)).ids).toEqual([]);
    });

    it('tells when an issue changed as reading it does', async () => {
      const start = await driver.world.tracker.listChanged(null);
      await driver.world.settle();
      const issueId = await driver.create();
      await driver.world.settle();
      const { issues } = await driver.world.tracker.listChanged(start.cursor);
      const { updatedAtMs, createdAtMs } = await driver.read(issueId);
      expect(issues).toContainEqual({ id: issueId, updatedAtMs, createdAtMs });
    });
  });
}
