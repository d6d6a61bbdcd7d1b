import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/core/configuration/configuration';
import { texts } from '../../../src/frontend/texts';
import {
  aConflict,
  aConflictDetail,
  aConnection,
  aMapping,
  anOverview,
  aWebhook,
  NO_OVERVIEW,
  someAuditEntries,
  someFindings,
  someMappingChoices,
  someNotices,
  someProblems,
} from '../../support/page-views';
import { hasChromium, launchChromium } from './support/chromium';
import { tabTo, walkByTab } from './support/keyboard';
import { type OpenPage, openPage, takePicture } from './support/open-page';
import { type Script, type ScriptedHost, startScriptedHost } from './support/scripted-host';

const DOCUMENT = JSON.stringify({
  version: 1,
  connections: [
    {
      id: 'main',
      name: 'Acme',
      url: 'https://redmine.acme.example/tracker',
      textFormat: 'textile',
    },
  ],
  mappings: [],
});

describe.skipIf(!hasChromium())('the admin page in a browser', () => {
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

  async function openAdmin(script: Script, as = 'admin@example.com') {
    host.script = script;
    host.calls.length = 0;
    host.egress.length = 0;
    opened = await openPage(browser, `${host.url}/admin?as=${as}`);
    return opened;
  }
  const callsOf = (functionKey: string) =>
    host.calls.filter((call) => call.functionKey === functionKey).map(({ payload }) => payload);

  it('says what to do next where nothing is configured, and starts from the example', async () => {
    const { page, complaints } = await openAdmin({ getOverview: ok(NO_OVERVIEW) });
    await page.getByRole('heading', { name: 'Connect Jira to Redmine' }).waitFor();
    await takePicture(page, 'admin-empty');
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByRole('button', { name: 'Start from the example' }).click();
    const document = JSON.parse(await page.getByLabel('Configuration document').inputValue());
    expect(document.mappings[0].jiraProject).toBe('WEB');
    expect(await complaints()).toEqual([]);
  });

  it('lists every mistake with its place', async () => {
    const { page, complaints } = await openAdmin({
      getOverview: ok(NO_OVERVIEW),
      importConfiguration: ok({
        imported: false,
        mistakes: [
          {
            path: 'mappings[0].statuses[2].redmine',
            message: 'Redmine has no status “Feedbak”. It has: New, In Progress, Feedback, Closed.',
          },
          {
            path: 'mappings[0].jiraProject',
            message: 'Jira has no project “WBE”. It has: OPS, WEB.',
          },
          { path: 'users[0].redmine', message: 'Redmine has no user “adda”.' },
        ],
      }),
    });
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByLabel('Configuration document').fill('{"version": 1}');
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('3 mistakes: nothing was imported').waitFor();
    await page.getByText('mappings[0].statuses[2].redmine').scrollIntoViewIfNeeded();
    await takePicture(page, 'admin-import-mistakes');
    expect(callsOf('importConfiguration')).toEqual([{ document: { version: 1 } }]);
    expect(await complaints()).toEqual([]);
  });

  it('names line and column of what is no JSON, and sends nothing', async () => {
    const { page } = await openAdmin({ getOverview: ok(NO_OVERVIEW) });
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByLabel('Configuration document').fill('{\n  "version": 1,,\n}');
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('Line 2, column 16').waitFor();
    expect(callsOf('importConfiguration')).toEqual([]);
  });

  it('asks for consent to the hosts of the document, then imports it', async () => {
    const { page, complaints } = await openAdmin({
      getOverview: ok(NO_OVERVIEW),
      importConfiguration: () => {
        host.script = { getOverview: ok(anOverview({ conflictCount: 0, problemCount: 0 })) };
        return ok({ imported: true, mappings: 2 });
      },
    });
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByLabel('Configuration document').fill(DOCUMENT);
    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('https://redmine.acme.example').waitFor();
    await takePicture(page, 'admin-egress-consent');
    expect(callsOf('importConfiguration')).toEqual([]);
    await dialog.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('cell', { name: 'WEB', exact: true }).waitFor();
    expect(host.egress).toEqual([
      {
        command: 'set',
        payload: {
          egresses: [
            {
              key: 'redmine-redmine-acme-example',
              description: 'Redmine (Acme): issues are read from and written to it',
              configured: [
                { domain: 'https://redmine.acme.example', type: ['FETCH_BACKEND_SIDE'] },
              ],
            },
          ],
        },
      },
    ]);
    expect(callsOf('importConfiguration')).toEqual([{ document: JSON.parse(DOCUMENT) }]);
    expect(await complaints()).toEqual([]);
  });

  it('tells a refused consent, and imports nothing', async () => {
    const { page } = await openAdmin({ getOverview: ok(NO_OVERVIEW) });
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByLabel('Configuration document').fill(DOCUMENT);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
    await page.getByText('The app may not reach Redmine: nothing was imported').waitFor();
    await takePicture(page, 'admin-egress-refused');
    expect([host.egress, callsOf('importConfiguration')]).toEqual([[], []]);
  });

  it('shows what is mapped, and pauses a mapping', async () => {
    const overview = anOverview();
    const [web, ops] = overview.mappings;
    if (web === undefined || ops === undefined) throw new Error('two mappings expected');
    const { page, complaints } = await openAdmin({
      getOverview: ok(overview),
      pauseMapping: () => {
        const paused = { ...web, state: 'paused' } as const;
        host.script = { getOverview: ok({ ...overview, mappings: [paused, ops] }) };
        return ok(paused);
      },
    });
    await page.getByRole('cell', { name: 'WEB', exact: true }).waitFor();
    await takePicture(page, 'admin-mappings');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('WEB is paused').waitFor();
    await page.getByRole('button', { name: 'Pause' }).waitFor({ state: 'detached' });
    await takePicture(page, 'admin-mapping-paused');
    expect(callsOf('pauseMapping')).toEqual([{ mappingId: 'web' }]);
    expect(await complaints()).toEqual([]);
  });

  it('shows a conflict with what was before, and ends it with both together', async () => {
    let isDecided = false;
    const { page, complaints } = await openAdmin({
      getOverview: () => ok(anOverview(isDecided ? { conflictCount: 0 } : {})),
      listConflicts: () =>
        ok({
          conflicts: [
            aConflict({ field: 'description' }),
            aConflict({ linkId: '10101-13', jiraKey: 'WEB-2', remoteKey: '#13' }),
          ],
          cursor: null,
        }),
      getConflict: ok(aConflictDetail()),
      resolveConflict: () => {
        isDecided = true;
        return ok(null);
      },
      listProblems: ok(someProblems()),
    });
    await page.getByRole('button', { name: 'Decide conflicts' }).click();
    await page.getByRole('checkbox', { name: 'Summary' }).check();
    await page.getByText('1 chosen').waitFor();
    await takePicture(page, 'admin-conflicts');
    await page.getByRole('button', { name: 'Decide…' }).first().click();
    await page.getByText('In Redmine: Grace Hopper').waitFor();
    await takePicture(page, 'admin-conflict');
    await page.getByRole('button', { name: 'Keep both together' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(callsOf('resolveConflict')).toEqual([
      { linkId: '10100-12', field: 'description', keep: 'merge' },
    ]);
    await page.getByRole('tab', { name: 'Problems (2)' }).click();
    await page.getByText('The person cannot be assigned').waitFor();
    await takePicture(page, 'admin-problems');
    expect(await complaints()).toEqual([]);
  });

  it('discards a dead letter only with a reason', async () => {
    const { page, complaints } = await openAdmin({
      getOverview: ok(anOverview()),
      listProblems: ok(someProblems()),
      discardDeadLetter: ok(null),
    });
    await page.getByRole('tab', { name: /Problems/ }).click();
    await page.getByRole('button', { name: 'Discard…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.getByText('Say why').waitFor();
    expect(callsOf('discardDeadLetter')).toEqual([]);
    await takePicture(page, 'admin-discard');
    await dialog.getByLabel('Reason').fill('the issue was merged into WEB-4');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(callsOf('discardDeadLetter')).toEqual([
      { id: 'dl-1', reason: 'the issue was merged into WEB-4' },
    ]);
    expect(await complaints()).toEqual([]);
  });

  it('shows what the doctor found and how to mend it, and makes a secret for the webhook', async () => {
    const { page, complaints } = await openAdmin({
      getOverview: ok(anOverview()),
      testConnection: ok({ findings: someFindings() }),
      getWebhook: ok(aWebhook({ refused: { atMs: Date.now() - 4 * 60_000, why: 'wrong-secret' } })),
      rotateWebhookSecret: ok({
        secret: 'Zp3mX1vQ8kT6rYw0bNcJ5sHdUe2LgFaO9iC7xMqVtBk',
        webhook: aWebhook({ isWatched: true, formerValidToMs: Date.now() + 86_400_000 }),
      }),
    });
    await page.getByRole('tab', { name: 'Connections' }).click();
    await page.getByText('it was signed with another secret').waitFor();
    await takePicture(page, 'admin-connections');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('2 things to mend, 1 to look at.').waitFor();
    await takePicture(page, 'admin-doctor');
    expect(callsOf('testConnection')).toEqual([{ connectionId: 'main' }]);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByLabel('The new secret').click();
    await takePicture(page, 'admin-webhook-secret');
    expect(callsOf('rotateWebhookSecret')).toEqual([{ connectionId: 'main' }]);
    expect(await complaints()).toEqual([]);
  });

  it('says what stopped and what to do about it, and tells all of it in the audit', async () => {
    const nowMs = Date.now();
    const down = {
      state: 'open',
      cause: 'access',
      sinceMs: nowMs - 3_600_000,
      retryAtMs: nowMs + 60_000,
      message: '[redmine] GET /users/current.json: 401',
    } as const;
    const { page, complaints } = await openAdmin({
      getOverview: ok(
        anOverview({
          connections: [aConnection({ health: down })],
          mappings: [
            aMapping({
              state: 'paused',
              pausedFor: '11 issues were deleted within an hour. Look at them, then resume.',
            }),
          ],
        }),
      ),
      getWebhook: ok(aWebhook()),
      listAudit: ok({
        entries: someAuditEntries(),
        people: { '5b10ac8d82e05b22cc7d4ef5': 'Alex Admin' },
        cursor: null,
      }),
      getAuditState: ok({
        retentionDays: 365,
        collector: {
          kind: 'splunk',
          host: 'logs.acme.example',
          toldToMs: nowMs - 90_000,
          failure: null,
        },
      }),
    });
    await page.getByText('WEB was paused by the app').waitFor();
    await takePicture(page, 'admin-stopped');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('button', { name: 'Test connection' }).waitFor();
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByLabel('Issue', { exact: true }).fill('WEB-1');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf('listAudit').at(-1)).toEqual({ issue: 'WEB-1' });
    await page.getByText('Splunk at logs.acme.example').waitFor();
    await takePicture(page, 'admin-audit');
    expect(await complaints()).toEqual([]);
  });

  it('shows the current configuration to copy or change', async () => {
    const { page, complaints } = await openAdmin({
      getOverview: ok(anOverview()),
      exportConfiguration: ok({
        document: { version: 1, connections: [], mappings: [], users: [] },
      }),
      listVersions: ok({ versions: [{ version: 3, atMs: Date.now() - 86_400_000, changes: 2 }] }),
      getNotices: ok(someNotices()),
    });
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page.getByRole('button', { name: 'Show current' }).click();
    const field = page.getByLabel('Configuration document');
    await expect.poll(() => field.inputValue()).toContain('"version": 1');
    await takePicture(page, 'admin-configuration');
    expect(await complaints()).toEqual([]);
  });

  it('tells what stands told, shows versions, and hands out a bundle for whoever helps', async () => {
    const { page, complaints } = await openAdmin(everyTab());
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page.getByText('Acme Redmine does not answer').waitFor();
    await page.getByRole('heading', { name: 'Notices' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Project for issues about trouble').scrollIntoViewIfNeeded();
    await takePicture(page, 'admin-notices');
    await page.getByRole('button', { name: 'Save notices' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Versions' }).scrollIntoViewIfNeeded();
    await page.getByText('Rebuild', { exact: false }).last().scrollIntoViewIfNeeded();
    await takePicture(page, 'admin-versions');
    await page.getByRole('tab', { name: 'Connections' }).click();
    await page.getByRole('button', { name: texts.admin.support.show }).click();
    await page.getByLabel(texts.admin.support.field).scrollIntoViewIfNeeded();
    await takePicture(page, 'admin-support-bundle');
    expect(await complaints()).toEqual([]);
  });

  it('shows a mapping as CSV, what new rules mean for pairs, and asks before it is removed', async () => {
    const { page, complaints } = await openAdmin(everyTab());
    await page.getByRole('tab', { name: 'Mappings' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText(/linked pairs are not kept in step/).waitFor();
    await takePicture(page, 'admin-mapping-remove');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('tab', { name: 'Tables' }).click();
    await page.getByRole('button', { name: 'Show fields' }).click();
    await page.getByLabel('Fields as CSV').waitFor();
    await takePicture(page, 'admin-mapping-tables');
    await page.getByRole('tab', { name: 'Existing pairs' }).click();
    await page.getByRole('button', { name: 'Look at existing pairs' }).click();
    await page.getByRole('cell', { name: 'WEB-1 ↔ #12' }).waitFor();
    await takePicture(page, 'admin-existing-pairs');
    await page.getByRole('tab', { name: 'Rules' }).click();
    await page.getByRole('heading', { name: 'Who is told' }).scrollIntoViewIfNeeded();
    await page.getByLabel('Whose edit in Redmine cannot cross').scrollIntoViewIfNeeded();
    await takePicture(page, 'admin-mapping-told');
    expect(await complaints()).toEqual([]);
  });

  it('is worked with the keyboard alone, tab by tab, and speaks Japanese', async () => {
    host.script = everyTab();
    opened = await openPage(browser, `${host.url}/admin?as=admin@example.com&locale=ja-JP`);
    const { page, complaints } = opened;
    await page.getByRole('tab').first().waitFor();
    const tabs = await page.getByRole('tab').count();
    await page.getByRole('tab').first().focus();
    for (let at = 0; at < tabs; at += 1) {
      const tab = page.getByRole('tab').nth(at);
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
      await page.waitForTimeout(300);
      await takePicture(page, `ja-${JAPANESE[at] ?? at}`);
      expect(await walkByTab(page), JAPANESE[at]).toEqual({ unreached: [] });
      await tab.focus();
      await page.keyboard.press('ArrowRight');
    }
    expect(await page.getByRole('main').or(page.locator('body')).first().innerText()).not.toMatch(
      /undefined/,
    );
    expect(await complaints()).toEqual([]);
  });

  it('has dialogs and inner tabs that the keyboard alone opens, works and leaves', {
    timeout: 120_000,
  }, async () => {
    const { page, complaints } = await openAdmin({
      ...everyTab(),
      getConflict: ok(aConflictDetail()),
      findVersion: ok({ document: aDocument() }),
      previewImport: ok({
        valid: true,
        changes: [
          {
            place: [{ kind: 'mapping', id: 'web', name: 'WEB ↔ web-shop' }],
            change: { kind: 'added' },
          },
        ],
        moreChanges: 0,
        existing: [],
      }),
    });
    const openTab = async (name: string, row = 0) => {
      const tabs = page.getByRole('tablist').nth(row).getByRole('tab');
      const tab = page.getByRole('tab', { name, exact: true });
      await tabs.first().waitFor();
      await tabs.and(page.locator('[aria-selected="true"]')).focus();
      for (let pressed = 0; (await tab.getAttribute('aria-selected')) !== 'true'; pressed += 1) {
        if (pressed === 20) throw new Error(`no arrow leads to "${name}"`);
        await page.keyboard.press('ArrowRight');
      }
    };
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().waitFor();
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    const walkDialog = async (opener: string) => {
      await press(opener);
      await page.getByRole('dialog').waitFor();
      expect(await walkByTab(page), opener).toEqual({ unreached: [] });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    for (const [tab, ...openers] of DIALOGS) {
      await openTab(tab);
      for (const opener of openers) await walkDialog(opener);
    }
    await openTab('Mappings');
    await press('Open');
    await page.getByRole('tab', { name: 'Fields (1)' }).waitFor();
    for (const opener of ['Add a row', 'Edit']) await walkDialog(opener);
    for (const part of ['Values', 'People (0)', 'Rules', 'Try it', 'Existing pairs', 'Tables']) {
      await openTab(part, 1);
      expect(await walkByTab(page), part).toEqual({ unreached: [] });
    }
    await openTab('Audit');
    await press('Change the log collector');
    await page.getByLabel('Kind of collector').waitFor();
    expect(await walkByTab(page), 'the log collector').toEqual({ unreached: [] });
    expect(await complaints()).toEqual([]);
  });

  it('says why it cannot be shown, and tries again', async () => {
    const { page } = await openAdmin({
      getOverview: {
        ok: false,
        reason: 'Forge storage did not answer (503). Try again in a minute.',
      },
    });
    await page.getByText('Forge storage did not answer').waitFor();
    await takePicture(page, 'admin-error');
    host.script = { getOverview: ok(anOverview()) };
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('cell', { name: 'WEB', exact: true }).waitFor();
  });

  it('is for Jira admins only', async () => {
    const { page } = await openAdmin({ getOverview: ok(anOverview()) }, 'ada@example.com');
    await page.getByText('is not a Jira admin').waitFor();
    expect(host.calls).toEqual([]);
  });
});

/** What opens a dialog, by its tab. */
const DIALOGS = [
  ['Conflicts (1)', 'Decide…'],
  ['Problems (2)', 'Discard…'],
  ['Connections', 'Make a new secret'],
  ['Mappings', 'Add a mapping', 'Remove'],
  ['Configuration', 'Compare'],
] as const;

/** By the order of the tabs. */
const JAPANESE = [
  'overview',
  'conflicts',
  'problems',
  'connections',
  'mappings',
  'configuration',
  'first-sync',
  'audit',
];

function aDocument(): Configuration {
  return {
    version: 1,
    connections: [
      { id: 'main', name: 'Acme', url: 'https://redmine.acme.example', textFormat: 'textile' },
    ],
    mappings: [
      {
        id: 'web',
        connection: 'main',
        jiraProject: 'WEB',
        redmineProject: 'web-shop',
        direction: 'both',
        create: { jira: true, redmine: true },
        issueTypes: [{ jira: 'Bug', redmine: 'Bug' }],
        statuses: [{ jira: 'To Do', redmine: 'New' }],
        priorities: [],
        fields: [{ jira: 'summary', redmine: 'subject' }],
        onConflict: 'manual',
        notices: { conflicts: ['Ada Lovelace'], authors: { jira: 'comment' } },
      },
    ],
    users: [],
    notices: { project: 'OPS', issueType: 'Incident' },
  };
}

/** A site in use: what each tab asks for. */
function everyTab(): Script {
  const nowMs = Date.now();
  const document = aDocument();
  return {
    getOverview: ok(anOverview()),
    listConflicts: ok({ conflicts: [aConflict()], cursor: null }),
    listProblems: ok(someProblems()),
    getWebhook: ok(aWebhook()),
    getSupportBundle: ok({ text: '{\n  "app": "0.1.0",\n  "connections": []\n}\n' }),
    exportConfiguration: ok({ document }),
    getMappingChoices: ok(someMappingChoices()),
    exportTable: ok({ text: 'jira,redmine,direction\nsummary,subject,both\n' }),
    previewPairs: ok({
      pairs: [
        {
          linkId: 'main:12',
          jiraKey: 'WEB-1',
          remoteKey: '#12',
          obstacle: null,
          writes: [{ field: 'duedate', side: 'remote', from: null, to: '2026-12-24' }],
        },
      ],
      looked: 20,
      cursor: null,
    }),
    listVersions: ok({
      versions: [
        { version: 3, atMs: nowMs - 86_400_000, changes: 2 },
        { version: 2, atMs: nowMs - 3 * 86_400_000, changes: 11 },
      ],
    }),
    getNotices: ok(someNotices()),
    getBackfill: ok(null),
    listAudit: ok({
      entries: someAuditEntries(),
      people: { '5b10ac8d82e05b22cc7d4ef5': 'Alex Admin' },
      cursor: null,
    }),
    getAuditState: ok({ retentionDays: 365, collector: null }),
  };
}

function ok<T>(value: T) {
  return { ok: true, value } as const;
}
