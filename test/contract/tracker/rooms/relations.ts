/** Relations of two issues. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeRelations(driver: Driver): void {
  describe('relations', () => {
    it('are made once, seen from both issues, and removed', async () => {
      const { tracker, relationType: type } = driver.world;
      const [one, two] = [await driver.create(), await driver.create()];
      const relation = { type, isSource: true, otherIssueId: two };
      const made = [
        await tracker.addRelation(one, relation),
        await tracker.addRelation(one, relation),
        await tracker.addRelation(two, { type, isSource: false, otherIssueId: one }),
      ];
      const [fromOne, fromTwo] = [
        (await driver.read(one)).relations,
        (await driver.read(two)).relations,
      ];
      expect(made).toEqual(['done', 'done', 'done']);
      expect([fromOne, fromTwo]).toEqual([
        [{ id: expect.any(String), ...relation }],
        [{ id: fromOne[0]?.id, type, isSource: false, otherIssueId: one }],
      ]);
      const id = fromOne[0]?.id ?? '';
      expect([await tracker.removeRelation(id), await tracker.removeRelation(id)]).toEqual([
        'done',
        'done',
      ]);
      expect((await driver.read(two)).relations).toEqual([]);
    });

    it('to an issue that is not there are refused', async () => {
      const relation = { type: driver.world.relationType, isSource: true, otherIssueId: '999999' };
      expect(await driver.world.tracker.addRelation(await driver.create(), relation)).toMatchObject(
        {
          kind: 'refused',
        },
      );
    });
  });
}
