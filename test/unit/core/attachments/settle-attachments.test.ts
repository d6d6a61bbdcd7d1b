import { describe, expect, it } from 'vitest';
import {
  type AttachmentResult,
  settleAttachments,
} from '../../../../src/core/attachments/settle-attachments';
import type { AttachmentPair } from '../../../../src/core/link';
import type { Attachment } from '../../../../src/core/model';
import {
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
  }: { pairs?: readonly AttachmentPair[]; remote?: readonly Attachment[] } = {},
) {
  return settleAttachments({
    mapping: aMapping(),
    link: aLink(),
    pairs,
    results: [result],
    after: {
      jira: aSnapshot('jira', { attachments: [original] }),
      remote: aSnapshot('remote', { attachments: remote }),
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
    const { pairs, audit: told } = settle({ kind: 'found', write, found, digest: 'd' });
    expect({ pairs, told }).toEqual({
      pairs: [anAttachmentPair()],
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
});
