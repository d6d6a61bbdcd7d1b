/** A few issues on either side, made as people make them, so that the sync has something to carry. */

import { getAccountId } from '../host-server/jira-directory';
import type { JiraDouble } from '../jira/double';
import { DEMO_JIRA_PROJECT, DEMO_REDMINE_PROJECT } from './demo-configuration';

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const JIRA_ISSUES = [
  {
    by: 'ada@example.com',
    issuetype: 'Bug',
    summary: 'Checkout forgets the delivery address',
    description: 'After going back from the payment page, the address form is empty again.',
  },
  {
    by: 'grace@example.com',
    issuetype: 'Task',
    summary: 'Show delivery times in the basket',
    description: 'Customers ask for them before they pay. The warehouse has an endpoint for it.',
  },
] as const;

const REDMINE_ISSUES = [
  {
    tracker_id: 1,
    subject: 'Invoice PDF lacks the VAT number',
    description: 'Reported by two customers.\n\n* affects *business* accounts only\n* since May',
  },
  {
    tracker_id: 2,
    subject: 'Let partners upload price lists',
    description: 'A CSV with article number and price; see @import/prices.csv@ for the format.',
  },
] as const;

/** @throws {Error} where one cannot be made */
async function expectCreated(what: string, response: Response): Promise<void> {
  if (response.status === 201) return;
  throw new Error(`${what}: ${response.status} ${await response.text()}`);
}

/**
 * @param redmineUrl of a Redmine that has the demo's project
 * @throws {Error} where an issue cannot be made, with the tracker's own words
 */
export async function createDemoIssues(
  jira: JiraDouble,
  redmineUrl: string,
  apiKey: string,
): Promise<void> {
  for (const { by, issuetype, summary, description } of JIRA_ISSUES) {
    const fields = {
      project: { key: DEMO_JIRA_PROJECT },
      issuetype: { name: issuetype },
      summary,
      description: paragraph(description),
    };
    const request = new Request('http://jira.local/rest/api/3/issue', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fields }),
    });
    const caller = { kind: 'user', accountId: await getAccountId(jira, by) } as const;
    await expectCreated('[jira] POST issue', await jira.handle(request, caller));
  }
  for (const issue of REDMINE_ISSUES) {
    const response = await fetch(`${redmineUrl}/issues.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-redmine-api-key': apiKey },
      body: JSON.stringify({ issue: { ...issue, project_id: DEMO_REDMINE_PROJECT } }),
    });
    await expectCreated('[redmine] POST /issues.json', response);
  }
}
