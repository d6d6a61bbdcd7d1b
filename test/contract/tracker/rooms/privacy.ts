/** Issues that fewer people may see. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describePrivacy(driver: Driver): void {
  describe('a private issue', () => {
    async function show(issueId: string) {
      const { tracker } = driver.world.further;
      const { restricted, fields } = await driver.read(issueId, 0, tracker);
      return { restricted, security: fields.security };
    }

    it('is private from birth, is opened and turns private again', async () => {
      const { tracker, privacy } = driver.world.further;
      const born = { security: privacy.closed };
      const issueId = await driver.create(born, driver.newMarker(), tracker);
      const seen = [await show(issueId)];
      for (const security of [privacy.open, privacy.closed]) {
        const receipt = await tracker.writeIssue({ issueId, fields: { security } });
        expect(receipt).toEqual({ refused: [] });
        seen.push(await show(issueId));
      }
      const closed = { restricted: true, security: privacy.closed };
      expect(seen).toEqual([closed, { restricted: false, security: privacy.open }, closed]);
    });

    it('is told to be private to a mapping that says nothing of it', async () => {
      const { tracker, privacy } = driver.world.further;
      const fields = { security: privacy.closed };
      const issueId = await driver.create(fields, driver.newMarker(), tracker);
      expect((await driver.read(issueId)).restricted).toBe(true);
    });

    it('that cannot be private is refused, or shows that it is open', async () => {
      const { tracker, security, becomes } = driver.world.further.privacy.refused;
      const watermark = await tracker.newestIssue();
      const marker = driver.newMarker();
      const made = await driver.create({ security }, marker, tracker).catch(({ name }) => name);
      const issueId = await tracker.findByMarker(marker, watermark);
      const shown = issueId === null ? 'nothing' : await show(issueId);
      expect({ made, shown }).toEqual(
        becomes === 'nothing'
          ? { made: 'PermanentError', shown: 'nothing' }
          : { made: issueId, shown: { restricted: false, security: '0' } },
      );
    });
  });
}
