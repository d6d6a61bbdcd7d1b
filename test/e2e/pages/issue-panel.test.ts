import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aConflictDetail, aHistory, aPanel } from '../../support/page-views';
import { hasChromium, launchChromium } from './support/chromium';
import { findViolations } from './support/find-violations';
import { tabTo, walkByTab } from './support/keyboard';
import { type OpenPage, openPage, takePicture } from './support/open-page';
import { type Script, type ScriptedHost, startScriptedHost } from './support/scripted-host';

describe.skipIf(!hasChromium())('the issue panel in a browser', () => {
  let browser: Browser;
  let host: ScriptedHost;
  let opened: OpenPage | null = null;

  beforeAll(async () => {
    [browser, host] = await Promise.all([launchChromium(), startScriptedHost({})]);
  });
  afterAll(() => Promise.all([browser.close(), host.stop()]));
  afterEach(async () => {
    await opened?.page.close();
  });

  async function openIssue(script: Script, key = 'WEB-1') {
    host.script = { listHistory: ok(aHistory()), ...script };
    host.calls.length = 0;
    opened = await openPage(browser, `${host.url}/issues/${key}`);
    await opened.page.getByRole('heading', { level: 1 }).waitFor();
    return opened;
  }
  async function openPanel(script: Script) {
    const { page, complaints } = await openIssue(script);
    const panel = page.getByRole('region', { name: 'Redmine', exact: true });
    // The button comes once the page knows whether the panel is shown, and is named for that: a
    // click before one knows would hide a panel that an earlier test brought.
    const button = page.getByRole('button', { name: /^(Hide )?Redmine$/ });
    if ((await button.textContent()) === 'Redmine') await button.click();
    await panel.waitFor();
    return { page, panel, complaints };
  }
  const names = (page: Page) => page.getByRole('button').allTextContents();

  it('appears only where its button was clicked, and stays there', async () => {
    const { page } = await openIssue({ getPanel: ok(aPanel()) }, 'WEB-77');
    expect(await page.getByRole('region', { name: 'Redmine', exact: true }).count()).toBe(0);
    expect(host.calls).toEqual([]);
    await page.getByRole('button', { name: 'Redmine' }).click();
    await page.getByText('In sync').waitFor();
    await page.reload();
    await page.getByText('In sync').waitFor();
    await page.goto(`${host.url}/issues/WEB-78`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('In sync').count()).toBe(0);
  });

  it('shows the twin with its link, and when something last crossed', async () => {
    const { page, panel, complaints } = await openPanel({ getPanel: ok(aPanel()) });
    const link = panel.getByRole('link', { name: '#12 Checkout total' });
    await link.waitFor();
    await takePicture(page, 'panel-in-sync');
    expect(await link.getAttribute('href')).toBe('https://redmine.acme.example/issues/12');
    await expect.poll(() => panel.getByText('47 minutes ago').count()).toBe(3);
    expect(await complaints()).toEqual([]);
  });

  it('says loudly that somebody has to decide', async () => {
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(
        aPanel({
          state: 'conflict',
          conflicts: [
            { field: 'description', isDecided: false },
            { field: 'duedate', isDecided: false },
          ],
          canDecide: true,
        }),
      ),
      showConflict: ok(aConflictDetail()),
      decideConflict: ok(aPanel()),
    });
    await panel.getByText('Somebody has to decide').waitFor();
    await takePicture(page, 'panel-conflict');
    await panel.getByRole('button', { name: 'Decide Description…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Before', { exact: true }).waitFor();
    await takePicture(page, 'panel-decide');
    await dialog.getByRole('button', { name: 'Keep Jira’s' }).click();
    await panel.getByText('In sync').waitFor();
    expect(host.calls.find(({ functionKey }) => functionKey === 'decideConflict')).toEqual({
      functionKey: 'decideConflict',
      payload: { field: 'description', keep: 'jira' },
    });
    expect(await complaints()).toEqual([]);
  });

  it('says who decides to whom may not', async () => {
    const { page, panel } = await openPanel({
      getPanel: ok(
        aPanel({
          state: 'conflict',
          conflicts: [{ field: 'summary', isDecided: false }],
          decidedBy: 'project-admins',
        }),
      ),
    });
    await panel.getByText('An admin of the project decides').waitFor();
    await takePicture(page, 'panel-conflict-others');
  });

  it('says that a change is on its way, or waits for Redmine, or is private there', async () => {
    const twin = aPanel().twin;
    if (!twin) throw new Error('the panel has a twin');
    const hidden = { ...twin, title: '', status: '', assignee: null, updatedAtMs: null };
    const syncing = await openPanel({ getPanel: ok(aPanel({ state: 'syncing' })) });
    await syncing.panel.getByText('Syncing').waitFor();
    await takePicture(syncing.page, 'panel-syncing');
    await syncing.page.close();
    const waiting = await openPanel({
      getPanel: ok(aPanel({ state: 'waiting', twin: { ...hidden, shown: 'unreadable' } })),
    });
    await waiting.panel.getByText('Redmine is not answering').waitFor();
    await takePicture(waiting.page, 'panel-waiting');
    await waiting.page.close();
    const isPrivate = await openPanel({
      getPanel: ok(aPanel({ twin: { ...hidden, shown: 'private' } })),
    });
    await isPrivate.panel.getByRole('link', { name: '#12 (private)' }).waitFor();
    await takePicture(isPrivate.page, 'panel-private');
  });

  it('says what stands in the way', async () => {
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(
        aPanel({
          state: 'problem',
          notes: [
            'Redmine’s status “Rejected” has no row in mapping web: it is not carried over.',
            'Grace Hopper is no member of web-shop: the assignee was not sent.',
          ],
        }),
      ),
    });
    await panel.getByText('Something stands in the way').waitFor();
    await takePicture(page, 'panel-problem');
    expect(await complaints()).toEqual([]);
  });

  it('pauses one pair, and resumes it', async () => {
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(aPanel()),
      pausePair: ok(aPanel({ state: 'paused', paused: 'pair' })),
      resumePair: ok(aPanel()),
    });
    await panel.getByRole('button', { name: 'Pause' }).click();
    await panel.getByText('This pair is paused').waitFor();
    await takePicture(page, 'panel-paused');
    expect(await names(page)).not.toContain('Sync now');
    await panel.getByRole('button', { name: 'Resume' }).click();
    await panel.getByText('In sync').waitFor();
    expect(await complaints()).toEqual([]);
  });

  it('leaves a paused project to its admins', async () => {
    const { page, panel } = await openPanel({
      getPanel: ok(aPanel({ state: 'paused', paused: 'mapping' })),
    });
    await panel.getByText('The whole project is paused').waitFor();
    await takePicture(page, 'panel-project-paused');
    expect(await names(page)).not.toContain('Resume');
  });

  it('finds an issue to link with by words of its title', async () => {
    const issue = { title: 'Checkout total is wrong with two vouchers', status: 'New' };
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(aPanel({ state: 'not-linked', twin: null })),
      findIssues: ok({
        issues: [
          { ...issue, key: '#12', isLinked: false },
          { ...issue, key: '#9', title: 'Checkout is slow', isLinked: true },
        ],
      }),
      linkIssue: ok(aPanel()),
    });
    await panel.getByRole('button', { name: 'Link an existing issue' }).click();
    await panel.getByLabel('Redmine issue').fill('checkout');
    await panel.getByRole('button', { name: 'Search' }).click();
    await panel.getByLabel('Found in Redmine').click({ force: true });
    await takePicture(page, 'panel-search');
    await page.getByRole('option', { name: '#12' }).click();
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText('In sync').waitFor();
    expect(host.calls.find(({ functionKey }) => functionKey === 'linkIssue')).toEqual({
      functionKey: 'linkIssue',
      payload: { redmineIssue: '#12', seed: 'ask' },
    });
    expect(await complaints()).toEqual([]);
  });

  it('links an existing issue, by number, and whose values win', async () => {
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(aPanel({ state: 'not-linked', twin: null, lastSentAtMs: null })),
      linkIssue: ok(aPanel()),
    });
    await panel.getByText('This issue has no twin in Redmine yet.').waitFor();
    await takePicture(page, 'panel-not-linked');
    await panel.getByRole('button', { name: 'Link an existing issue' }).click();
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText('Enter the number, the address or words').waitFor();
    await panel.getByLabel('Redmine issue').fill('#12');
    await panel.getByText('Ask me about each difference').click();
    await takePicture(page, 'panel-link');
    await page.getByRole('option', { name: 'Jira’s values win' }).click();
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText('In sync').waitFor();
    expect(host.calls.find(({ functionKey }) => functionKey === 'linkIssue')).toEqual({
      functionKey: 'linkIssue',
      payload: { redmineIssue: '#12', seed: 'jira' },
    });
    expect(await complaints()).toEqual([]);
  });

  it('shows why a link was refused, and keeps what was typed', async () => {
    const { panel } = await openPanel({
      getPanel: ok(aPanel({ state: 'not-linked', twin: null })),
      linkIssue: { ok: false, reason: 'Redmine #12 is linked to WEB-9 already.' },
    });
    await panel.getByRole('button', { name: 'Link an existing issue' }).click();
    await panel.getByLabel('Redmine issue').fill('#12');
    await panel.getByRole('button', { name: 'Link', exact: true }).click();
    await panel.getByText('Redmine #12 is linked to WEB-9 already.').waitFor();
    expect(await panel.getByLabel('Redmine issue').inputValue()).toBe('#12');
  });

  it('unlinks only once that is confirmed', async () => {
    const { page, panel, complaints } = await openPanel({
      getPanel: ok(aPanel()),
      unlinkIssue: ok(aPanel({ state: 'not-linked', twin: null })),
    });
    await panel.getByRole('button', { name: 'Unlink…' }).click();
    await page.getByRole('dialog').getByText('This issue and #12 stay as they are').waitFor();
    await takePicture(page, 'panel-unlink');
    expect(host.calls.map(({ functionKey }) => functionKey)).not.toContain('unlinkIssue');
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await panel.getByText('Not linked').waitFor();
    expect(await complaints()).toEqual([]);
  });

  it('offers nothing to whom may not edit the issue', async () => {
    const { page, panel } = await openPanel({ getPanel: ok(aPanel({ canEdit: false })) });
    await panel.getByText('You may see this issue but not edit it').waitFor();
    expect(await names(page)).not.toContain('Sync now');
  });

  it('says why it cannot be shown', async () => {
    const { page, panel } = await openPanel({
      getPanel: { ok: false, reason: 'Redmine does not answer. What is stored here is safe.' },
    });
    await panel.getByText('Redmine does not answer').waitFor();
    await takePicture(page, 'panel-error');
  });

  it('is worked with the keyboard alone: every action is reached, and a window gives the focus back', async () => {
    const { page, panel } = await openPanel({
      getPanel: ok(
        aPanel({
          state: 'conflict',
          conflicts: [{ field: 'summary', isDecided: false }],
          canDecide: true,
        }),
      ),
      listHistory: ok({ ...aHistory(), cursor: 'older' }),
      pausePair: ok(aPanel({ state: 'paused', paused: 'pair' })),
    });
    await panel.getByRole('button', { name: 'Show older' }).waitFor();
    expect(await walkByTab(page)).toEqual({ unreached: [] });
    await tabTo(page, 'Unlink…');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await tabTo(page, 'Pause');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Resume' }).waitFor();
  });

  it('speaks Japanese to whom reads Jira in Japanese', async () => {
    host.script = { getPanel: ok(aPanel()), listHistory: ok(aHistory()) };
    opened = await openPage(browser, `${host.url}/issues/WEB-1?locale=ja-JP`);
    const { page, complaints } = opened;
    await page.getByText('同期済み').waitFor();
    await page.getByText('Redmine へステータスを送信').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await expect.poll(() => page.getByText('47 分前').count()).toBe(3);
    expect(await complaints()).toEqual([]);
  });

  it('names what is not modelled', async () => {
    const { page } = await openPanel({ getPanel: ok(aPanel()) });
    // What the panel draws once it is loaded would take the place of what is drawn here.
    await page.getByText('In sync').waitFor();
    await page.evaluate(() =>
      globalThis.__bridge?.callBridge('reconcile', {
        forgeDoc: {
          type: 'Root',
          key: 'root',
          props: {},
          children: [{ type: 'PieChart', key: 'pie', props: {}, children: [] }],
        },
      }),
    );
    await page.getByRole('alert').getByText('PieChart is not modelled').waitFor();
  });
});

function ok<T>(value: T) {
  return { ok: true, value } as const;
}
