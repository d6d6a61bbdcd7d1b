import { describe, expect, it } from 'vitest';
import type { CommentWrite } from '../../../../src/core/comments/plan-comments';
import {
  auditComments,
  listRefusedCopies,
  settleComments,
} from '../../../../src/core/comments/settle-comments';
import { digestText } from '../../../../src/core/digest';
import type { CommentPair } from '../../../../src/core/link';
import type { Comment } from '../../../../src/core/model';
import { type Plan, planLink } from '../../../../src/core/plan';
import type { SettleInput } from '../../../../src/core/settle-input';
import {
  aComment,
  adfText,
  aLink,
  aMapping,
  aPair,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const ORIGINAL = aComment('jira', { id: '1', body: adfText('hello again') });
const DIGEST = digestText(ORIGINAL.body) ?? '';
const PAIR = aPair({ jira: '1', remote: '2', digest: 'before' });
const OTHER = aPair({ jira: '3', remote: '4', digest: 'other' });

const COPY: CommentWrite = { kind: 'copy', origin: 'jira', original: ORIGINAL };
const EDIT: CommentWrite = { kind: 'edit', origin: 'jira', original: ORIGINAL, copyId: '2' };
const TAKE_BACK: CommentWrite = {
  kind: 'take-back',
  origin: 'jira',
  originalId: '1',
  copyId: '2',
  why: 'original-restricted',
};

interface Done {
  readonly write: CommentWrite;
  readonly pairs?: readonly CommentPair[];
  readonly gone?: readonly string[];
  /** What the tracker said to the write of the original. */
  readonly refusal?: string;
  /** What stands across afterwards. */
  readonly copies?: readonly Comment[];
}

function inputOf({ write, pairs = [PAIR, OTHER], gone = [], refusal, copies = [] }: Done) {
  const before = { jira: aSnapshot('jira', { comments: [ORIGINAL] }), remote: aSnapshot('remote') };
  const planned: Plan = planLink({
    mapping: aMapping({ fields: [], comments: null }),
    link: aLink(),
    comments: [],
    attachments: [],
    snapshots: before,
    texts: {},
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    nowMs: NOW_MS,
  });
  const input: SettleInput = {
    mapping: aMapping(),
    plan: { ...planned, comments: pairs, commentWrites: [write] },
    before,
    after: { jira: before.jira, remote: aSnapshot('remote', { comments: copies }) },
    refused: { jira: [], remote: [] },
    authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
    goneCopies: new Set(gone),
    refusedCopies: new Map(refusal === undefined ? [] : [[ORIGINAL, refusal]]),
    nowMs: NOW_MS,
    cause: 'sweep',
  };
  return input;
}

describe('the pairs of comments after a write', () => {
  it.each<[string, Done, readonly CommentPair[]]>([
    ['an edit', { write: EDIT }, [{ ...PAIR, digest: DIGEST }, OTHER]],
    [
      'an edit that the tracker refused',
      { write: EDIT, refusal: 'no' },
      [{ ...PAIR, digest: DIGEST, editRefused: true }, OTHER],
    ],
    [
      'an edit after one that was refused',
      { write: EDIT, pairs: [{ ...PAIR, editRefused: true }] },
      [{ ...PAIR, digest: DIGEST }],
    ],
    [
      'an edit of a copy that somebody had deleted',
      { write: EDIT, gone: ['2'] },
      [{ ...PAIR, withdrawn: 'copy-gone' }, OTHER],
    ],
    ['a take-back', { write: TAKE_BACK }, [{ ...PAIR, withdrawn: 'original-restricted' }, OTHER]],
    [
      'a take-back from the other side, whose ids are not these',
      { write: { ...TAKE_BACK, origin: 'remote' } },
      [PAIR, OTHER],
    ],
    [
      'a copy that is there now',
      { write: COPY, pairs: [OTHER], copies: [aComment('remote', { id: '2', copyOf: '1' })] },
      [OTHER, { ...PAIR, digest: DIGEST }],
    ],
    [
      'a private copy',
      {
        write: COPY,
        pairs: [],
        copies: [aComment('remote', { id: '2', copyOf: '1', restricted: true })],
      },
      [{ ...PAIR, digest: DIGEST, isPrivate: true }],
    ],
    [
      'a copy that the tracker refused',
      { write: COPY, pairs: [OTHER], refusal: 'no' },
      [
        OTHER,
        {
          origin: 'jira',
          jira: '1',
          remote: '',
          digest: '',
          isPrivate: true,
          withdrawn: 'refused',
        },
      ],
    ],
    ['a copy that is nowhere to be seen', { write: COPY, pairs: [OTHER] }, [OTHER]],
  ])('%s', (_what, done, pairs) => {
    expect(settleComments(inputOf(done))).toEqual(pairs);
  });
});

describe('a comment that the tracker refused', () => {
  const problem = {
    kind: 'comment-refused',
    side: 'remote',
    field: 'comment',
    value: 'jira 1',
    foundAtMs: NOW_MS,
  };
  const again =
    'It is tried again when somebody asks for a sync of the pair or changes the mapping.';

  it.each<[string, Done, readonly object[]]>([
    [
      'as a copy',
      { write: COPY, refusal: 'no right' },
      [
        {
          ...problem,
          message: `A private comment of WEB-1 stays in Jira, since it cannot be made private in Redmine: no right. ${again}`,
        },
      ],
    ],
    [
      'as an edit',
      { write: EDIT, refusal: 'no right' },
      [
        {
          ...problem,
          message: `The last edit of a comment of WEB-1 stays in Jira, since its copy in Redmine could not be edited: no right. ${again}`,
        },
      ],
    ],
    ['not at all', { write: COPY }, []],
    ['while its copy was taken back', { write: TAKE_BACK, refusal: 'no right' }, []],
  ])('is told: %s', (_what, done, problems) => {
    expect(listRefusedCopies(inputOf(done))).toEqual(problems);
  });
});

describe('the trail of comments', () => {
  const entry = {
    atMs: NOW_MS,
    linkId: 'main:12',
    mappingId: 'web',
    side: 'remote',
    field: 'comment',
    from: '1',
    to: DIGEST,
    cause: 'sweep',
  };

  it.each<[string, Done, object]>([
    ['copied', { write: COPY }, { ...entry, kind: 'comment-copied' }],
    ['edited', { write: EDIT }, { ...entry, kind: 'comment-edited' }],
    ['taken back', { write: TAKE_BACK }, { ...entry, kind: 'comment-deleted', to: null }],
    ['refused', { write: EDIT, refusal: 'no' }, { ...entry, kind: 'problem-found' }],
  ])('has an entry for one that was %s', (_what, done, told) => {
    expect(auditComments(inputOf(done))).toEqual([told]);
  });
});
