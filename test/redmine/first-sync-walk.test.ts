/** The whole first sync on the admin page, with a real Redmine that is killed in the middle of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium } from '../e2e/pages/support/chromium';
import { openPage, takePicture } from '../e2e/pages/support/open-page';
import { compareTrackers } from '../rehearsal/compare-trackers';
import { growTrackers } from '../rehearsal/grown-trackers';
import { MAPPING, openRehearsal, type Rehearsal } from '../rehearsal/open-rehearsal';
import { absent } from './stages';

const SIZES = { redmine: 10, jira: 12, pairs: 4 };
const BOOT_MS = 420_000;
const WALK_MS = 420_000;

/** Minutes of one Redmine: asked for, and no part of every run. */
const isWanted = process.env.FIRST_SYNC_WALK === '1';
if (!isWanted) console.log('skipped: FIRST_SYNC_WALK=1 walks the first sync with a real Redmine');

describe.skipIf(!isWanted || absent !== undefined || !hasChromium())(
  'the first sync with a real Redmine',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'redmine-sync-walk-'));
    let browser: Browser;
    let world: Rehearsal;

    beforeAll(async () => {
      world = await openRehearsal(growTrackers(SIZES), join(folder, 'data'));
      browser = await launchChromium();
    }, BOOT_MS);
    afterAll(async () => {
      await browser?.close();
      await world?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is paired, planned, run, paused, cut off, done and undone from the page', {
      timeout: WALK_MS,
    }, async () => {
      const before = await world.countIssues();
      const { page, complaints } = await openPage(browser, `${world.host.urls.app}/admin`);
      page.setDefaultTimeout(60_000);
      const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
      const click = (name: string) => page.getByRole('button', { name, exact: true }).click();
      const confirm = (name: string) =>
        page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

      await page.getByRole('tab', { name: 'First sync' }).click();
      await click('Read both projects');
      await heading('Which issues are the same?');
      await page.getByLabel('Accept all open pairs from this percentage on').fill('80');
      await click('Accept these');
      await page.getByText('4 pairs were accepted').waitFor();
      await takePicture(page, 'first-sync-real-pairs');
      await click('Make the plan');
      await heading('This is what will happen');
      await takePicture(page, 'first-sync-real-plan');
      await click('Run the plan…');
      await takePicture(page, 'first-sync-real-confirm');
      await confirm('Run it');
      await click('Pause');
      await page.getByText('It is paused').waitFor();
      await takePicture(page, 'first-sync-real-paused');
      expect(await page.getByText('It is done').count()).toBe(0);

      await world.killRedmine();
      await click('Resume');
      await page.getByText('It waits for a tracker that cannot be called').waitFor();
      await takePicture(page, 'first-sync-real-waits');
      await world.restartRedmine();
      await world.control.advance(300);
      await heading('It is done');
      await takePicture(page, 'first-sync-real-done');
      // What Redmine derives of a parent from its children follows with the next look.
      for (const timer of ['sweep', 'verify'] as const) {
        await world.control.fireTimer(timer);
        await world.control.waitUntilIdle();
      }
      expect(compareTrackers(await world.readJira(), await world.readRedmine())).toEqual([]);

      await click('Undo all…');
      await heading('This would be undone');
      await takePicture(page, 'first-sync-real-undo');
      await click('Undo these…');
      await confirm('Undo them');
      await heading('What was to be undone is undone');
      await takePicture(page, 'first-sync-real-undone');
      // A parent whose derived values have crossed meanwhile is not the run's alone any more.
      const view = await world.admin.call('getBackfill', { mappingId: MAPPING });
      expect(await world.countIssues()).toBe(before + (view?.undo?.left ?? 0));
      expect(await complaints()).toEqual([]);
    });
  },
);
