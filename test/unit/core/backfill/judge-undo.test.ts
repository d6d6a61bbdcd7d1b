import { describe, expect, it } from 'vitest';
import { judgeUndo } from '../../../../src/core/backfill/judge-undo';
import { aLink, aMapping, aSnapshot, NOW_MS } from '../../../support/builders';

const MADE = { side: 'jira', id: '10001', key: 'WEB-1' } as const;

/** The row of a twin that the run made in Jira, which the app does not see now. */
function judge(isMadeGone: boolean) {
  const { kind, ...rest } = judgeUndo({
    mapping: aMapping(),
    number: 0,
    outcome: { kind: 'done', linkId: 'main:1', atMs: NOW_MS, made: MADE },
    link: aLink(),
    comments: [],
    attachments: [],
    time: [],
    snapshots: { remote: aSnapshot('remote') },
    authorship: { jira: () => 'ours', remote: () => 'not-ours' },
    isMadeGone,
  });
  return 'reason' in rest ? { kind, reason: rest.reason } : { kind };
}

describe('undoing a twin that cannot be seen', () => {
  it('parts the pair where the twin is proven to be deleted', () => {
    expect(judge(true)).toEqual({ kind: 'delete' });
  });

  it('leaves the pair alone where it may only be hidden: the next run would make a second twin', () => {
    expect(judge(false)).toEqual({ kind: 'left', reason: 'WEB-1 is gone or hidden' });
  });
});
