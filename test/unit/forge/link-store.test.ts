import { expect, it } from 'vitest';
import { forgeStore } from '../../../src/forge/store';
import { aLink } from '../../support/builders';
import { runInApp } from '../../support/in-process/run-in-app';

it('lets no run of a pair that was parted save it over the pair that was linked after it', async () => {
  const outcome = await runInApp([], async () => {
    const link = { ...aLink(), version: 0 };
    const former = await forgeStore.saveLink({ link, audit: [] });
    if (!former) throw new Error('a link that is new is saved');
    await forgeStore.unlink(former, []);
    const present = await forgeStore.saveLink({ link, audit: [] });
    const late = await forgeStore.saveLink({ link: { ...former, paused: true }, audit: [] });
    const stored = await forgeStore.findLink(link.id);
    return { isLinked: present !== null, late, isPaused: stored?.link.paused };
  });
  expect(outcome).toEqual({ isLinked: true, late: null, isPaused: false });
});
