/** What is old or somebody's own leaves the audit, wherever the app is cut off; its chains stay whole. */
import { describe, expect, it } from 'vitest';
import { atEveryCall, BLOWS } from '../../support/in-process/at-every-call';
import { makePair, renameInJira } from '../../support/in-process/issues';
import { readLines, verifyAll } from '../../support/in-process/read-audit';

const DAY_MS = 86_400_000;

describe('what is older than the admin wants leaves the audit, and nothing else', () => {
  it.each(BLOWS)('at any call %s', async (_what, blow) => {
    const ends = await atEveryCall(blow, async (world, struck) => {
      await world.configure({ audit: { retentionDays: 30 } });
      const pair = await makePair(world, 'Basket');
      await world.host.advance(20 * DAY_MS);
      await renameInJira(world, pair.key, 'Kept');
      await world.host.advance(15 * DAY_MS);
      await struck(() => world.runTimer('verify'));
      await world.host.advance(DAY_MS);
      await world.runTimer('verify');
      const lines = await readLines(world);
      return {
        kept: lines.filter(({ cause }) => cause !== 'retention').map(({ to }) => to),
        isTold: lines.some(({ cause }) => cause === 'retention'),
        broken: (await verifyAll(world)).broken,
      };
    });
    const end = { kept: ['Kept'], isTold: true, broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(20);
  });
});

describe('whose account is closed leaves the audit under one pseudonym', () => {
  it.each(BLOWS)('at any call %s', async (_what, blow) => {
    const ends = await atEveryCall(blow, async (world, struck) => {
      await world.configure();
      const { admin } = world.jira.accounts;
      const pair = await makePair(world, 'Basket');
      await world.callAdmin('rebuildLinks', { mappingId: 'web', seed: 'ask' });
      await renameInJira(world, pair.key, 'Basket 2');
      const before = await readLines(world);
      world.host.accounts.setStatus(admin, 'closed');
      await struck(() => world.runTimer('people'));
      await world.host.advance(7 * DAY_MS);
      await world.runTimer('people');
      world.host.accounts.setStatus(admin, null);
      const lines = await readLines(world);
      const causes = new Set(lines.map(({ cause }) => String(cause)));
      return {
        isNamed: JSON.stringify(lines).includes(admin),
        pseudonyms: [...causes].filter((cause) => cause.startsWith('person-')).length,
        lost: before.filter(({ digest }) => lines.every((line) => line.digest !== digest)),
        broken: (await verifyAll(world)).broken,
      };
    });
    const end = { isNamed: false, pseudonyms: 1, lost: [], broken: [] };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(20);
  });
});
