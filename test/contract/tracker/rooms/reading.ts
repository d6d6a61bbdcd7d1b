/** One issue, read. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeReading(driver: Driver): void {
  describe('reading', () => {
    it('takes one request', async () => {
      const issueId = await driver.create();
      driver.world.takeRequestCount();
      await driver.read(issueId);
      expect(driver.world.takeRequestCount()).toBe(1);
    });

    it('tells a person’s change with who made it, after the known entry only', async () => {
      const issueId = await driver.create({ summary: 'First' });
      await driver.world.tracker.writeIssue({ issueId, fields: { summary: 'Second' } });
      const { lastEntryId } = await driver.read(issueId);
      await driver.world.person.setSummary(issueId, 'Third');
      const snapshot = await driver.read(issueId, lastEntryId);
      expect(snapshot.history).toEqual([
        {
          id: snapshot.lastEntryId,
          atMs: expect.any(Number),
          author: driver.world.person.self,
          changes: [{ field: 'summary', from: 'Second', to: 'Third' }],
        },
      ]);
      expect(driver.world.tracker.authorship(driver.world.person.self.id)).toBe('not-ours');
    });

    it('names who made an issue and has no marker where nobody put one', async () => {
      const { author, marker } = await driver.read(
        await driver.world.person.createIssue('By a person'),
      );
      expect({ author, marker }).toEqual({ author: driver.world.person.self, marker: null });
    });

    it('tells an issue that was deleted', async () => {
      const issueId = await driver.create();
      await driver.world.person.deleteIssue(issueId);
      expect(await driver.world.tracker.readIssue(issueId, { sinceEntryId: 0 })).toEqual({
        kind: driver.world.deletedIs,
      });
    });
  });
}
