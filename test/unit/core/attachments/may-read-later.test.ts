import { describe, expect, it } from 'vitest';
import { mayReadLater, withFilesCarried } from '../../../../src/core/attachments/may-read-later';
import type { AttachmentResult } from '../../../../src/core/attachments/settle-attachments';
import type { Comment, Side } from '../../../../src/core/model';
import type { Plan } from '../../../../src/core/plan';
import {
  aComment,
  aLink,
  anAttachment,
  anAttachmentPair,
  aSnapshot,
} from '../../../support/builders';

const SNAPSHOTS = {
  jira: aSnapshot('jira'),
  remote: aSnapshot('remote', { attachments: [anAttachment('remote', { name: 'plan.png' })] }),
};

function aCopied(copyId: string | null, replaces: string | null = null): AttachmentResult {
  const original = anAttachment('remote', { name: 'plan.png' });
  const write = { kind: 'copy', origin: 'remote', original, lookAlikes: [], replaces } as const;
  return { kind: 'copied', write, copyId, digest: 'd' };
}

const aNote = (origin: Side, comment: Partial<Comment> = {}) =>
  ({ kind: 'copy', origin, original: aComment(origin, comment) }) as const;

const ask = (
  results: readonly AttachmentResult[],
  commentWrites: Plan['commentWrites'],
  fieldWrites: Plan['fieldWrites'] = [],
) => mayReadLater({ commentWrites, fieldWrites }, results, SNAPSHOTS);

describe('one read-back serves files and the comments after them', () => {
  it('where the answers name the copies and a comment goes the same way', () => {
    expect(ask([aCopied('7')], [aNote('remote')])).toBe(true);
  });

  it.each<[string, Parameters<typeof ask>]>([
    ['no comment follows', [[aCopied('7')], []]],
    ['the comments go the other way', [[aCopied('7')], [aNote('jira')]]],
    ['an answer names no copy', [[aCopied(null)], [aNote('remote')]]],
    ['one of the answers names none', [[aCopied('7'), aCopied(null)], [aNote('remote')]]],
    [
      'a comment shows a file, which has to be known across by then',
      [
        [aCopied('7')],
        [
          aNote('remote'),
          aNote('remote', { body: { format: 'textile', source: 'see !plan.png!' } }),
        ],
      ],
    ],
    [
      'a copy is edited',
      [[aCopied('7')], [aNote('remote'), { ...aNote('remote'), kind: 'edit', copyId: '5' }]],
    ],
    [
      'a value is to be written, which somebody may have changed during a long upload',
      [[aCopied('7')], [aNote('remote')], [{ field: 'summary', side: 'jira', value: 'new' }]],
    ],
    [
      'one was refused',
      [
        [aCopied('7'), { ...aCopied('8'), kind: 'refused', message: 'too large' }],
        [aNote('remote')],
      ],
    ],
  ])('but not where %s', (_why, what) => {
    expect(ask(...what)).toBe(false);
  });

  it('also where further comments go the other way', () => {
    expect(ask([aCopied('7')], [aNote('jira'), aNote('remote')])).toBe(true);
  });
});

describe('the plan that is left once files are across', () => {
  const recovered = ['summary', 'attachment'].map((field) => ({ field }));
  const plan = {
    attachments: [],
    attachmentWrites: [{ kind: 'take-back', pair: anAttachmentPair() }],
    recovered,
    link: aLink(),
  } as unknown as Plan;
  const attachmentIntents = [{ origin: 'jira', attachmentId: '1', atMs: 1 }] as const;

  it('carries no files again, and knows their pairs and what was announced', () => {
    const attachments = [anAttachmentPair()];
    const carried = (link: Plan['link']) => withFilesCarried(plan, { attachments, link });
    const left = { ...plan, attachmentWrites: [], attachments, recovered: recovered.slice(0, 1) };
    expect([carried(aLink()), carried(aLink({}, { attachmentIntents }))]).toEqual([
      left,
      { ...left, link: { ...plan.link, attachmentIntents } },
    ]);
  });
});
