import { expect, it } from 'vitest';
import type { SyncJob } from '../../../../src/ports';
import { isLeftToCursors } from '../../../../src/sync/failing/is-left-to-cursors';
import { newJob } from '../../../../src/sync/new-job';

const aJob = (cause: string, more: Partial<SyncJob> = {}): SyncJob => ({
  ...newJob({ mappingId: 'web', side: 'jira', issueId: '10100', linkId: null, cause }),
  ...more,
});

it.each<[string, SyncJob, number | undefined, number, boolean]>([
  ['a bell of Jira that rang since the circuit opened', aJob('jira'), 100, 101, true],
  ['a bell of Redmine that rang since', aJob('remote'), 100, 101, true],
  ['one that rang when it opened', aJob('jira'), 100, 100, false],
  ['one that no circuit held up', aJob('jira'), undefined, 101, false],
  ['a deletion, which no sweep finds', aJob('jira', { deleted: true }), 100, 101, false],
  ['what a person asked for', aJob('an-account'), 100, 101, false],
  ['what the sweep found', aJob('sweep'), 100, 101, false],
])('is left to the sweep: %s', (_what, job, openedAtMs, pushedAtMs, expected) => {
  expect(isLeftToCursors(job, openedAtMs, pushedAtMs)).toBe(expected);
});
