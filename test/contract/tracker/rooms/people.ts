/** Who made an issue, and who watches it. */
import { describe, expect, it } from 'vitest';
import { formatList } from '../../../../src/core/values/field-kinds';
import type { Driver } from '../driver';

export function describePeople(driver: Driver): void {
  describe('people of an issue', () => {
    it('are told where a row wants who made it', async () => {
      const { further, person } = driver.world;
      const issueId = await person.createIssue('By a person');
      const { fields } = await driver.read(issueId, 0, further.tracker);
      expect(fields.author).toBe(person.self.id);
    });

    it('begin to watch it and stop, and nobody else does', async () => {
      const { tracker, watchers } = driver.world.further;
      const issueId = await driver.create({}, driver.newMarker(), tracker);
      const [one, other] = watchers;
      const seen: unknown[] = [];
      for (const wanted of [[one, other], [other], []].map(formatList)) {
        expect(await tracker.writeIssue({ issueId, fields: { watchers: wanted } })).toEqual({
          refused: [],
        });
        seen.push((await driver.read(issueId, 0, tracker)).fields.watchers);
      }
      expect(seen).toEqual([formatList(watchers), formatList([other]), null]);
    });

    it('stay as they are where they came or went since they were read', async () => {
      const { tracker, watchers } = driver.world.further;
      const [one, other] = watchers.map((id) => formatList([id]));
      const issueId = await driver.create({}, driver.newMarker(), tracker);
      const watch = (wanted: string | null, before?: { readonly watchers: string | null }) =>
        tracker.writeIssue({ issueId, fields: { watchers: wanted }, ...(before && { before }) });
      await watch(other ?? null);
      await watch(one ?? null, { watchers: null });
      const joined = (await driver.read(issueId, 0, tracker)).fields.watchers;
      await watch(other ?? null);
      await watch(one ?? null, { watchers: one ?? null });
      const left = (await driver.read(issueId, 0, tracker)).fields.watchers;
      expect({ joined, left }).toEqual({ joined: formatList(watchers), left: other });
    });

    it('who watch are told with the whole issue, and hold up no list of issues', async () => {
      const { tracker, watchers } = driver.world.further;
      const issueId = await driver.create({}, driver.newMarker(), tracker);
      await tracker.writeIssue({ issueId, fields: { watchers: formatList(watchers) } });
      const told = async (how: 'listed' | 'whole') =>
        (await tracker.readIssues([issueId], how)).get(issueId)?.fields.watchers;
      expect([await told('listed'), await told('whole')]).toEqual([null, formatList(watchers)]);
      await expect(tracker.listIssues(null)).resolves.toMatchObject({ issues: expect.any(Array) });
    });

    it('who cannot watch it are refused or ignored, and hold up no other field', async () => {
      const { tracker, stranger } = driver.world.further;
      const issueId = await driver.create({}, driver.newMarker(), tracker);
      const fields = { watchers: formatList([stranger.id]), summary: 'Watched' };
      const receipt = await tracker.writeIssue({ issueId, fields });
      const { summary, watchers = null } = (await driver.read(issueId, 0, tracker)).fields;
      const message = expect.stringMatching(/: 4\d\d\b/);
      expect({ receipt, summary, isIn: String(watchers).includes(stranger.id) }).toEqual({
        receipt: { refused: stranger.is === 'refused' ? [{ field: 'watchers', message }] : [] },
        summary: 'Watched',
        isIn: false,
      });
    });
  });
}
