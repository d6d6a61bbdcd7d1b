/** Try it on a few: what it says is what the sync then does, and saying it writes nothing. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listStored } from '../support/in-process/app-storage';
import { findRedmineIssues, makePair } from '../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';
import { doc } from '../support/local-host/adf';

let world: InProcessWorld;
beforeEach(() => {
  world = openInProcessWorld();
});
afterEach(() => world.host.stop());

const NONE = { jira: 0, remote: 0 };

async function tryQuietly(issues: object, more: object = {}) {
  const stored = JSON.stringify(listStored(world.store, ''));
  world.host.ledger.reset();
  const trial = await world.callAdmin('tryIssues', { mappingId: 'web', issues, ...more });
  const { requests, kvs, queue } = world.host.ledger.read();
  expect([requests.jira.writes, requests.redmine.writes, kvs.writes.count, queue.pushes]).toEqual([
    0, 0, 0, 0,
  ]);
  expect(JSON.stringify(listStored(world.store, ''))).toBe(stored);
  return trial;
}

it('tells of pairs what would change, clash and stay behind, and of nothing else', async () => {
  await world.configure();
  const quiet = await makePair(world, 'Quiet');
  const pair = await makePair(world, 'Basket');
  await world.asRedmine('grace', 'PUT', `/issues/${pair.redmineId}.json`, {
    issue: { subject: 'Basket in Redmine', due_date: '2031-02-02', notes: 'Seen it too.' },
  });
  await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
    fields: {
      summary: 'Basket in Jira',
      assignee: { accountId: world.jira.accounts.linus },
      priority: { name: 'Highest' },
    },
  });
  const names = [`#${quiet.redmineId}`, pair.key, 'WEB-999', 'soon'];
  const { tried, unknown, left } = await tryQuietly({ names });
  const told = tried.map(({ urls: _urls, ...issue }) => issue);
  expect(told).toEqual([
    {
      name: `#${quiet.redmineId}`,
      kind: 'pair',
      keys: { jira: quiet.key, remote: `#${quiet.redmineId}` },
      title: 'Quiet',
      reason: null,
      details: [],
      comments: NONE,
    },
    {
      name: pair.key,
      kind: 'pair',
      keys: { jira: pair.key, remote: `#${pair.redmineId}` },
      title: 'Basket in Jira',
      reason: null,
      details: [
        { kind: 'change', side: 'jira', field: 'duedate', from: null, to: '2031-02-02' },
        { kind: 'conflict', field: 'summary', jira: 'Basket in Jira', remote: 'Basket in Redmine' },
        { kind: 'person-not-mapped', side: 'jira', field: 'assignee', value: 'Linus Pauling' },
        { kind: 'value-not-mapped', side: 'jira', field: 'priority', value: 'Highest' },
      ],
      comments: { jira: 1, remote: 0 },
    },
  ]);
  expect([unknown, left]).toEqual([['WEB-999', 'soon'], []]);

  await world.settle();
  const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
  expect([body.fields.duedate, body.fields.comment.total]).toEqual(['2031-02-02', 1]);
});

it('tells of an issue without a twin what the twin would be, by rules that are not saved', async () => {
  await world.configure({ mapping: { create: { jira: true, redmine: false } } });
  const made = await world.asJira('ada', 'POST', '/issue', {
    fields: {
      project: { key: 'WEB' },
      issuetype: { name: 'Bug' },
      summary: 'Lonely',
      priority: { name: 'High' },
      description: {
        ...doc(),
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'ask ' },
              {
                type: 'mention',
                attrs: { id: world.jira.accounts.linus, text: '@Linus Torvalds' },
              },
            ],
          },
        ],
      },
    },
  });
  await world.settle();
  const names = [made.body.key];
  const [asIs] = (await tryQuietly({ names })).tried;
  expect(asIs).toMatchObject({
    kind: 'create-in-remote',
    reason: 'The mapping creates no twins there.',
  });

  const { document } = await world.callAdmin('exportConfiguration');
  const [web] = document.mappings;
  const draft = {
    ...document,
    mappings: [{ ...web, create: { jira: true, redmine: true }, priorities: [] }],
  };
  const { tried } = await tryQuietly({ names }, { document: draft });
  expect(tried).toEqual([
    {
      name: made.body.key,
      kind: 'create-in-remote',
      keys: { jira: made.body.key },
      urls: { jira: expect.stringContaining(made.body.key) },
      title: 'Lonely',
      reason: null,
      details: [
        { kind: 'change', side: 'remote', field: 'summary', from: null, to: 'Lonely' },
        {
          kind: 'change',
          side: 'remote',
          field: 'description',
          from: null,
          to: 'ask Linus Torvalds',
        },
        { kind: 'change', side: 'remote', field: 'issuetype', from: null, to: 'Bug' },
        { kind: 'change', side: 'remote', field: 'status', from: null, to: 'New' },
        { kind: 'lossy', field: 'description', what: ['mentions'] },
        {
          kind: 'person-not-mapped',
          side: 'jira',
          field: 'description',
          value: 'Linus Torvalds',
        },
      ],
      comments: NONE,
    },
  ]);
  expect(await findRedmineIssues(world, 'Lonely')).toEqual([]);
});

it('takes the newest of a side, and tells of those that are not covered why', async () => {
  await world.configure();
  const pair = await makePair(world, 'Newest');
  const ops = await world.asJira('ada', 'POST', '/issue', {
    fields: { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'Elsewhere' },
  });
  await world.settle();
  await world.runTimer('sweep');
  const { tried } = await tryQuietly({ newest: 1, of: 'remote' });
  expect(tried).toMatchObject([{ kind: 'pair', keys: { remote: `#${pair.redmineId}` } }]);
  const elsewhere = await tryQuietly({ names: [ops.body.key] });
  expect(elsewhere.tried).toMatchObject([
    { kind: 'skip', reason: 'The issue is in no mapped project.', details: [] },
  ]);
});
