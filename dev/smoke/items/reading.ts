/** R1 to R10: reading issues. */
import { MANY, makeBusyIssues, paragraph } from '../busy-issue';
import { type Check, judge, open } from '../finding';
import type { Body } from '../jira-site';

const ROUNDS = 10;

export const READING: readonly Check[] = [
  {
    id: 'R1',
    async run(site) {
      const { commented, commentIds } = await makeBusyIssues(site);
      const { comment } = (await site.get(`/issue/${commented.id}?fields=comment`)).fields;
      const { total, comments } = comment;
      const isNewest =
        comments[0]?.id === commentIds[1] && comments.at(-1)?.id === commentIds.at(-1);
      return judge(total === MANY && comments.length === 100 && isNewest, {
        total,
        shown: comments.length,
        isNewest,
      });
    },
  },
  {
    id: 'R2',
    async run(site) {
      const { commented, edited } = await makeBusyIssues(site);
      const count = async (id: string) => {
        const body = { issueIdsOrKeys: [id], fields: ['comment'], expand: ['changelog'] };
        const [issue] = (await site.demand('POST', '/issue/bulkfetch', body)).issues;
        return {
          comments: issue.fields.comment.comments.length,
          histories: issue.changelog.histories.length,
        };
      };
      const seen = {
        comments: (await count(commented.id)).comments,
        histories: (await count(edited.id)).histories,
      };
      return judge(seen.comments <= 20 && seen.histories <= 40, seen);
    },
  },
  {
    id: 'R3',
    async run(site) {
      const { edited } = await makeBusyIssues(site);
      const { changelog } = await site.get(`/issue/${edited.id}?expand=changelog&fields=summary`);
      const page = await site.get(`/issue/${edited.id}/changelog`);
      const ids = changelog.histories.map(({ id }: Body) => Number(id));
      const seen = {
        total: changelog.total,
        shown: ids.length,
        newestFirst: ids[0] > ids.at(-1),
        pagesFromOldest: Number(page.values[0].id) < ids.at(-1),
      };
      return judge(seen.shown === 100 && seen.newestFirst && seen.pagesFromOldest, seen);
    },
  },
  {
    id: 'R4',
    async run(site) {
      const { edited } = await makeBusyIssues(site);
      const { values } = await site.get(`/issue/${edited.id}/changelog?maxResults=100`);
      const disorder = values.filter((entry: Body, at: number) => {
        const before = values[at - 1];
        return before && Number(before.id) >= Number(entry.id);
      });
      return judge(
        disorder.length === 0,
        `${values.length} entries, ${disorder.length} out of order`,
      );
    },
  },
  {
    id: 'R5',
    async run(site) {
      const issue = await site.makeIssue('idle edit');
      const look = async () => {
        const { fields, changelog } = await site.get(`/issue/${issue.id}?expand=changelog`);
        return { updated: fields.updated, total: changelog.total, summary: fields.summary };
      };
      const before = await look();
      await site.demand('PUT', `/issue/${issue.id}`, { fields: { summary: before.summary } });
      const after = await look();
      return judge(JSON.stringify(before) === JSON.stringify(after), { before, after });
    },
  },
  {
    id: 'R6',
    async run(site) {
      const issue = await site.makeIssue('read back');
      let stale = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const summary = `[smoke] round ${round}`;
        await site.demand('PUT', `/issue/${issue.id}`, { fields: { summary } });
        const { fields } = await site.get(`/issue/${issue.id}?fields=summary`);
        if (fields.summary !== summary) stale += 1;
      }
      return judge(stale === 0, `${stale} of ${ROUNDS} reads were stale`);
    },
  },
  {
    id: 'R7',
    async run(site) {
      const description = paragraph('one ', 'two');
      const issue = await site.makeIssue('adjacent texts', { fields: { description } });
      const { fields } = await site.get(`/issue/${issue.id}?fields=description`);
      const sent = JSON.stringify(sortKeys(description));
      return judge(JSON.stringify(sortKeys(fields.description)) === sent, fields.description);
    },
  },
  {
    id: 'R8',
    async run(site) {
      const { timeZone } = await site.get('/myself');
      const { serverTimeZone, serverTime } = await site.get('/serverInfo');
      const { fields } = await site.get(`/issue/${(await site.makeIssue('time zone')).id}`);
      const own = offsetOf(timeZone);
      const shown = String(fields.created).slice(-5);
      if (shown !== own) return judge(true, { created: shown, profile: own, serverTimeZone });
      return open(
        `a profile in another zone than the site's: yours is ${timeZone}, the site says ${serverTime}`,
      );
    },
  },
  {
    id: 'R9',
    async run(site) {
      const { other, hiddenIssue } = site.options;
      if (!other || !hiddenIssue) return open('--hidden-issue and a second login');
      const ask = (key: string) => site.askOnce('GET', `/issue/${key}`, undefined, other);
      const [hidden, absent] = [await ask(hiddenIssue), await ask('SMOKE-999999')];
      const same = JSON.stringify(hidden.body) === JSON.stringify(absent.body);
      return judge(hidden.status === 404 && absent.status === 404 && same, hidden.body);
    },
  },
  {
    id: 'R10',
    async run(site) {
      const { fields } = await site.get(
        `/issue/${(await site.makeIssue('no parent')).id}?fields=parent,summary`,
      );
      return judge(!('parent' in fields), Object.keys(fields));
    },
  },
];

/** `+0100`, of now. */
function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? '+0000' : name.replace(/^GMT|:/g, '');
}

function sortKeys(value: Body): Body {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortKeys(each)]));
}
