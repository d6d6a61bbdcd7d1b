/** Spent time. */
import { describe, expect, it } from 'vitest';
import { otherSide } from '../../../../src/core/model';
import type { TimeRecord } from '../../../../src/core/time/compose-time';
import type { Driver } from '../driver';

export function describeSpentTime(driver: Driver): void {
  describe('spent time', () => {
    async function readTime(issueId: string) {
      const found = await driver.world.timeTracker.readIssue(issueId, { sinceEntryId: 0 });
      return found.kind === 'found' ? found.snapshot.timeEntries : null;
    }

    const aRecord = (time: Partial<TimeRecord> = {}): TimeRecord => {
      const site = driver.world.mapping.siteUrl[otherSide(driver.world.tracker.side)];
      const path =
        driver.world.tracker.side === 'remote'
          ? 'browse/ELSE-7?focusedWorklogId=71'
          : 'issues/7?tab=time_entries#time-entry-71';
      return {
        spentOn: '2026-10-19',
        seconds: 1_200,
        text: 'Searched',
        activityId: driver.world.activityId,
        credit: { text: 'Ada elsewhere', url: `${site}/${path}` },
        ...time,
      };
    };

    it('is read where the mapping carries it, with whose it is', async () => {
      const issueId = await driver.create();
      await driver.world.person.logTime(issueId, 'Looked into it');
      expect({
        time: await readTime(issueId),
        unasked: (await driver.read(issueId)).timeEntries,
      }).toEqual({
        time: [
          {
            id: expect.stringMatching(/^\d+$/),
            url: expect.stringContaining(driver.world.mapping.siteUrl[driver.world.tracker.side]),
            author: driver.world.person.self,
            spentOn: '2026-10-20',
            seconds: 7_200,
            text: 'Looked into it',
            activity:
              driver.world.activityId === null
                ? null
                : { id: driver.world.activityId, name: expect.any(String) },
            restricted: false,
            copyOf: null,
          },
        ],
        unasked: null,
      });
    });

    it('is written once, edited and removed, and says whose copy it is', async () => {
      const { timeTracker } = driver.world;
      const issueId = await driver.create();
      const added = await timeTracker.addTime(issueId, aRecord());
      const entryId = added.kind === 'added' ? added.entryId : '';
      const shown = async () =>
        (await readTime(issueId))?.map(({ id, spentOn, seconds, text, copyOf }) => ({
          isIt: id === entryId,
          spentOn,
          // Redmine shows hours of two decimals.
          minutes: Math.round(seconds / 60),
          saysSo: text.includes('Searched'),
          copyOf,
        }));
      const first = await shown();
      const long = `Searched ${'and searched '.repeat(200)}`;
      await timeTracker.editTime(
        issueId,
        entryId,
        aRecord({ text: long, seconds: 4_500, spentOn: '2026-10-18' }),
      );
      const second = await shown();
      const gone = [
        await timeTracker.removeTime(issueId, entryId),
        await timeTracker.removeTime(issueId, entryId),
        await timeTracker.editTime(issueId, entryId, aRecord()),
      ];
      const entry = { isIt: true, saysSo: true, copyOf: '71' };
      expect({ first, second, gone, last: await shown() }).toEqual({
        first: [{ ...entry, spentOn: '2026-10-19', minutes: 20 }],
        second: [{ ...entry, spentOn: '2026-10-18', minutes: 75 }],
        gone: ['done', 'done', 'gone'],
        last: [],
      });
    });

    it('that is refused is told in the tracker’s words', async () => {
      const issueId = await driver.create();
      const wrong = driver.world.activityId === null ? { seconds: 0 } : { activityId: '999999' };
      expect(await driver.world.timeTracker.addTime(issueId, aRecord(wrong))).toEqual({
        kind: 'refused',
        message: expect.stringMatching(/: (400|422) \S/),
      });
    });
  });
}
