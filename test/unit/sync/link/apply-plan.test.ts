import { describe, expect, it } from 'vitest';
import { composeCopy } from '../../../../src/core/comments/compose-copy';
import type { CommentWrite } from '../../../../src/core/comments/plan-comments';
import type { Mapping } from '../../../../src/core/mapping';
import type { FieldWrite, Plan } from '../../../../src/core/plan';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import { applyPlan, isUnknown } from '../../../../src/sync/link/apply-plan';
import { aComment, aLink, aMapping, aSnapshot } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const BEFORE = {
  jira: aSnapshot('jira', { lastEntryId: 4 }),
  remote: aSnapshot('remote', { lastEntryId: 8 }),
};
const AFTER = {
  jira: aSnapshot('jira', { title: 'after' }),
  remote: aSnapshot('remote', { title: 'after' }),
};

const ORIGINAL = aComment('jira', { id: '500' });
const PRIVATE = aComment('jira', { id: '501', isPrivate: true });
const copy = (original = ORIGINAL): CommentWrite => ({ kind: 'copy', origin: 'jira', original });
const edit = (original = ORIGINAL): CommentWrite => ({
  kind: 'edit',
  origin: 'jira',
  original,
  copyId: '700',
});
const TAKE_BACK: CommentWrite = {
  kind: 'take-back',
  origin: 'jira',
  originalId: '500',
  copyId: '700',
  why: 'original-deleted',
};
const REFUSED = { kind: 'refused', message: 'no' } as const;
const MAPPING = aMapping();
const bodyOf = (original = ORIGINAL) => composeCopy(MAPPING, 'jira', original);

function apply(
  { fieldWrites = [] as readonly FieldWrite[], commentWrites = [] as readonly CommentWrite[] },
  answers: { readonly jira?: Answers; readonly remote?: Answers },
  mapping: Mapping = MAPPING,
) {
  const { trackers, calls } = notingTrackers({
    jira: { readIssue: () => ({ kind: 'found', snapshot: AFTER.jira }), ...answers.jira },
    remote: { readIssue: () => ({ kind: 'found', snapshot: AFTER.remote }), ...answers.remote },
  });
  const plan = { fieldWrites, commentWrites, link: aLink() } as unknown as Plan;
  return { applied: applyPlan(trackers, mapping, plan, BEFORE), calls };
}

const NOTHING = { jira: [], remote: [] };

describe('a plan that is carried out', () => {
  it('costs no call on a side that nothing is written to', async () => {
    const { applied, calls } = apply({}, {});
    expect(await applied).toEqual({
      after: BEFORE,
      refused: NOTHING,
      goneCopies: new Set(),
      refusedCopies: new Map(),
    });
    expect(calls).toEqual([]);
  });

  it('writes the fields of a side at once, and reads it back from what was known of it', async () => {
    const refusal = { field: 'status', message: 'no transition' };
    const { applied, calls } = apply(
      {
        fieldWrites: [
          { field: 'summary', side: 'remote', value: 'a' },
          { field: 'status', side: 'remote', value: '2' },
        ],
      },
      { remote: { writeIssue: () => ({ refused: [refusal] }) } },
    );
    expect(await applied).toEqual({
      after: { jira: BEFORE.jira, remote: AFTER.remote },
      refused: { jira: [], remote: [refusal] },
      goneCopies: new Set(),
      refusedCopies: new Map(),
    });
    expect(calls).toEqual([
      ['remote', 'writeIssue', { issueId: '12', fields: { summary: 'a', status: '2' } }],
      ['remote', 'readIssue', '12', { sinceEntryId: 8, newestCommentsOnly: true }],
    ]);
  });

  it('says of a list without a history what it was made of', async () => {
    const { applied, calls } = apply(
      {
        fieldWrites: [
          { field: 'summary', side: 'remote', value: 'a' },
          { field: 'watchers', side: 'remote', value: '5' },
        ],
      },
      { remote: { writeIssue: () => ({ refused: [] }) } },
    );
    await applied;
    const fields = { summary: 'a', watchers: '5' };
    expect(calls[0]).toEqual([
      'remote',
      'writeIssue',
      { issueId: '12', fields, before: { watchers: null } },
    ]);
  });

  it('writes both sides', async () => {
    const writes: Answers = { writeIssue: () => ({ refused: [] }) };
    const { applied } = apply(
      {
        fieldWrites: [
          { field: 'summary', side: 'jira', value: 'a' },
          { field: 'due', side: 'remote', value: 'b' },
        ],
      },
      { jira: writes, remote: writes },
    );
    expect((await applied).after).toEqual(AFTER);
  });

  it.each<[CommentWrite, Answers, readonly unknown[]]>([
    [
      copy(),
      { addComment: () => ({ commentId: null }) },
      ['remote', 'addComment', '12', bodyOf(), undefined],
    ],
    [
      copy(PRIVATE),
      { addPrivateComment: () => 'done' },
      ['remote', 'addPrivateComment', '12', bodyOf(PRIVATE)],
    ],
    [edit(), { editComment: () => 'done' }, ['remote', 'editComment', '12', '700', bodyOf()]],
    [
      edit(PRIVATE),
      { editPrivateComment: () => 'done' },
      ['remote', 'editPrivateComment', '12', '700', bodyOf(PRIVATE)],
    ],
    [TAKE_BACK, { deleteComment: () => undefined }, ['remote', 'deleteComment', '12', '700']],
  ])('carries a comment across: %#', async (write, remote, call) => {
    const { applied, calls } = apply({ commentWrites: [write] }, { remote });
    const { after, goneCopies, refusedCopies } = await applied;
    expect([after.remote, goneCopies.size, refusedCopies.size]).toEqual([AFTER.remote, 0, 0]);
    expect(calls[0]).toEqual(call);
  });

  it('tells which copies somebody had deleted, and which were refused', async () => {
    const { applied } = apply(
      { commentWrites: [edit(), copy(PRIVATE), TAKE_BACK] },
      {
        remote: {
          editComment: () => 'gone',
          addPrivateComment: () => REFUSED,
          deleteComment: () => undefined,
        },
      },
    );
    const { goneCopies, refusedCopies } = await applied;
    expect([goneCopies, refusedCopies]).toEqual([new Set(['700']), new Map([[PRIVATE, 'no']])]);
  });

  it('tells of an edit that was refused', async () => {
    const { applied } = apply(
      { commentWrites: [edit()] },
      { remote: { editComment: () => REFUSED } },
    );
    const { goneCopies, refusedCopies } = await applied;
    expect([goneCopies.size, refusedCopies]).toEqual([0, new Map([[ORIGINAL, 'no']])]);
  });
});

describe('a plan that fails', () => {
  const write = (side: 'jira' | 'remote'): FieldWrite => ({ field: 'summary', side, value: 'a' });
  const both = { fieldWrites: [write('jira'), write('remote')] };
  const fail = (error: Error): Answers => ({
    writeIssue: () => {
      throw error;
    },
  });
  const refused = new PermanentError('[jira] 400', 'refused');
  const notDone = new RetryLaterError('[jira] 503', null, 'not-done');
  const unknown = new RetryLaterError('[redmine] no answer', null, 'unknown');

  it.each([
    ['the first', refused, notDone, refused],
    ['the one that leaves most open', notDone, unknown, unknown],
  ])('tells of %s', async (_what, jira, remote, expected) => {
    const { applied } = apply(both, { jira: fail(jira), remote: fail(remote) });
    await expect(applied).rejects.toBe(expected);
  });

  it('leaves neither side under way', async () => {
    let isDone = false;
    const slow: Answers = {
      writeIssue: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        isDone = true;
        return { refused: [] };
      },
    };
    const { applied } = apply(both, { jira: fail(refused), remote: slow });
    await expect(applied).rejects.toBe(refused);
    expect(isDone).toBe(true);
  });

  it('is tried again where what was written cannot be read back', async () => {
    const { applied } = apply(
      { fieldWrites: [write('remote')] },
      { remote: { writeIssue: () => ({ refused: [] }), readIssue: () => ({ kind: 'hidden' }) } },
    );
    await expect(applied).rejects.toMatchObject({
      message: '[remote] #12 of link main:12 could not be read back: hidden',
      outcome: 'not-done',
    });
  });

  it('may have written where nobody answered', () => {
    expect([refused, notDone, unknown, 'x'].map(isUnknown)).toEqual([false, false, true, false]);
  });
});
