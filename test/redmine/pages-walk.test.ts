/** The admin page and the panel in a browser, with a real Redmine, from nothing to a conflict decided. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_API_KEY } from '../../dev/demo/demo-configuration';
import { apiKeyOf, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { hasChromium, launchChromium } from '../e2e/pages/support/chromium';
import { openPage } from '../e2e/pages/support/open-page';
import { createControl, type HostControl } from '../support/local-host/control';
import { type HostProcess, startHost } from '../support/local-host/host-process';
import { createRedminePerson, type RedminePerson } from '../support/local-host/redmine-person';
import { absent, bootRedmine, type RedmineToKill } from './stages';

const BOOT_MS = 180_000;
const WALK_MS = 240_000;

describe.skipIf(absent !== undefined || !hasChromium())('the pages with a real Redmine', () => {
  let browser: Browser;
  let host: HostProcess;
  let redmine: RedmineToKill;
  let control: HostControl;
  let ada: RedminePerson;
  let admin: Page;
  let jira: Page;

  beforeAll(async () => {
    redmine = await bootRedmine({ textFormat: 'textile' });
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
  const panel = () => jira.getByRole('region', { name: 'Redmine', exact: true });

  async function connect(url: string, key: string) {
    await admin.getByLabel('Address of Redmine').fill(url);
    await admin.getByLabel('API key').fill(key);
    // What is typed goes through Forge's bridge before the app knows it.
    await admin.waitForTimeout(500);
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
