import { expect, it } from 'vitest';
import { pairOf } from '../../../../src/core/twins/marked-pair';

it('a marker names the other issue of its pair, whichever side carries it', () => {
  const issue = { issueId: '12', marker: '10100.n-1' };
  expect([
    pairOf('remote', issue),
    pairOf('jira', issue),
    pairOf('jira', { issueId: '12', marker: 'of somebody else' }),
    pairOf('jira', { issueId: '12', marker: null }),
  ]).toEqual([{ jira: '10100', remote: '12' }, { jira: '12', remote: '10100' }, null, null]);
});
