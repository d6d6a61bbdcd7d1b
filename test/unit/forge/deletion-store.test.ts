import { describe, expect, it } from 'vitest';
import { forgeStore } from '../../../src/forge/store';
import { runInApp } from '../../support/in-process/run-in-app';

describe('deletions', () => {
  it('are listed all, however many of the days before Forge still shows', async () => {
    const listed = await runInApp([], async () => {
      for (let issue = 1000; issue < 1120; issue += 1) {
        await forgeStore.noteDeletion('web', `main:${issue}`, 1);
      }
      await forgeStore.noteDeletion('other', 'main:1', 2);
      await forgeStore.noteDeletion('web', 'main:2000', 2);
      return forgeStore.listDeletions('web');
    });
    expect([listed.length, listed.filter(({ atMs }) => atMs > 1)]).toEqual([
      121,
      [{ linkId: 'main:2000', atMs: 2 }],
    ]);
  });
});
