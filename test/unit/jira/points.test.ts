import { expect, it } from 'vitest';
import { pointsOfRead } from '../../../src/jira/points';

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
