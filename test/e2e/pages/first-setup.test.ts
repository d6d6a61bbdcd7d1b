import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_API_KEY, demoConfiguration } from '../../../dev/demo/demo-configuration';
import { createControl } from '../../support/local-host/control';
import { type HostProcess, startHost } from '../../support/local-host/host-process';
import { hasChromium, launchChromium } from './support/chromium';
import { type OpenPage, openPage, takePicture } from './support/open-page';

describe.skipIf(!hasChromium())('setting up from nothing', () => {
  let browser: Browser;
  let host: HostProcess;
  let opened: OpenPage;

  beforeAll(async () => {
    [browser, host] = await Promise.all([launchChromium(), startHost()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), host?.stop()]);
  });
  afterEach(() => opened.page.close());

  async function importText(text: string) {
    opened = await openPage(browser, `${host.urls.app}/admin`);
    const { page } = opened;
    await page.getByRole('heading', { name: 'Connect Jira to Redmine' }).waitFor();
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    await page.getByLabel('Configuration document').fill(text);
    await page.getByRole('button', { name: 'Import' }).click();
    return page;
  }
  const configuration = (apiKey: string) =>
    JSON.stringify(demoConfiguration(host.urls.redmine, apiKey));

  it('imports nothing where the admin does not consent to the host', async () => {
    const page = await importText(configuration(DEMO_API_KEY));
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
    await page.getByText('The app may not reach Redmine: nothing was imported').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Connect Jira to Redmine' }).waitFor();
    expect(await opened.complaints()).toEqual([]);
  });

  it('names a wrong key where it stands', async () => {
    const page = await importText(configuration('0'.repeat(40)));
    await page.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('row', { name: /^connections\[0\]\.apiKey .*401/ }).waitFor();
    expect(await opened.complaints()).toEqual([]);
  });

  it('maps a project, and the first issue gets its twin', async () => {
    opened = await openPage(browser, `${host.urls.app}/admin`);
    const { page } = opened;
    await page.getByLabel('Address of Redmine').fill(host.urls.redmine);
    await page.getByLabel('API key').fill(DEMO_API_KEY);
    // The consent of before still stands: it is asked for once.
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByLabel('Redmine project').waitFor();
    // Whoever comes back goes on where they left.
    await page.reload();
    await page.getByLabel('Jira project').fill('WEB');
    await page.getByLabel('Redmine project').fill('web-shop');
    await takePicture(page, 'admin-start-map');
    await page.getByRole('button', { name: 'Suggest a mapping' }).click();
    await page.getByRole('button', { name: 'Start the sync' }).waitFor();
    const task = page.getByLabel('Task', { exact: true });
    await task.fill('Support');
    await task.press('Enter');
    await takePicture(page, 'admin-start-preview');
    await page.getByRole('button', { name: 'Start the sync' }).click();
    await page.getByRole('cell', { name: /^web-shop at / }).waitFor();

    await page.goto(`${host.urls.app}/?as=ada@example.com`);
    await page.getByLabel('Summary of a new issue').fill('Basket forgets the colour');
    await page.getByRole('button', { name: 'Create issue' }).click();
    await page.getByRole('heading', { name: 'Basket forgets the colour' }).waitFor();
    await createControl(host.urls.app).idle();
    await page.getByRole('button', { name: 'Redmine' }).click();
    const panel = page.getByRole('region', { name: 'Redmine', exact: true });
    await panel.getByText('In sync').waitFor();
    await panel.getByRole('link', { name: '#1 Basket forgets the colour' }).waitFor();
    expect(await opened.complaints()).toEqual([]);
  });
});
