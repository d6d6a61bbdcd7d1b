/** S1 to S9: searching. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Check, judge, open } from '../finding';
import type { Body, JiraSite } from '../jira-site';

const MINUTE_MS = 60_000;

/** No Redmine has come so far. */
const UNUSED_NUMBER = 2_000_000_001;
const TWIN_JQL = `redmineIssue = ${UNUSED_NUMBER} AND redmineConnection = smoke`;

async function search(site: JiraSite, jql: string, more = ''): Promise<Body> {
  return site.get(`/search/jql?jql=${encodeURIComponent(jql)}${more}`);
}

/** Whether a search finds the issue. */
async function finds(site: JiraSite, id: string, jql: string, more = ''): Promise<boolean> {
  const { issues } = await search(site, jql, more);
  return issues.some((issue: Body) => issue.id === id);
}

export const SEARCHING: readonly Check[] = [
  {
    id: 'S1',
    async run(site) {
      const issue = await site.makeIssue('search lag');
      const tookMs = await site.waitFor(() => finds(site, issue.id, `key=${issue.key}`));
      return judge(tookMs !== undefined, `found after ${tookMs ?? 'more than 60000'} ms`);
    },
  },
  {
    id: 'S2',
    async run(site) {
      const issue = await site.makeIssue('stale answer');
      await site.waitFor(() => finds(site, issue.id, `key=${issue.key}`));
      const summary = '[smoke] edited a moment ago';
      await site.demand('PUT', `/issue/${issue.id}`, { fields: { summary } });
      const { issues } = await search(site, `key=${issue.key}`, '&fields=summary');
      const isStale = issues[0]?.fields.summary !== summary;
      return isStale
        ? judge(true, 'the old summary')
        : open('another try: the search did not lag this time');
    },
  },
  {
    id: 'S3',
    async run(site) {
      const issue = await site.makeIssue('reconciled');
      const more = `&reconcileIssues=${issue.id}`;
      const isFound = await finds(site, issue.id, `key=${issue.key}`, more);
      return judge(isFound, isFound ? 'found at once' : 'not found at once');
    },
  },
  {
    id: 'S4',
    async run(site) {
      const issues = [];
      for (const name of ['a', 'b', 'c']) issues.push(await site.makeIssue(`page ${name}`));
      const jql = `id in (${issues.map(({ id }) => id).join(',')}) order by updated asc`;
      await site.waitFor(async () => (await search(site, jql)).issues.length === issues.length);
      const seen = new Set<string>();
      let token = '';
      do {
        const page = await search(site, jql, `&maxResults=1${token}`);
        for (const { id } of page.issues) seen.add(id);
        const fields = { summary: `[smoke] moved on ${seen.size}` };
        await site.demand('PUT', `/issue/${issues[0]?.id}`, { fields });
        token = page.nextPageToken
          ? `&nextPageToken=${encodeURIComponent(page.nextPageToken)}`
          : '';
      } while (token !== '' && seen.size < issues.length);
      return judge(seen.size === issues.length, `${seen.size} of ${issues.length} issues seen`);
    },
  },
  {
    id: 'S5',
    async run(site) {
      const jql = encodeURIComponent(`project=${site.options.projectKey}`);
      const { status, body } = await site.ask('GET', `/search/jql?jql=${jql}&nextPageToken=junk`);
      return judge(status === 400, { status, body });
    },
  },
  {
    id: 'S6',
    async run(site) {
      const jql = `project=${site.options.projectKey}`;
      const { issues, nextPageToken } = await search(site, jql, '&maxResults=1000&fields=summary');
      if (!nextPageToken && issues.length <= 100) {
        return open(`a project of more than 100 issues: this one has ${issues.length}`);
      }
      return judge(issues.length <= 100, `${issues.length} issues on a page`);
    },
  },
  {
    id: 'S7',
    async run(site) {
      const issue = await site.makeIssue('minutes ago');
      const { fields } = await site.get(`/issue/${issue.id}?fields=updated`);
      await site.waitFor(() => finds(site, issue.id, `key=${issue.key}`));
      await sleep(Math.max(0, Date.parse(fields.updated) + MINUTE_MS + 2000 - Date.now()));
      const [one, two] = await Promise.all(
        ['-1m', '-2m'].map((since) =>
          finds(site, issue.id, `key=${issue.key} and updated >= ${since}`),
        ),
      );
      return judge(one === false && two === true, { afterMinute: { '-1m': one, '-2m': two } });
    },
  },
  {
    id: 'S8',
    async run(site) {
      const jql = encodeURIComponent('issue.property[smoke-undeclared].x = 1');
      const { status, body } = await site.ask('GET', `/search/jql?jql=${jql}`);
      return judge(status === 400 || body.issues?.length === 0, { status, body });
    },
  },
  {
    id: 'S9',
    async run(site) {
      const { status } = await site.ask('GET', `/search/jql?jql=${encodeURIComponent(TWIN_JQL)}`);
      if (status === 400) return open('the app installed on this site, with its search by number');
      const issue = await site.makeIssue('searched by its twin');
      const value = { number: UNUSED_NUMBER, connection: 'smoke' };
      await site.demand('PUT', `/issue/${issue.id}/properties/redmine-twin`, value);
      const tookMs = await site.waitFor(() => finds(site, issue.id, TWIN_JQL));
      return judge(tookMs !== undefined, `found after ${tookMs ?? 'more than 60000'} ms`);
    },
  },
];
