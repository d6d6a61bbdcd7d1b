import { describe, expect, it } from 'vitest';
import {
  type AttachmentResult,
  isProblemOver,
  settleAttachments,
} from '../../../../src/core/attachments/settle-attachments';
import type { AttachmentPair } from '../../../../src/core/link';
import type { Attachment, Comment } from '../../../../src/core/model';
import {
  aComment,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const original = anAttachment('jira', { id: '1' });
const write = {
  kind: 'copy',
  origin: 'jira',
  original,
  lookAlikes: [],
  replaces: null,
} as const;

function settle(
  result: AttachmentResult,
  {
    pairs = [],
    remote = [],
    notes = [],
  }: {
    pairs?: readonly AttachmentPair[];
    remote?: readonly Attachment[];
    notes?: readonly Comment[];
  } = {},
) {
  return settleAttachments({
    mapping: aMapping(),
    link: aLink(),
    pairs,
    results: [result],
    after: {
      jira: aSnapshot('jira', { attachments: [original] }),
      remote: aSnapshot('remote', { attachments: remote, comments: notes }),
    },
    nowMs: NOW_MS,
    cause: 'jira',
  });
}

const audit = {
  atMs: NOW_MS,
  kind: 'attachment-copied',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'attachment',
  from: '1',
  to: 'd',
  cause: 'jira',
};

describe('an attachment that was written', () => {
  it('is paired with the copy that the tracker named', () => {
    expect(settle({ kind: 'copied', write, copyId: '2', digest: 'd' })).toEqual({
      pairs: [anAttachmentPair()],
      problems: [],
      audit: [audit],
    });
  });

  it('is paired with the copy that was read back where the tracker named none', () => {
    const remote = [
      anAttachment('remote', { id: '8', isCopy: true, copyOf: '99' }),
      anAttachment('remote', { id: '9', isCopy: true, copyOf: '1' }),
    ];
    const { pairs } = settle({ kind: 'copied', write, copyId: null, digest: 'd' }, { remote });
    expect(pairs).toEqual([anAttachmentPair({ remote: '9' })]);
  });

  it('and is not there is a problem, not a loop', () => {
    const settled = settle({ kind: 'copied', write, copyId: null, digest: 'd' });
    expect(settled).toMatchObject({
      pairs: [anAttachmentPair({ remote: '', digest: '', is: 'refused' })],
      problems: [{ kind: 'attachment-refused', side: 'remote', field: 'attachment', value: '1' }],
      audit: [{ kind: 'problem-found' }],
    });
  });

  it('belongs to us where the same content was left behind by a lost run, which is told now', () => {
    const found = anAttachment('remote', { id: '2', isCopy: true });
    const other = anAttachmentPair({ jira: '7', remote: '9' });
    const { pairs, audit: told } = settle(
      { kind: 'found', write, found, digest: 'd' },
      { pairs: [other] },
    );
    expect({ pairs, told }).toEqual({
      pairs: [other, anAttachmentPair()],
      told: [{ ...audit, cause: 'recovered' }],
    });
  });

  it('is known by the name that it was sent with, so that a rename follows', () => {
    const found = anAttachment('remote', { id: '2', isCopy: true, name: 'former.txt' });
    expect(settle({ kind: 'found', write, found, digest: 'd' }).pairs).toEqual([
      anAttachmentPair({ name: 'former.txt' }),
    ]);
  });

  it("does not belong to us where it was somebody's own, or stands for another original", () => {
    const own = anAttachment('remote', { id: '2' });
    expect(settle({ kind: 'found', write, found: own, digest: 'd' }).pairs).toEqual([
      anAttachmentPair({ is: 'found' }),
    ]);
    const copy = anAttachment('remote', { id: '2', isCopy: true });
    const pairs = [anAttachmentPair({ jira: '7' })];
    expect(settle({ kind: 'found', write, found: copy, digest: 'd' }, { pairs }).pairs).toEqual([
      anAttachmentPair({ jira: '7' }),
      anAttachmentPair({ is: 'found' }),
    ]);
  });

  it('replaces what was known of it under its former name', () => {
    const renamed = { ...write, original: { ...original, name: 'new' }, replaces: '2' };
    const { pairs } = settle(
      { kind: 'copied', write: renamed, copyId: '3', digest: 'e' },
      { pairs: [anAttachmentPair()] },
    );
    expect(pairs).toEqual([anAttachmentPair({ remote: '3', name: 'new', digest: 'e' })]);
  });

  it('tells that the copy under the former name went, or that it stays', () => {
    const renamed = { ...write, replaces: '2' };
    const told = [true, false].map(
      (isGone) => settle({ kind: 'replaced', write: renamed, isGone }, {}).audit,
    );
    expect(told).toEqual([
      [{ ...audit, kind: 'attachment-deleted', from: '2', to: null }],
      [{ ...audit, kind: 'problem-found', from: '2', to: null }],
    ]);
  });

  it('is known no more once its copy was taken back', () => {
    const pair = anAttachmentPair();
    const settled = settle(
      { kind: 'taken-back', write: { kind: 'take-back', pair } },
      { pairs: [pair] },
    );
    expect(settled).toEqual({
      pairs: [],
      problems: [],
      audit: [{ ...audit, kind: 'attachment-deleted', to: null }],
    });
  });

  it('is a problem where the copy cannot be deleted', () => {
    const pair = anAttachmentPair();
    const settled = settle(
      { kind: 'refused', write: { kind: 'take-back', pair }, message: '403' },
      { pairs: [pair] },
    );
    expect(settled.pairs).toEqual([anAttachmentPair({ is: 'refused' })]);
    expect(settled.problems.map(({ message }) => message)).toEqual([
      'Redmine did not let the app delete the copy "a.txt": 403. It is tried again when somebody asks for a sync of the pair or changes the mapping.',
    ]);
  });

  it('that is too large is paired with the comment that links to it', () => {
    const notes = [
      aComment('remote', { id: '69', copyOf: 'file 9' }),
      aComment('remote', { id: '70', copyOf: 'file 1' }),
    ];
    const linked = { kind: 'linked', write: { kind: 'link', origin: 'jira', original } } as const;
    const told = [{ ...audit, kind: 'attachment-linked', to: null }];
    const link = { digest: '', is: 'link' } as const;
    expect([settle(linked, { notes }), settle(linked)]).toEqual([
      { pairs: [anAttachmentPair({ remote: '70', ...link })], problems: [], audit: told },
      { pairs: [anAttachmentPair({ remote: '', ...link })], problems: [], audit: told },
    ]);
  });

  it('and vanished meanwhile is looked at by the next run', () => {
    expect(settle({ kind: 'vanished', write }, { pairs: [anAttachmentPair()] })).toEqual({
      pairs: [anAttachmentPair()],
      problems: [],
      audit: [],
    });
  });

  it('is known no more where there was no copy to take back, and nothing is told', () => {
    const pair = anAttachmentPair({ remote: '' });
    const other = anAttachmentPair({ jira: '3' });
    const taken = { kind: 'taken-back', write: { kind: 'take-back', pair } } as const;
    expect(settle(taken, { pairs: [pair, other] })).toEqual({
      pairs: [other],
      problems: [],
      audit: [],
    });
  });

  it('is a problem in the words of the tracker where it was refused', () => {
    expect(settle({ kind: 'refused', write, message: '413 too large' })).toEqual({
      pairs: [anAttachmentPair({ remote: '', digest: '', is: 'refused' })],
      problems: [
        {
          kind: 'attachment-refused',
          side: 'remote',
          field: 'attachment',
          value: '1',
          message:
            'Redmine did not take the attachment "a.txt" of WEB-1: 413 too large. It is tried again when somebody asks for a sync of the pair or changes the mapping.',
          foundAtMs: NOW_MS,
        },
      ],
      audit: [{ ...audit, kind: 'problem-found', to: 'attachment-refused' }],
    });
  });

  it.each<[string, Partial<Attachment>, boolean]>([
    ['says whose it is', { copyOf: '1', name: 'other' }, true],
    ['is called the same and says nothing', {}, true],
    ['says that it is of another', { copyOf: '7' }, false],
    ['is called otherwise and says nothing', { name: 'other' }, false],
    ['has another size', { copyOf: '1', sizeBytes: 4 }, false],
    ['is a file of people', { isCopy: false }, false],
    ['is the one to be replaced', { id: '5', copyOf: '1' }, false],
    ['is paired', { id: '6', copyOf: '1' }, false],
  ])('is paired with what is read back only where that %s', (_what, file, isIt) => {
    const remote = [anAttachment('remote', { id: '2', isCopy: true, ...file })];
    const { problems } = settle(
      { kind: 'copied', write: { ...write, replaces: '5' }, copyId: null, digest: 'd' },
      { remote, pairs: [anAttachmentPair({ jira: '7', remote: '6' })] },
    );
    expect(
      problems.map(({ message }) => message.includes('it was taken, and is not there')),
    ).toEqual(isIt ? [] : [true]);
  });

  it('found where it was left behind keeps its own name where a tracker only writes it otherwise', () => {
    const named = { ...write, original: { ...original, name: 'a:b' } };
    const found = anAttachment('remote', { id: '2', isCopy: true, name: 'a_b' });
    expect(settle({ kind: 'found', write: named, found, digest: 'd' }).pairs).toEqual([
      anAttachmentPair({ name: 'a:b' }),
    ]);
  });

  it('is told apart from one of the other side that has the same id', () => {
    const other = anAttachmentPair({ origin: 'remote', jira: '1', remote: '9' });
    expect(
      settle({ kind: 'copied', write, copyId: '2', digest: 'd' }, { pairs: [other] }).pairs,
    ).toEqual([other, anAttachmentPair()]);
  });
});

describe('the problem of a refused attachment', () => {
  const PROBLEM = {
    kind: 'attachment-refused',
    side: 'remote',
    field: 'attachment',
    value: '1',
    message: 'no',
    foundAtMs: NOW_MS,
  } as const;
  const refused = anAttachmentPair({ remote: '', is: 'refused' });

  it.each<[string, readonly AttachmentPair[], boolean]>([
    ['it stands', [refused], false],
    ['it is tried again', [], true],
    ['it crossed', [anAttachmentPair()], true],
    ['another was refused', [{ ...refused, jira: '3' }], true],
    ['one of the other side was', [{ ...refused, origin: 'remote', remote: '1' }], true],
  ])('where %s', (_what, pairs, isOver) => {
    expect(isProblemOver(PROBLEM, pairs)).toBe(isOver);
  });

  it('is none of another kind', () => {
    expect(isProblemOver({ ...PROBLEM, kind: 'time-refused' }, [])).toBe(false);
  });
});
