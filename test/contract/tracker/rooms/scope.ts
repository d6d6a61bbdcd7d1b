/** Whether a mapping’s rules leave an issue out. */
import { describe, expect, it } from 'vitest';
import type { ManyReads } from '../../../../src/ports';
import type { Driver } from '../driver';

export function describeScope(driver: Driver): void {
  describe('the scope of a mapping', () => {
    it('is told of many issues at once, and not of those that the app made', async () => {
      const [covered = '', other = ''] = driver.world.values.issuetype;
      const ids = [
        await driver.create({ issuetype: covered }),
        await driver.create({ issuetype: other }),
      ];
      const outOfScope = async (how: ManyReads) => {
        const found = await driver.world.scopedTracker.readIssues(ids, how);
        return ids.map((id) => found.get(id)?.outOfScope ?? false);
      };
      expect({
        listed: await outOfScope('listed'),
        whole: await outOfScope('whole'),
        born: await outOfScope('born'),
      }).toEqual({ listed: [false, true], whole: [false, true], born: [false, false] });
    });

    it('is asked about an issue only where the run wants to know', async () => {
      const [covered = '', other = ''] = driver.world.values.issuetype;
      const issues = [
        await driver.create({ issuetype: covered }),
        await driver.create({ issuetype: other }),
      ];
      await driver.world.settle();
      const outOfScope = (options: { readonly checksScope?: true }) =>
        Promise.all(
          issues.map(async (issueId) => {
            const read = await driver.world.scopedTracker.readIssue(issueId, {
              sinceEntryId: 0,
              ...options,
            });
            return read.kind === 'found' ? (read.snapshot.outOfScope ?? false) : read.kind;
          }),
        );
      expect({
        asked: await outOfScope({ checksScope: true }),
        unasked: await outOfScope({}),
      }).toEqual({ asked: [false, true], unasked: [false, false] });
    });
  });
}
