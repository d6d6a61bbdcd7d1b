/** W1 to W24: writing issues. What takes the app's own user is in `by-hand.ts`. */
import { paragraph } from '../busy-issue';
import { type Check, judge, open } from '../finding';
import type { Body, Issue, JiraSite } from '../jira-site';

const ROUNDS = 10;
const ROLE = 'Administrators';

const edit = (site: JiraSite, issue: Issue, fields: object) =>
  site.ask('PUT', `/issue/${issue.id}`, { fields });

/** When it was changed last, and how long its history is. */
async function lookAt(site: JiraSite, issue: Issue) {
  const { fields, changelog } = await site.get(
    `/issue/${issue.id}?fields=updated&expand=changelog`,
  );
  return { updated: String(fields.updated), entries: Number(changelog.total) };
}

export const WRITING: readonly Check[] = [
  {
    id: 'W1',
    async run(site) {
      let missing = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const properties = [{ key: 'smoke', value: { round } }];
        const issue = await site.makeIssue(`born with a property ${round}`, { properties });
        const { status } = await site.ask('GET', `/issue/${issue.id}/properties/smoke`);
        if (status !== 200) missing += 1;
      }
      return judge(missing === 0, `${missing} of ${ROUNDS} missing`);
    },
  },
  {
    id: 'W2',
    async run(site) {
      if (!site.options.other) return open('a second login, of a plain user');
      const issue = await site.makeIssue('no mails');
      const path = `/issue/${issue.id}?notifyUsers=false`;
      const body = { fields: { summary: '[smoke] silent' } };
      const { status } = await site.askOnce('PUT', path, body, site.options.other);
      return judge(status === 403, `a plain user is answered ${status}`);
    },
  },
  {
    id: 'W4',
    async run(site) {
      const issue = await site.makeIssue('malformed text');
      const description = { type: 'doc', version: 1, content: [{ type: 'text', text: 'bare' }] };
      const { status, body } = await edit(site, issue, { description });
      return judge(status === 400 && JSON.stringify(body).includes('INVALID_INPUT'), {
        status,
        body,
      });
    },
  },
  {
    id: 'W5',
    async run(site) {
      const issue = await site.makeIssue('long text');
      const marked = (text: string) => ({ type: 'text', text, marks: [{ type: 'strong' }] });
      const description = paragraph(
        ...Array.from({ length: 20 }, (_, at) =>
          at % 2 ? 'x'.repeat(1635) : marked('y'.repeat(1635)),
        ),
      );
      const { status, body } = await edit(site, issue, { description });
      return judge(status === 400, { letters: 32_700, status, body });
    },
  },
  {
    id: 'W6',
    async run(site) {
      const issue = await site.makeIssue('picture');
      const { id } = await attach(site, issue, 'smoke.png');
      const content = await site.ask('GET', `/attachment/content/${id}`);
      const mediaId = /\/file\/([^/?]+)/.exec(content.headers.get('location') ?? '')?.[1] ?? '';
      const unknown = await edit(site, issue, { description: picture(id) });
      const known = await edit(site, issue, { description: picture(mediaId) });
      const refused = JSON.stringify(unknown.body).includes('ATTACHMENT_VALIDATION_ERROR');
      return judge(unknown.status === 400 && refused && known.status === 204, {
        attachmentId: unknown.body,
        mediaId: known.status,
      });
    },
  },
  {
    id: 'W7',
    async run(site) {
      const issue = await site.makeIssue('resolution');
      const { status, body } = await edit(site, issue, { resolution: { name: 'Done' } });
      return judge(status === 204, { status, body });
    },
  },
  {
    id: 'W8',
    async run(site) {
      const { issueTypes } = await site.get(
        `/issue/createmeta/${site.options.projectKey}/issuetypes`,
      );
      const type = issueTypes.find(({ subtask }: Body) => !subtask);
      const path = `/issue/createmeta/${site.options.projectKey}/issuetypes/${type.id}`;
      const onScreen = (await site.get(`${path}?maxResults=200`)).fields.map(
        ({ fieldId }: Body) => fieldId,
      );
      const off = (await site.get('/field')).find(
        ({ id, custom, schema }: Body) =>
          custom && schema?.type === 'string' && !onScreen.includes(id),
      );
      if (!off) return open('a custom text field that is on no create screen of the project');
      const { status, body } = await site.ask('POST', '/issue', {
        fields: {
          project: { key: site.options.projectKey },
          issuetype: { id: type.id },
          summary: '[smoke] off screen',
          [off.id]: 'x',
        },
      });
      return judge(status === 400 && off.id in (body.errors ?? {}), { status, body });
    },
  },
  {
    id: 'W9',
    async run(site) {
      const issue = await site.makeIssue('transitions');
      const go = (id: string) =>
        site.askOnce('POST', `/issue/${issue.id}/transitions`, { transition: { id } });
      const invalid = await go('9999');
      const { transitions } = await site.get(`/issue/${issue.id}/transitions`);
      const both = await Promise.all([go(transitions[0].id), go(transitions[0].id)]);
      const statuses = both.map(({ status }) => status).toSorted();
      const said = JSON.stringify(invalid.body).includes("Transition id '9999' is not valid");
      const isRefused = invalid.status === 400 && said;
      // Where the first is through before the second begins, nothing was tried at once.
      const isMissed = ['204,204', '204,400'].includes(statuses.join());
      if (isRefused && isMissed) return open(`another try: two at once answered ${statuses}`);
      const isKnown = statuses.join() === '204,409';
      return judge(isRefused && isKnown, { invalid: invalid.body, statuses });
    },
  },
  {
    id: 'W10',
    async run(site) {
      const issue = await site.makeIssue('required field');
      const { transitions } = await site.get(
        `/issue/${issue.id}/transitions?expand=transitions.fields`,
      );
      for (const { id, fields } of transitions) {
        const required = Object.entries(fields ?? {}).find(
          ([, field]: [string, Body]) => field.required && !field.hasDefaultValue,
        );
        if (!required) continue;
        const path = `/issue/${issue.id}/transitions`;
        const { status, body } = await site.ask('POST', path, { transition: { id } });
        return judge(status === 400 && required[0] in (body.errors ?? {}), { status, body });
      }
      return open('a workflow whose first transitions have a screen with a required field');
    },
  },
  {
    id: 'W11',
    async run(site) {
      const issue = await site.makeIssue('unassignable');
      const summary = '[smoke] must not be written';
      const { status, body } = await edit(site, issue, {
        summary,
        assignee: { accountId: '5b10a2844c20165700ede21f' },
      });
      const { fields } = await site.get(`/issue/${issue.id}?fields=summary`);
      const isRefused = status === 400 && 'assignee' in (body.errors ?? {});
      return judge(isRefused && fields.summary !== summary, { status, body });
    },
  },
  {
    id: 'W13',
    async run(site) {
      const issue = await site.makeIssue('restricted comment');
      const comments = `/issue/${issue.id}/comment`;
      const created = await site.ask('POST', comments, {
        body: paragraph('for few'),
        visibility: { type: 'role', value: ROLE },
        properties: [{ key: 'smoke', value: { kept: true } }],
      });
      if (created.status !== 201) return open(`the role ${ROLE} in the project: ${created.status}`);
      const path = `${comments}/${created.body.id}`;
      await site.demand('PUT', path, { body: paragraph('edited') });
      const { visibility, properties } = await site.get(`${path}?expand=properties`);
      const isKept = visibility?.value === ROLE && properties?.length === 1;
      return judge(isKept, { visibility, properties });
    },
  },
  {
    id: 'W14',
    async run(site) {
      const issue = await site.makeIssue('comment edited');
      const comments = `/issue/${issue.id}/comment`;
      const { id } = await site.demand('POST', comments, { body: paragraph('first') });
      const before = await lookAt(site, issue);
      await site.demand('PUT', `${comments}/${id}`, { body: paragraph('second') });
      const edited = await lookAt(site, issue);
      await site.demand('DELETE', `${comments}/${id}`);
      const deleted = await lookAt(site, issue);
      const moved = before.updated < edited.updated && edited.updated < deleted.updated;
      return judge(moved && before.entries === deleted.entries, { before, edited, deleted });
    },
  },
  {
    id: 'W15',
    async run(site) {
      const issue = await site.makeIssue('property');
      const before = await lookAt(site, issue);
      await site.demand('PUT', `/issue/${issue.id}/properties/smoke`, { x: 1 });
      const after = await lookAt(site, issue);
      return judge(JSON.stringify(before) === JSON.stringify(after), { before, after });
    },
  },
  {
    id: 'W16',
    async run(site) {
      const { from, to } = await linkTwo(site);
      const seen = [await lookAt(site, from), await lookAt(site, to)];
      return judge(
        seen.every(({ entries }) => entries === 1),
        seen,
      );
    },
  },
  {
    id: 'W17',
    async run(site) {
      const { from, to } = await linkTwo(site);
      const linkOf = async (issue: Issue) =>
        (await site.get(`/issue/${issue.id}?fields=issuelinks`)).fields.issuelinks[0];
      const [one, other] = [await linkOf(from), await linkOf(to)];
      const seen = { inward: one.outwardIssue?.key, outward: other.inwardIssue?.key };
      return judge(seen.inward === to.key && seen.outward === from.key, seen);
    },
  },
  {
    id: 'W18',
    async run(site) {
      const { secondProjectKey } = site.options;
      if (!secondProjectKey) return open('--second-project, and an issue moved by hand meanwhile');
      const issue = await site.makeIssue('to be moved', {
        properties: [{ key: 'smoke', value: { moved: true } }],
      });
      const { issueTypes } = await site.get(`/issue/createmeta/${secondProjectKey}/issuetypes`);
      const type = issueTypes.find(({ subtask }: Body) => !subtask);
      const move = {
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferStatusDefaults: true,
        inferSubtaskTypeDefault: true,
        issueIdsOrKeys: [issue.key],
      };
      await site.demand('POST', '/bulk/issues/move', {
        sendBulkNotification: false,
        targetToSourcesMapping: { [`${secondProjectKey},${type.id}`]: move },
      });
      await site.waitFor(async () => (await find()).key !== issue.key);
      const moved = await find();
      const isKept = moved.id === issue.id && moved.properties?.smoke?.moved === true;
      return judge(isKept, { before: issue.key, after: moved.key, properties: moved.properties });

      async function find(): Promise<Body> {
        return site.get(`/issue/${issue.key}?fields=summary&properties=*all`);
      }
    },
  },
  {
    id: 'W21',
    async run(site) {
      const issue = await site.makeIssue('logged work');
      const timetracking = { originalEstimate: '2h', remainingEstimate: '2h' };
      const { status } = await edit(site, issue, { timetracking });
      if (status !== 204) return open('the field Time tracking on the edit screen');
      const path = `/issue/${issue.id}/worklog`;
      const how = 'adjustEstimate=leave';
      const visibility = { type: 'role', value: ROLE };
      const entry = { timeSpentSeconds: 3600, visibility };
      const { id } = await site.demand('POST', `${path}?${how}`, entry);
      const logged = await readEstimate();
      const change = { timeSpentSeconds: 1800 };
      const edited = await site.demand('PUT', `${path}/${id}?${how}`, change);
      const changed = await readEstimate();
      await site.demand('DELETE', `${path}/${id}?${how}`);
      const estimates = [logged, changed, await readEstimate()];
      const isKept = edited.visibility?.value === ROLE && estimates.every((left) => left === 7200);
      return judge(isKept, { estimates, visibility: edited.visibility });

      async function readEstimate(): Promise<unknown> {
        return (await site.get(`/issue/${issue.id}?fields=timeestimate`)).fields.timeestimate;
      }
    },
  },
  {
    id: 'W23',
    async run(site) {
      const issue = await site.makeIssue('opened comment');
      const path = `/issue/${issue.id}/comment`;
      const visibility = { type: 'role', value: ROLE };
      const { id } = await site.demand('POST', path, { body: paragraph('few'), visibility });
      const change = { body: paragraph('all'), visibility: null };
      await site.demand('PUT', `${path}/${id}`, change);
      const opened = await site.get(`${path}/${id}`);
      return judge(!opened.visibility, { visibility: opened.visibility });
    },
  },
  {
    id: 'W24',
    async run(site) {
      const issues = [await site.makeIssue('marked'), await site.makeIssue('marked too')];
      const { status } = await site.ask('POST', '/issue/properties/multi', {
        issues: issues.map(({ id }) => ({ issueID: Number(id), properties: { smoke: { x: 1 } } })),
      });
      const isKept = async () => {
        const paths = issues.map(({ id }) => `/issue/${id}/properties/smoke`);
        const found = await Promise.all(paths.map((path) => site.ask('GET', path)));
        return found.every((answer) => answer.status === 200);
      };
      const tookMs = await site.waitFor(isKept);
      return judge(status === 303 && tookMs !== undefined, { status, tookMs });
    },
  },
];

async function linkTwo(site: JiraSite): Promise<{ readonly from: Issue; readonly to: Issue }> {
  const [from, to] = [await site.makeIssue('blocks'), await site.makeIssue('is blocked')];
  await site.demand('POST', '/issueLink', {
    type: { name: 'Blocks' },
    inwardIssue: { key: from.key },
    outwardIssue: { key: to.key },
  });
  return { from, to };
}

/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** @returns the attachment */
export async function attach(site: JiraSite, issue: Issue, name: string): Promise<Body> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(PIXEL, 'base64')], { type: 'image/png' }), name);
  const [attachment] = await site.demand('POST', `/issue/${issue.id}/attachments`, form);
  return attachment;
}

function picture(id: string): object {
  const media = { type: 'media', attrs: { type: 'file', id, collection: '' } };
  const content = [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] }];
  return { type: 'doc', version: 1, content };
}
