/** L1 and L4, P1, P3 and P4, A4: limits, people, files. */
import { type Check, judge, open } from '../finding';
import type { Body, JiraSite } from '../jira-site';
import { attach } from './writing';

/** More than Jira takes of one issue in two seconds. */
const BURST = 25;
/** More than it takes in thirty, where a slow way did not carry a burst in two. */
const MAX_BURSTS = 5;
const SHORTEST_PART = 4;

const refusals = new WeakMap<JiraSite, Promise<readonly Headers[]>>();

/** More edits of one issue at once than Jira takes. @returns the headers of what it refused */
function provoke(site: JiraSite): Promise<readonly Headers[]> {
  const provoked = refusals.get(site) ?? burst(site);
  refusals.set(site, provoked);
  return provoked;
}

async function burst(site: JiraSite): Promise<readonly Headers[]> {
  const issue = await site.makeIssue('burst');
  for (let round = 0; round < MAX_BURSTS; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: BURST }, (_, at) => {
        const summary = `[smoke] burst ${round}-${at}`;
        return site.askOnce('PUT', `/issue/${issue.id}`, { fields: { summary } });
      }),
    );
    const refused = answers.filter(({ status }) => status === 429);
    if (refused.length > 0) return refused.map(({ headers }) => headers);
  }
  return [];
}

export const LIMITS: readonly Check[] = [
  {
    id: 'L1',
    async run(site) {
      const refused = await provoke(site);
      const reasons = new Set(refused.map((headers) => headers.get('ratelimit-reason')));
      const seen = `${refused.length} of ${BURST} refused: ${[...reasons].join(', ')}`;
      return judge(refused.length > 0 && reasons.has('jira-per-issue-on-write'), seen);
    },
  },
  {
    id: 'L4',
    async run(site) {
      const [headers] = await provoke(site);
      if (!headers) return open('a 429: the burst of L1 was not refused');
      const seen = Object.fromEntries(
        ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'ratelimit-reason'].map(
          (name) => [name, headers.get(name)],
        ),
      );
      return judge(/^\d+$/.test(seen['retry-after'] ?? ''), seen);
    },
  },
  {
    id: 'P1',
    async run(site) {
      const { emailAddress, accountId } = await site.get('/myself');
      const find = async (query: string) =>
        (await site.get(`/user/search?query=${encodeURIComponent(query)}`)).some(
          (user: Body) => user.accountId === accountId,
        );
      const domain = String(emailAddress).split('@')[1] ?? '';
      if (domain.length < SHORTEST_PART) return open('a login with an e-mail address');
      const seen = { whole: await find(emailAddress), part: await find(`@${domain}`) };
      return judge(seen.whole && !seen.part, seen);
    },
  },
  {
    id: 'P3',
    async run(site) {
      const none = await site.ask('GET', '/mypermissions');
      const unknown = await site.ask('GET', '/mypermissions?permissions=SMOKE');
      return judge(none.status === 400 && unknown.status === 400, [none.body, unknown.body]);
    },
  },
  {
    id: 'P4',
    async run(site) {
      const { other, hiddenIssue } = site.options;
      if (!other || !hiddenIssue) return open('--hidden-issue and a second login');
      const { id } = await site.get(`/issue/${hiddenIssue}?fields=summary`);
      const path = `/mypermissions?permissions=BROWSE_PROJECTS&issueId=${id}`;
      const { status, body } = await site.askOnce('GET', path, undefined, other);
      return judge(status === 404, { status, body });
    },
  },
  {
    id: 'A4',
    async run(site) {
      const { id } = await attach(site, await site.makeIssue('file'), 'smoke.png');
      const redirect = await site.ask('GET', `/attachment/content/${id}`);
      const direct = await site.ask('GET', `/attachment/content/${id}?redirect=false`);
      const location = redirect.headers.get('location')?.replace(/\?.*/, '');
      const seen = { status: redirect.status, location, direct: direct.status };
      return judge(redirect.status === 303 && !!location && direct.status === 200, seen);
    },
  },
];
