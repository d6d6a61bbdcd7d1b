import { describe, expect, it } from 'vitest';
import { quietTrackers } from '../../../../src/sync/trial/quiet-trackers';
import { notingTrackers } from '../../../support/noting-trackers';

describe('a look at the trackers', () => {
  const { trackers, calls } = notingTrackers({
    jira: { readIssue: () => ({ kind: 'gone' }), findMediaIds: () => new Map() },
    remote: { findValue: () => '7' },
  });
  const quiet = quietTrackers(trackers);

  it('may read, on the side that it is meant for', async () => {
    expect([quiet.jira.side, quiet.remote.side]).toEqual(['jira', 'remote']);
    expect(await quiet.jira.readIssue('1', { sinceEntryId: 0 })).toEqual({ kind: 'gone' });
    await quiet.jira.findMediaIds(['5']);
    expect(calls).toEqual([
      ['jira', 'readIssue', '1', { sinceEntryId: 0 }],
      ['jira', 'findMediaIds', ['5']],
    ]);
  });

  it('finds values and makes none', async () => {
    expect(await quiet.remote.findValue('status', 'New', true)).toBe('7');
    expect(calls.at(-1)).toEqual(['remote', 'findValue', 'status', 'New', false]);
  });

  it.each(['writeIssue', 'addComment', 'deleteIssue', 'createIssue', 'listIssues'] as const)(
    'may not call %s',
    (method) => {
      expect(() => quiet.jira[method]).toThrow(`a look may not call ${method}`);
    },
  );
});
