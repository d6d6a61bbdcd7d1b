import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_API_KEY, demoConfiguration } from '../../../dev/demo/demo-configuration';
import { apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import { createControl } from '../../support/local-host/control';
import { type HostProcess, startHost } from '../../support/local-host/host-process';
import { createJiraPerson } from '../../support/local-host/jira-person';
import { createRedminePerson } from '../../support/local-host/redmine-person';
import { hasChromium, launchChromium } from './support/chromium';
import { openPage } from './support/open-page';

const TIMEOUT_MS = 90_000;

describe.skipIf(!hasChromium())('the first sync of two projects that have issues', () => {
  let browser: Browser;
  let host: HostProcess;

  beforeAll(async () => {
    [browser, host] = await Promise.all([launchChromium(), startHost()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), host?.stop()]);
  });

  async function mapProjects(page: Page) {
    await page.getByRole('button', { name: 'Import a document instead' }).click();
    const document = JSON.stringify(demoConfiguration(host.urls.redmine, DEMO_API_KEY));
    await page.getByLabel('Configuration document').fill(document);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('tab', { name: 'First sync' }).click();
  }

  it(
    'pairs, plans, runs and undoes from the page, and writes what it showed',
    async () => {
      const jira = createJiraPerson(host.urls.jira, 'ada@example.com');
      const redmine = createRedminePerson(host.urls.redmine, apiKeyOf(DEMO_SEED, 'ada'));
      const control = createControl(host.urls.app);
      await jira.createIssue({ summary: 'Checkout loses the basket' });
      await jira.createIssue({ summary: 'Known in Jira alone' });
      await redmine.createIssue({ subject: 'Checkout loses the basket' });
      await redmine.createIssue({ subject: 'Known in Redmine alone' });
      await control.idle();
      await control.advance(60_000);
      const { page, complaints } = await openPage(browser, `${host.urls.app}/admin`);
      await mapProjects(page);

      await page.getByRole('button', { name: 'Read both projects' }).click();
      await page.getByRole('heading', { name: 'Which issues are the same?' }).waitFor();
      await page
        .getByRole('row', { name: /Same title/ })
        .getByText('Accept')
        .click();
      await page.getByText('1 pair accepted.').waitFor();
      await page.getByRole('button', { name: 'Make the plan' }).click();
      await page.getByRole('heading', { name: 'This is what will happen' }).waitFor();
      const countOf = async (kind: string) => {
        const row = page.getByRole('row', { name: new RegExp(`^${kind} `) });
        return row.getByRole('cell').nth(1).textContent();
      };
      expect([await countOf('Pairs'), await countOf('New in Jira')]).toEqual(['1', '1']);
      expect(await countOf('New in Redmine')).toBe('1');
      const known = () => jira.findIssues('WEB', 'Known in Redmine alone');
      expect(await known()).toEqual([]);

      await page.getByRole('button', { name: 'Run the plan…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Run it' }).click();
      await page.getByRole('heading', { name: 'It is done', exact: true }).waitFor();
      await page.getByText('is new in Jira.').waitFor();
      await page.getByText('is new in Redmine.').waitFor();
      expect(await known()).toHaveLength(1);

      // Whoever comes back finds it as it was.
      await page.reload();
      await page.getByRole('tab', { name: 'First sync' }).click();
      await page.getByRole('button', { name: 'Undo all…' }).click();
      await page.getByRole('heading', { name: 'This would be undone' }).waitFor();
      await page.getByRole('button', { name: 'Leave it as it is' }).click();
      await page.getByRole('button', { name: 'Undo all…' }).click();
      await page.getByRole('heading', { name: 'This would be undone' }).waitFor();
      expect(await known()).toHaveLength(1);
      await page.getByRole('button', { name: 'Undo these…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Undo them' }).click();
      await page.getByRole('heading', { name: 'What was to be undone is undone' }).waitFor();
      expect(await known()).toEqual([]);
      expect(await complaints()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
