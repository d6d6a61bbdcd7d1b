/** The admin page and the panel in a browser, with a real Redmine, from nothing to a conflict decided. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_API_KEY } from '../../dev/demo/demo-configuration';
import { apiKeyOf, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { hasChromium, launchChromium } from '../e2e/pages/support/chromium';
import { openPage } from '../e2e/pages/support/open-page';
import { createControl, type HostControl } from '../support/local-host/control';
import { type HostProcess, startHost } from '../support/local-host/host-process';
import { createRedminePerson, type RedminePerson } from '../support/local-host/redmine-person';
import { savePluginSettings } from '../support/local-host/redmine-plugin-page';
import { absent, bootRedmine, type RedmineToKill } from './stages';

const PLUGIN = join(__dirname, '../../redmine-plugin');
const BOOT_MS = 180_000;
const WALK_MS = 240_000;
/** What is typed goes through Forge's bridge before the app knows it. */
const BRIDGE_MS = 500;

describe.skipIf(absent !== undefined || !hasChromium())('the pages with a real Redmine', () => {
  let browser: Browser;
  let host: HostProcess;
  let redmine: RedmineToKill;
  let control: HostControl;
  let ada: RedminePerson;
  let admin: Page;
  let jira: Page;

  beforeAll(async () => {
    redmine = await bootRedmine({ textFormat: 'textile', plugins: [PLUGIN] });
    host = await startHost({ redmine: { url: redmine.server.url, apiKey: DEMO_API_KEY } });
    control = createControl(host.urls.app);
    ada = createRedminePerson(redmine.server.url, apiKeyOf(DEMO_SEED, 'ada'));
    browser = await launchChromium();
    admin = (await openPage(browser, `${host.urls.app}/admin`)).page;
    jira = (await openPage(browser, `${host.urls.app}/`)).page;
  }, BOOT_MS);
  afterAll(async () => {
    await Promise.all([browser?.close(), host?.stop()]);
    await redmine?.end();
  });

  const click = (name: string) => admin.getByRole('button', { name, exact: true }).click();
  async function choose(label: string, option: string) {
    const list = admin.getByRole('dialog').getByLabel(label, { exact: true });
    await list.fill(option);
    await list.press('Enter');
  }
  const panel = () => jira.getByRole('region', { name: 'Redmine', exact: true });

  async function connect(url: string, key: string) {
    await admin.getByLabel('Address of Redmine').fill(url);
    await admin.getByLabel('API key').fill(key);
    await admin.waitForTimeout(BRIDGE_MS);
    await click('Connect');
  }
  async function renameInJira(summary: string) {
    await jira.getByTitle('Edit summary').click();
    await jira.getByRole('textbox', { name: 'Summary' }).fill(summary);
    await jira.getByRole('button', { name: 'Save' }).click();
    await jira.getByTitle('Edit summary').filter({ hasText: summary }).waitFor();
  }
  /** Both sides change the title while the mapping rests. */
  async function disagree(words: string) {
    await admin.getByRole('tab', { name: 'Overview' }).click();
    await click('Pause');
    await admin.getByText('WEB is paused').waitFor();
    await renameInJira(`${words} in Jira`);
    await ada.editIssue(1, { subject: `${words} in Redmine` });
    await click('Resume');
    await admin.getByText('WEB is syncing again').waitFor();
    await control.idle();
    await control.runTimer('sweep');
    await jira.reload();
    await panel().getByText('Somebody has to decide').waitFor();
  }

  /** Reviews what was edited of the mapping that is open, and saves it. */
  async function save(changes: string) {
    await admin.getByText(changes).waitFor();
    await click('Review and save');
    await admin.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await admin.getByText('is saved').last().waitFor();
    await admin.getByRole('button', { name: 'Open', exact: true }).waitFor();
  }

  /** Puts the version before the one in use back, once its difference is shown. */
  async function restoreFormerVersion(difference: RegExp) {
    await admin.getByRole('tab', { name: 'Configuration' }).click();
    await admin.getByRole('button', { name: 'Compare' }).first().click();
    await admin.getByRole('dialog').getByRole('listitem').filter({ hasText: difference }).waitFor();
    await click('Bring it back');
    await admin.getByText('is in use again').last().waitFor();
  }

  it('lead from nothing to the first synced issue, past a wrong address and a wrong key', {
    timeout: WALK_MS,
  }, async () => {
    await connect('http://127.0.0.1:9', DEMO_API_KEY);
    await admin.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
    await admin.getByRole('row', { name: /^connections\[0\]\.url / }).waitFor();
    await connect(host.urls.redmine, '0'.repeat(40));
    await admin.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
    await admin.getByRole('row', { name: /^connections\[0\]\.apiKey .*401/ }).waitFor();
    await connect(host.urls.redmine, DEMO_API_KEY);
    await admin.getByLabel('Jira project').fill('WEB');
    await admin.getByLabel('Redmine project').fill('web-shop');
    await click('Suggest a mapping');
    const task = admin.getByLabel('Task', { exact: true });
    await task.fill('Support');
    await task.press('Enter');
    await click('Start the sync');
    await admin.getByRole('cell', { name: /^web-shop at / }).waitFor();

    await jira.goto(`${host.urls.app}/?as=ada@example.com`);
    await jira.getByLabel('Summary of a new issue').fill('Basket forgets the colour');
    await jira.getByRole('button', { name: 'Create issue' }).click();
    await jira.getByRole('heading', { name: 'Basket forgets the colour' }).waitFor();
    await control.idle();
    await jira.reload();
    // It is shown already: starting the sync pinned it to the project.
    await panel().getByText('In sync').waitFor();
    await panel()
      .getByRole('link', { name: /^#\d+ Basket forgets the colour/ })
      .waitFor();
  });

  it('let a conflict be decided in the list, and one in the panel', {
    timeout: WALK_MS,
  }, async () => {
    await disagree('Decided in the list,');
    await click('Refresh');
    await click('Decide conflicts');
    await click('Decide…');
    await click('Keep Redmine’s');
    await admin.getByText('Nobody has to decide anything').waitFor();
    await control.idle();
    await jira.getByRole('heading', { name: 'Decided in the list, in Redmine' }).waitFor();

    await disagree('Decided in the panel,');
    const asAdmin = new URL(jira.url());
    asAdmin.searchParams.set('as', 'admin@example.com');
    await jira.goto(asAdmin.href);
    await panel().getByRole('button', { name: 'Decide Summary…' }).click();
    await jira.getByRole('dialog').getByRole('button', { name: 'Keep Jira’s' }).click();
    await panel().getByText('In sync').waitFor();
    expect((await ada.readIssue(1)).subject).toBe('Decided in the panel, in Jira');
  });

  it('let a change that was given up be tried again', { timeout: WALK_MS }, async () => {
    const refusal = { status: 400, body: {} };
    await control.addFaults({ target: 'redmine', method: 'PUT', effect: refusal });
    await renameInJira('Given up at first');
    await control.idle();
    await control.clearFaults();
    await admin.reload();
    await admin.getByRole('tab', { name: /^Problems/ }).click();
    await click('Retry');
    await control.idle();
    expect((await ada.readIssue(1)).subject).toBe('Given up at first');
  });

  it('let rules be edited, tried, changed as a table, and brought back', {
    timeout: WALK_MS,
  }, async () => {
    await admin.getByRole('tab', { name: 'Mappings' }).click();
    await click('Open');
    await admin.getByText('Which field of Jira').waitFor();
    await click('Add a row');
    await choose('Jira', 'Environment');
    await choose('Redmine', 'Area');
    await click('Done');
    await save('1 change, ready to be saved.');

    await ada.editIssue(1, { subject: 'Tried first' });
    await click('Open');
    await admin.getByRole('tab', { name: 'Try it' }).click();
    await admin.getByLabel('Issues', { exact: true }).fill('#1');
    await admin.waitForTimeout(BRIDGE_MS);
    await click('Try these');
    await admin.getByRole('cell', { name: 'Tried first' }).waitFor();

    await admin.getByRole('tab', { name: 'Tables' }).click();
    await click('Show values');
    await expect.poll(() => admin.getByLabel('Values as CSV').inputValue()).toContain('"Task"');
    await click('Show fields');
    const rows = admin.getByLabel('Fields as CSV');
    await rows.waitFor();
    const table = await rows.inputValue();
    await rows.fill(table.replace('"environment","cf_15",""', '"environment","cf_15","toRedmine"'));
    await admin.waitForTimeout(BRIDGE_MS);
    await click('Take these rows over');
    await save('1 change, ready to be saved.');

    await restoreFormerVersion(/Environment ↔ .*direction: removed/);
    await admin.getByRole('tab', { name: 'Mappings' }).click();
    await click('Open');
    await admin.getByRole('row', { name: /Environment ↔ Area/ }).waitFor();
  });

  it('let a mapping be removed, and brought back with its pairs', {
    timeout: WALK_MS,
  }, async () => {
    await admin.getByRole('tab', { name: 'Mappings' }).click();
    await click('All mappings');
    await click('Remove');
    await admin.getByText('Its 1 linked pairs').waitFor();
    await click('Remove mapping');
    await admin.getByText('No projects are mapped yet').waitFor();
    await ada.editIssue(1, { subject: 'Renamed while nothing was mapped' });
    await control.runTimer('sweep');
    await jira.getByRole('heading', { name: 'Given up at first' }).waitFor();

    await restoreFormerVersion(/WEB ↔ web-shop: added/);
    await admin.getByRole('cell', { name: /^web-shop at / }).waitFor();
    await control.runTimer('sweep');
    await jira.getByRole('heading', { name: 'Renamed while nothing was mapped' }).waitFor();
  });

  it('make a secret for the webhook, change it, and hear Redmine ring', {
    timeout: WALK_MS,
  }, async () => {
    await admin.getByRole('tab', { name: 'Connections' }).click();
    await click('Make a secret');
    const field = admin.getByLabel('The new secret', { exact: true });
    await field.waitFor();
    const first = await field.inputValue();
    await click('Make a new secret');
    await admin.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
    await expect.poll(() => field.inputValue()).not.toBe(first);
    const url = await admin.getByLabel('Webhook URL').inputValue();
    await savePluginSettings(redmine.server.url, 'redmine_sync_bells', {
      url,
      secret: await field.inputValue(),
    });
    await click('Watch for a bell');
    await admin.getByText('Bells are watched now.').waitFor();
    await ada.editIssue(1, { subject: 'Told by a bell' });
    await jira.getByRole('heading', { name: 'Told by a bell' }).waitFor();
    await click('Refresh');
    await admin.getByText('signed by Redmine or our plugin').waitFor();
    await click('Show the bundle');
    const bundle = await admin.getByLabel('The bundle, to be copied').inputValue();
    expect(JSON.parse(bundle)).toMatchObject({ mappings: [{}] });
    expect(bundle).not.toContain(host.urls.redmine);
  });

  it('find in the audit what a person did, whole and to be taken along', {
    timeout: WALK_MS,
  }, async () => {
    await control.idle();
    await admin.getByRole('tab', { name: 'Audit' }).click();
    await admin.getByLabel('Issue', { exact: true }).fill('#1');
    await admin.getByLabel('Kind', { exact: true }).fill('Conflict decided');
    await admin.getByLabel('Kind', { exact: true }).press('Enter');
    await admin.waitForTimeout(BRIDGE_MS);
    await click('Show');
    await expect.poll(() => admin.getByRole('cell', { name: 'Conflict decided' }).count()).toBe(2);
    await click('Check now');
    await admin.getByText('The audit is whole').waitFor();
    await click('As CSV');
    await expect.poll(() => admin.getByLabel('Piece 1').inputValue()).toContain('conflict-decided');
  });

  it('say that Redmine is gone, and catch up once it is back', { timeout: WALK_MS }, async () => {
    await redmine.server.kill();
    await renameInJira('Typed while Redmine was gone');
    await admin.getByRole('tab', { name: 'Connections' }).click();
    await click('Test connection');
    await admin.getByText(/things? to mend/).waitFor();
    await redmine.restart();
    await control.advance(600);
    await control.runTimer('sweep');
    await click('Test connection');
    await expect.poll(() => admin.getByText(/things? to mend/).count()).toBe(0);
    expect((await ada.readIssue(1)).subject).toBe('Typed while Redmine was gone');
  });
});
