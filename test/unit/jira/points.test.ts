import { expect, it } from 'vitest';
import { createJiraClient } from '../../../src/jira/client';
import { pointsOfRead } from '../../../src/jira/points';
import { walkToStatus } from '../../../src/jira/transitions';
import { insideForge } from '../../support/forge-globals';
import { empty, json } from '../../support/recording-http';

it.each([
  ['one issue', '/rest/api/3/issue/10001', { id: '10001' }, 2],
  ['a page of issues', '/rest/api/3/search/jql', { issues: [{}, {}, {}] }, 4],
  ['a page of none', '/rest/api/3/search/jql', { issues: [] }, 1],
  ['a list without a name', '/rest/api/3/project/1/statuses', [{}, {}], 3],
  ['people, who count twice', '/rest/api/3/user/search', [{}, {}], 5],
  ['the content of a file', '/rest/api/3/attachment/content/1', null, 2],
])('a read of %s costs one point and one for each object', (_what, path, body, points) => {
  expect(pointsOfRead(path, body)).toBe(points);
});

it('counts every call of a walk to a status, with what each of them answers', async () => {
  const spent: number[] = [];
  const onCall = (points: number) => spent.push(points);
  const client = createJiraClient({ as: 'app', clock: { nowMs: () => 0 }, onCall });
  const transitions = ['Review', 'Done'].map((name) => ({
    id: name,
    to: { id: name, name, statusCategory: { key: 'done' } },
  }));
  const jira = async ({ method }: Request) =>
    method === 'GET' ? json({ transitions }) : empty(204);
  await insideForge({ jira }, () => walkToStatus(client, '10001', 'Done'));
  expect(spent).toEqual([3, 1]);
});
