import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createControl, type HostControl } from '../../support/local-host/control';
import { type HostProcess, startHost } from '../../support/local-host/host-process';
import { hasChromium, launchChromium } from './support/chromium';
import { type OpenPage, openPage, takePicture } from './support/open-page';

const TIMEOUT_MS = 60_000;

/** The parts of an opened mapping, and their pictures. */
const PARTS = [
  ['Values', 'admin-mapping-values'],
  [/^People/, 'admin-mapping-people'],
  ['Rules', 'admin-mapping-rules'],
] as const;

describe.skipIf(!hasChromium())('the pages of npm start', () => {
  let browser: Browser;
  let host: HostProcess;
  let control: HostControl;
  const opened: OpenPage[] = [];

  beforeAll(async () => {
    [browser, host] = await Promise.all([
      launchChromium(),
      startHost({ flags: ['--timers', 'manual', '--search-lag', '0'] }),
    ]);
    control = createControl(host.urls.app);
    await control.idle();
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), host?.stop()]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ page }) => page.close()));
  });

  async function open(path: string): Promise<Page> {
    const page = await openPage(browser, `${host.urls.app}${path}`);
    opened.push(page);
    return page.page;
  }
  async function expectNoComplaints() {
    const complaints = await Promise.all(opened.map(({ complaints: list }) => list()));
    expect(complaints.flat()).toEqual([]);
  }
  const panelOf = (page: Page) => page.getByRole('region', { name: 'Redmine', exact: true });

  /** Brings the panel to the issue, where it is not there already. */
  async function showPanel(page: Page) {
    const button = page.getByRole('button', { name: /^(Hide )?Redmine$/ });
    await button.waitFor();
    if ((await button.textContent()) === 'Redmine') await button.click();
    await panelOf(page).waitFor();
  }
  async function changeSummary(page: Page, summary: string) {
    await page.getByTitle('Edit summary').click();
    await page.getByRole('textbox', { name: 'Summary' }).fill(summary);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByTitle('Edit summary').filter({ hasText: summary }).waitFor();
  }
  async function addNote(page: Page, note: string) {
    await page.getByLabel('Notes').fill(note);
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => page.getByLabel('Notes').inputValue()).toBe('');
  }
  async function changeSubject(page: Page, subject: string) {
    await page.getByLabel('Subject').fill(subject);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { level: 1 }).filter({ hasText: subject }).waitFor();
  }

  it('lead a newcomer from the start page to an issue and its twin', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'WEB-4' }).waitFor();
    await takePicture(page, 'start');
    await page.getByRole('link', { name: 'WEB-1', exact: true }).click();
    await page.getByRole('button', { name: 'Redmine' }).click();
    const link = panelOf(page).getByRole('link', { name: /^#\d+ / });
    await panelOf(page).getByText('In sync').waitFor();
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    const [window] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await window
      .getByRole('heading', { level: 1 })
      .filter({ hasText: title ?? '' })
      .waitFor();
    await takePicture(window, 'redmine-window');
    await window.close();
    await expectNoComplaints();
  });

  it(
    'show an edit of either side on the other, without a reload',
    async () => {
      const jira = await open('/issues/WEB-1');
      await jira.getByRole('heading', { level: 1 }).waitFor();
      const twin = await findTwin('WEB-1');
      const redmine = await open(`/redmine/issues/${twin}?redmineAs=ada`);
      await redmine.getByLabel('Subject').waitFor();

      await changeSummary(jira, 'Checkout loses the address');
      await control.idle();
      await redmine.getByRole('heading', { name: /Checkout loses the address/ }).waitFor();

      await addNote(redmine, 'Seen by our partner too.');
      await redmine.getByLabel('Private note').check();
      await addNote(redmine, 'Only for us: the contract ends in May.');
      await redmine.getByText('(private)').waitFor();
      await control.idle();
      await jira.getByText('Seen by our partner too.').waitFor();
      expect(await jira.getByText('Only for us').count()).toBe(0);
      await expectNoComplaints();
    },
    TIMEOUT_MS,
  );

  it(
    'let an admin pause, find the conflict, and decide it',
    async () => {
      const admin = await open('/admin');
      await admin.getByRole('button', { name: 'Pause' }).click();
      await admin.getByText('WEB is paused').waitFor();
      const twin = await findTwin('WEB-2');
      const [jira, redmine] = await Promise.all([
        open('/issues/WEB-2'),
        open(`/redmine/issues/${twin}?redmineAs=grace`),
      ]);
      await changeSummary(jira, 'Delivery times, as Jira has it');
      await changeSubject(redmine, 'Delivery times, as Redmine has it');
      await admin.getByRole('button', { name: 'Resume' }).click();
      await admin.getByText('WEB is syncing again').waitFor();
      await control.idle();
      await control.runTimer('sweep');

      await jira.reload();
      await showPanel(jira);
      await panelOf(jira).getByText('Somebody has to decide').waitFor();
      await admin.getByRole('button', { name: 'Refresh' }).click();
      await admin.getByRole('button', { name: 'Decide conflicts' }).click();
      await admin.getByText('Delivery times, as Redmine has it').waitFor();
      await admin.getByRole('button', { name: 'Decide…' }).click();
      await admin.getByRole('button', { name: 'Keep Redmine’s', exact: true }).click();
      await admin.getByText('Nobody has to decide anything').waitFor();
      await control.idle();
      await jira.getByRole('heading', { name: 'Delivery times, as Redmine has it' }).waitFor();
      await panelOf(jira).getByText('In sync').waitFor();
      await expectNoComplaints();
    },
    TIMEOUT_MS,
  );

  it('test a connection, and tell when Redmine is gone', async () => {
    const admin = await open('/admin');
    await admin.getByRole('tab', { name: 'Connections' }).click();
    await admin.getByRole('button', { name: 'Test connection' }).click();
    await admin.getByText('Everything works.').waitFor();
    await control.addFaults({ target: 'redmine', effect: { status: 503 } });
    await admin.getByRole('button', { name: 'Test connection' }).click();
    await admin.getByText(/things? to mend/).waitFor();
    await control.clearFaults();
    await expectNoComplaints();
  });

  it(
    'import over what is there: ten mistakes change nothing, the export changes nothing',
    async () => {
      const admin = await open('/admin');
      await admin.getByRole('tab', { name: 'Configuration' }).click();
      await admin.getByRole('button', { name: 'Show current' }).click();
      const field = admin.getByLabel('Configuration document');
      await expect.poll(() => field.inputValue()).toContain('web-shop');
      const exported = await field.inputValue();
      expect(exported).not.toMatch(/apiKey|webhookSecret/);

      await field.fill(
        exported.replace('"web-shop"', '"web-shopp"').replace('"Closed"', '"Clsed"'),
      );
      await admin.getByRole('button', { name: 'Import' }).click();
      await admin.getByText(/mistakes?: nothing was imported/).waitFor();

      await field.fill(exported);
      await admin.getByRole('button', { name: 'Import' }).click();
      await admin.getByText('Configuration imported').waitFor();
      await admin.getByRole('cell', { name: 'Syncing' }).waitFor();
      await expectNoComplaints();
    },
    TIMEOUT_MS,
  );

  it('create a twin for an issue that has none only where a mapping is', async () => {
    const page = await open('/?as=ada@example.com');
    await page.getByLabel('Project').selectOption('OPS');
    await page.getByLabel('Summary of a new issue').fill('Rotate the certificates');
    await page.getByRole('button', { name: 'Create issue' }).click();
    await page.getByRole('heading', { name: 'Rotate the certificates' }).waitFor();
    await page.getByRole('button', { name: 'Redmine' }).click();
    await panelOf(page).getByText('Not mapped').waitFor();
    await takePicture(page, 'panel-not-mapped');
    await expectNoComplaints();
  });

  it(
    'edit a mapping, try it on a few issues, and save it',
    async () => {
      const admin = await open('/admin');
      // What is changed meanwhile waits, so that there is something to be seen.
      await admin.getByRole('button', { name: 'Pause' }).click();
      await admin.getByText('WEB is paused').waitFor();
      const [jira, redmine] = await Promise.all([
        open('/issues/WEB-4'),
        open(`/redmine/issues/${await findTwin('WEB-4')}?redmineAs=grace`),
      ]);
      await changeSummary(jira, 'Price lists, as Jira has them');
      await changeSubject(redmine, 'Price lists, as Redmine has them');
      await addNote(redmine, 'Our partner asks for it.');

      await admin.getByRole('tab', { name: 'Mappings' }).click();
      await takePicture(admin, 'admin-mapping-list');
      await admin.getByRole('button', { name: 'Open' }).click();
      await admin.getByRole('cell', { name: 'Does not cross: people without a row.' }).waitFor();
      await takePicture(admin, 'admin-mapping-fields');
      await admin.getByRole('button', { name: 'Edit' }).nth(1).click();
      await takePicture(admin, 'admin-mapping-row');
      await admin.getByRole('button', { name: 'Done' }).click();
      await admin.getByRole('button', { name: /^Add \d suggested rows$/ }).click();
      await admin.getByText(/^\d changes, ready to be saved/).waitFor();
      for (const [tab, picture] of PARTS) {
        await admin.getByRole('tab', { name: tab }).click();
        await takePicture(admin, picture);
      }

      await admin.getByRole('tab', { name: 'Try it' }).click();
      await admin.getByRole('button', { name: 'The latest 10 of Jira' }).click();
      await admin.getByText(/issues looked at; the sync would write to \d+ of them/).waitFor();
      await admin.getByRole('cell', { name: 'Jira: Price lists, as Jira has them' }).waitFor();
      await takePicture(admin, 'admin-mapping-trial');

      await admin.getByRole('tab', { name: 'Rules' }).click();
      await admin.getByLabel('Time zone by which a date is a moment').fill('Mars/Olympus');
      await admin.getByText('1 thing to mend before this can be saved').waitFor();
      await admin
        .getByText('a time zone such as Europe/Berlin or UTC')
        .last()
        .scrollIntoViewIfNeeded();
      await takePicture(admin, 'admin-mapping-mistake');
      await admin.getByLabel('Time zone by which a date is a moment').fill('Europe/Berlin');
      await admin.getByRole('button', { name: 'Review and save' }).click();
      await admin.getByText('For issues that are linked already').waitFor();
      await takePicture(admin, 'admin-mapping-save');
      await admin.getByRole('button', { name: 'Save', exact: true }).click();
      await admin.getByText('WEB ↔ web-shop is saved').waitFor();
      await admin.getByText('8 fields').waitFor();
      await expectNoComplaints();
    },
    TIMEOUT_MS,
  );

  /** The number of an issue's twin, as its panel links it. */
  async function findTwin(key: string): Promise<string> {
    const page = await open(`/issues/${key}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await showPanel(page);
    const link = panelOf(page).getByRole('link', { name: /^#\d+ / });
    await link.waitFor();
    return /^#(\d+)/.exec((await link.textContent()) ?? '')?.[1] ?? '';
  }
});
