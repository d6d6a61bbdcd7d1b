import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackfillView } from '../../../src/shared/backfill-api';
import {
  aBackfill,
  aProgress,
  aRun,
  someOutcomes,
  someProposals,
  someRows,
  someTotals,
  someUndoRows,
} from '../../support/backfill-views';
import { aMapping, anOverview } from '../../support/page-views';
import { hasChromium, launchChromium } from './support/chromium';
import { tabTo, walkByTab } from './support/keyboard';
import { type OpenPage, openPage, takePicture } from './support/open-page';
import { type Script, type ScriptedHost, startScriptedHost } from './support/scripted-host';

const DONE = aProgress({
  done: 4488,
  total: 4488,
  created: { jira: 2499, remote: 1498 },
  calls: { jira: 4402, remote: 7911 },
  points: 13_020,
});

describe.skipIf(!hasChromium())('the first sync in a browser', () => {
  let browser: Browser;
  let host: ScriptedHost;
  let opened: OpenPage | null = null;
  let view: BackfillView | null = null;

  beforeAll(async () => {
    [browser, host] = await Promise.all([launchChromium(), startScriptedHost({})]);
  });
  afterAll(() => Promise.all([browser.close(), host.stop()]));
  afterEach(async () => {
    await opened?.page.close();
  });

  /** The tab of a mapping whose first sync stands as `begins`. */
  async function openFirstSync(begins: BackfillView | null, script: Script = {}) {
    view = begins;
    host.script = {
      getOverview: ok(anOverview({ mappings: [aMapping()], conflictCount: 0, problemCount: 0 })),
      getBackfill: () => ok(view),
      listProposals: ok({ proposals: someProposals(), cursor: null }),
      listBackfillRows: ok({ rows: someRows(), cursor: 'next' }),
      listUndoRows: ok({ rows: someUndoRows(), cursor: null }),
      ...script,
    };
    host.calls.length = 0;
    opened = await openPage(browser, `${host.url}/admin?as=admin@example.com`);
    await opened.page.getByRole('tab', { name: 'First sync' }).click();
    return opened;
  }
  /** Opens a dialog, and comes to everything in it, with the keyboard alone. */
  async function openByKey(page: OpenPage['page'], action: string) {
    await page.getByRole('button', { name: action, exact: true }).waitFor();
    await tabTo(page, action);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await walkByTab(page), action).toEqual({ unreached: [] });
    return dialog;
  }
  const goTo = (next: BackfillView | null) => () => {
    view = next;
    return ok(null);
  };

  it('leads from two projects to pairs', async () => {
    const { page, complaints } = await openFirstSync(null, {
      startBackfill: goTo(
        aBackfill({ phase: 'scanning', isWorking: true, scanned: { jira: 1400, remote: 0 } }),
      ),
      importPairs: ok({
        accepted: 2,
        mistakes: [
          { line: 2, reason: 'WEB has no issue WEB-9999.' },
          { line: 4, reason: '#12 is in the pair of line 1 already.' },
        ],
      }),
    });
    await page.getByRole('button', { name: 'Read both projects' }).waitFor();
    await takePicture(page, 'first-sync-start');
    await page.getByRole('button', { name: 'Read both projects' }).click();
    await page.getByText('1,400 issues of Jira').waitFor();
    await takePicture(page, 'first-sync-reading');
    // Nobody clicks: the page asks by itself and finds that all is read.
    view = aBackfill();
    await page.getByRole('heading', { name: 'Which issues are the same?' }).waitFor();
    await page.getByText('both reported by Ada Lovelace').waitFor();
    await takePicture(page, 'first-sync-pairs');
    await page.getByLabel('List of pairs').fill('WEB-1,12\nWEB-9999,13\nWEB-7,40\nWEB-8,12');
    await page.getByRole('button', { name: 'Accept the list' }).click();
    await page.getByText('2 lines could not be taken').waitFor();
    await page.getByText('#12 is in the pair').scrollIntoViewIfNeeded();
    await takePicture(page, 'first-sync-list');
    expect(await complaints()).toEqual([]);
  });

  it('shows the plan row by row, and runs it once it was said what that does', async () => {
    const planned = aBackfill({ phase: 'planned', totals: someTotals() });
    const { page, complaints } = await openFirstSync(planned, {
      tickBackfillRows: goTo({ ...planned, offKinds: ['conflict'], offRows: 1 }),
      runBackfill: goTo(aRun()),
    });
    await page.getByText('about 1 hour 13 minutes').waitFor();
    await takePicture(page, 'first-sync-plan');
    await page.getByRole('checkbox', { name: 'Makes a conflict' }).uncheck();
    // Whoever wants to see the rows of a kind is led to them.
    await page
      .getByRole('row', { name: /^Loses something/ })
      .getByRole('button')
      .click();
    await page.getByText('1 row ticked off one by one.').waitFor();
    await page.getByText('Printer on the second floor').waitFor();
    await takePicture(page, 'first-sync-rows');
    const dialog = await openByKey(page, 'Run the plan…');
    await dialog.getByText('Redmine has no such switch').waitFor();
    await takePicture(page, 'first-sync-confirm');
    await dialog.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('1,240 of 4,488 rows').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await takePicture(page, 'first-sync-run');
    expect(await complaints()).toEqual([]);
  });

  it('says why a run stands still, names what failed, and goes on', async () => {
    const nowMs = Date.now();
    const failed = someOutcomes().filter(({ outcome }) => outcome.kind === 'failed');
    const { page, complaints } = await openFirstSync(
      aRun({ isWorking: false, hold: { kind: 'paused', by: 'admin', atMs: nowMs - 60_000 } }),
      {
        listBackfillRows: ok({ rows: failed, cursor: null }),
        resumeBackfill: goTo(aRun({ hold: { kind: 'points', untilMs: nowMs + 9000 } })),
      },
    );
    await page.getByText('It is paused').waitFor();
    await takePicture(page, 'first-sync-paused');
    const discard = await openByKey(page, 'Discard…');
    await page.keyboard.press('Escape');
    await discard.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('kept for people’s edits').waitFor();
    await takePicture(page, 'first-sync-waits');
    // It goes on by itself, and the page looks when the time has come.
    const { progress } = aRun();
    view = aRun({ progress: { ...progress, failed: 1, done: 1300 } });
    await page.getByText('Priority is required in WEB').waitFor();
    await takePicture(page, 'first-sync-problem');
    expect(await complaints()).toEqual([]);
  });

  it('tells what became of each row, and undoes after it was said what that deletes', async () => {
    const finished = aRun({
      phase: 'done',
      isWorking: false,
      progress: { ...DONE, failed: 1, replanned: 1 },
    });
    const undo = { delete: 3997, part: 498, left: 3 };
    const { page, complaints } = await openFirstSync(finished, {
      listBackfillRows: ({ outcome }: { readonly outcome: string }) => {
        const rows = someOutcomes().filter((shown) => shown.outcome.kind === outcome);
        return ok({ rows, cursor: null });
      },
      planUndo: goTo(aRun({ phase: 'undo-planned', isWorking: false, undo })),
      runUndo: goTo(
        aRun({
          phase: 'undoing',
          undo,
          progress: aProgress({ done: 700, total: 4495, workedMs: 300_000 }),
        }),
      ),
    });
    // What failed is shown first.
    await page.getByText('Priority is required in WEB').waitFor();
    await takePicture(page, 'first-sync-done');
    await page.getByRole('button', { name: 'Undo all…' }).click();
    await page.getByText('commented on #301').waitFor();
    await takePicture(page, 'first-sync-undo');
    const dialog = await openByKey(page, 'Undo these…');
    await dialog.getByText('deleted for good').waitFor();
    await dialog.getByRole('button', { name: 'Undo them' }).click();
    await page.getByText('700 of 4,495 rows').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await takePicture(page, 'first-sync-undoing');
    expect(await complaints()).toEqual([]);
  });
});

function ok<T>(value: T) {
  return { ok: true, value } as const;
}
