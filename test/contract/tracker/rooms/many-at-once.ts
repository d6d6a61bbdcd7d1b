/** Many issues, made, read and listed in few calls. */
import { describe, expect, it } from 'vitest';
import { otherSide, type Snapshot } from '../../../../src/core/model';
import { type Driver, TWIN } from '../driver';

export function describeManyAtOnce(driver: Driver): void {
  describe('many at once', () => {
    const newIssue = (summary: string) => ({
      fields: { summary, issuetype: driver.world.values.issuetype[0] },
      marker: driver.newMarker(),
      twin: {
        ...TWIN,
        url: `${driver.world.mapping.siteUrl[otherSide(driver.world.tracker.side)]}/browse/E-7`,
      },
    });

    it('makes all that it can, and says of each what became of it', async () => {
      const titles = ['One of many', '', 'Another of many'];
      const made = await driver.world.tracker.createIssues(titles.map(newIssue));
      const ids = made.flatMap((one) => (one.kind === 'created' ? [one.issueId] : []));
      const found = await driver.world.tracker.readIssues(ids, 'born');
      expect({
        kinds: made.map(({ kind }) => kind),
        titles: ids.map((id) => found.get(id)?.title),
      }).toEqual({
        kinds: ['created', 'refused', 'created'],
        titles: ['One of many', 'Another of many'],
      });
    });

    it('reads them as each is read alone, and leaves out what is gone', async () => {
      const [bare, busy, gone] = [
        await driver.create(),
        await driver.create(),
        await driver.create(),
      ];
      await driver.world.settle();
      await driver.world.person.comment(busy, 'Mine', { restricted: false });
      await driver.world.person.attach(busy, 'a.txt', 'some');
      await driver.world.person.deleteIssue(gone);
      const told = (snapshot: Snapshot) => ({
        ...snapshot,
        history: [],
        readAtMs: 0,
        clockOffsetMs: 0,
      });
      const alone = [await driver.read(bare), await driver.read(busy)].map(told);
      const whole = await driver.world.tracker.readIssues([bare, busy, gone], 'whole');
      const born = await driver.world.tracker.readIssues([bare, busy, gone], 'born');
      const inOrder = (found: ReadonlyMap<string, Snapshot>) =>
        [...found.values()].toSorted((a, b) => Number(a.issueId) - Number(b.issueId)).map(told);
      // Redmine's lists leave out what it would take.
      const listed = ({ accepts: _, ...snapshot }: Snapshot) => snapshot;
      expect({ whole: inOrder(whole), born: inOrder(born).map(listed) }).toEqual({
        whole: alone,
        born: alone.map(listed),
      });
    });

    it('lists the project a page at a time, oldest first, with the number in a field', async () => {
      const issueId = await driver.create({ summary: '4711' });
      await driver.world.settle();
      const title = driver.world.mapping.fields.find(({ field }) => field === 'summary');
      const listed: { readonly id: string; readonly number: string | null }[] = [];
      let cursor: string | null = null;
      do {
        const page = await driver.world.tracker.listIssues(
          cursor,
          title?.[driver.world.tracker.side],
        );
        for (const { snapshot, numberInField } of page.issues) {
          listed.push({ id: snapshot.issueId, number: numberInField });
        }
        cursor = page.cursor;
      } while (cursor !== null);
      const ids = listed.map(({ id }) => Number(id));
      expect({
        last: listed.at(-1),
        isSorted: ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0)),
      }).toEqual({ last: { id: issueId, number: '4711' }, isSorted: true });
    });
  });
}
