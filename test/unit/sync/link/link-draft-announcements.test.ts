import { describe, expect, it } from 'vitest';
import type { Link, RelationPair, TimePair } from '../../../../src/core/link';
import { RetryLaterError } from '../../../../src/ports';
import type { LinkDraft } from '../../../../src/sync/link/link-draft';
import { aDraft } from '../../../support/a-draft';
import {
  aComment,
  aLink,
  anAttachment,
  anAttachmentPair,
  aPair,
  aRow,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';

const SNAPSHOTS = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
const TIME: TimePair = { origin: 'jira', jira: '1', remote: '2', digest: 'd', is: 'copy' };
const RELATION: RelationPair = {
  type: 'Blocks',
  isSource: true,
  jira: '10200',
  remote: '20',
  is: 'shared',
};

describe('what is announced before it is copied', () => {
  const comment = {
    kind: 'copy',
    origin: 'jira',
    original: aComment('jira', { id: '500' }),
  } as const;
  const file = {
    kind: 'copy',
    origin: 'jira',
    original: anAttachment('jira', { id: '900' }),
    lookAlikes: [],
    replaces: null,
  } as const;
  const entry = {
    id: '1',
    url: '',
    author: { id: 'ada', name: 'Ada' },
    spentOn: '2026-11-20',
    seconds: 60,
    text: '',
    activity: null,
    restricted: false,
    copyOf: null,
  };
  const time = { kind: 'copy', pair: { ...TIME, remote: '' }, original: entry } as const;

  const announce = {
    comment: (draft: LinkDraft) => draft.announceComments([comment], SNAPSHOTS),
    file: (draft: LinkDraft) => draft.announceAttachments([file], SNAPSHOTS),
    time: (draft: LinkDraft) => draft.announceTime([time], SNAPSHOTS),
  };
  const intentsOf = {
    comment: (atMs: number): Partial<Link> => ({
      commentIntents: [{ origin: 'jira', commentId: '500', atMs }],
    }),
    file: (atMs: number): Partial<Link> => ({
      attachmentIntents: [
        { origin: 'jira', attachmentId: '900', atMs, name: 'a.txt', sizeBytes: 3 },
      ],
    }),
    time: (atMs: number): Partial<Link> => ({
      timeIntents: [{ origin: 'jira', entryId: '1', atMs }],
    }),
  };
  const KINDS = ['comment', 'file', 'time'] as const;

  it.each(KINDS)('is saved in the link: a %s', async (kind) => {
    const { draft, saves } = aDraft();
    await announce[kind](draft);
    expect(saves.map(({ link }) => link)).toEqual([aLink({}, intentsOf[kind](NOW_MS))]);
  });

  it.each([
    ['comment', 60],
    ['file', 120],
    ['time', 60],
  ] as const)('waits while the same may still be on its way: a %s', async (kind, seconds) => {
    const waiting = (atMs: number) =>
      aDraft({ stored: { link: aLink({}, intentsOf[kind](atMs)) } });
    const { draft, saves } = waiting(NOW_MS - seconds * 1000 + 1);
    const error = await announce[kind](draft).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error).toMatchObject({
      message: 'a copy for link main:12 may still be on its way',
      retryAfterSeconds: 1,
      outcome: 'not-done',
    });
    expect(saves).toEqual([]);
    const over = waiting(NOW_MS - seconds * 1000);
    await announce[kind](over.draft);
    expect(over.saves.map(({ link }) => link)).toEqual([aLink({}, intentsOf[kind](NOW_MS))]);
  });

  it.each(KINDS)('does not wait for another one: a %s', async (kind) => {
    const other = {
      commentIntents: [
        { origin: 'jira', commentId: '501', atMs: NOW_MS },
        { origin: 'remote', commentId: '500', atMs: NOW_MS },
      ],
      attachmentIntents: [
        { origin: 'jira', attachmentId: '901', atMs: NOW_MS },
        { origin: 'remote', attachmentId: '900', atMs: NOW_MS },
      ],
      timeIntents: [
        { origin: 'jira', entryId: '2', atMs: NOW_MS },
        { origin: 'remote', entryId: '1', atMs: NOW_MS },
      ],
    } as const satisfies Partial<Link>;
    const { draft, saves } = aDraft({ stored: { link: aLink({}, other) } });
    await announce[kind](draft);
    expect(saves).toHaveLength(1);
  });

  it('waits where one of several may still be on its way', async () => {
    const other = { ...comment, original: aComment('jira', { id: '501' }) };
    const link = aLink({}, intentsOf.comment(NOW_MS));
    const { draft } = aDraft({ stored: { link } });
    await expect(draft.announceComments([other, comment], SNAPSHOTS)).rejects.toThrow(
      'a copy for link main:12 may still be on its way',
    );
  });

  it('keeps what was announced before and may come, and forgets what is across or never will be', async () => {
    const OLD_MS = NOW_MS - 11 * 60_000;
    const announced = (idOf: string) =>
      [
        ['across', NOW_MS - 1],
        ['on its way', NOW_MS - 1],
        ['come unseen', OLD_MS],
        ['lost', OLD_MS],
      ].map(([id, atMs]) => ({ origin: 'jira', [idOf]: id, atMs }));
    const link = aLink({}, {
      commentIntents: announced('commentId'),
      attachmentIntents: announced('attachmentId'),
      timeIntents: announced('entryId'),
    } as unknown as Partial<Link>);
    const unseen = { id: '77', copyOf: 'come unseen' };
    const stored = {
      link,
      comments: [aPair({ jira: 'across' }), aPair({ jira: 'on its way', withdrawn: 'refused' })],
      attachments: [anAttachmentPair({ jira: 'across' })],
      time: [{ ...TIME, jira: 'across' }],
    } as const;
    const shown = {
      jira: aSnapshot('jira', { timeEntries: [] }),
      remote: aSnapshot('remote', {
        comments: [aComment('remote', unseen)],
        attachments: [anAttachment('remote', unseen)],
        timeEntries: [{ ...entry, ...unseen }],
      }),
    };
    const { draft } = aDraft({ stored });
    await draft.announceComments([comment], shown);
    await draft.announceAttachments([file], shown);
    await draft.announceTime([time], shown);
    const { commentIntents, attachmentIntents = [], timeIntents = [] } = draft.link;
    expect([
      commentIntents.map(({ commentId }) => commentId),
      attachmentIntents.map(({ attachmentId }) => attachmentId),
      timeIntents.map(({ entryId }) => entryId),
    ]).toEqual([
      ['on its way', 'come unseen', '500'],
      ['on its way', 'come unseen', '900'],
      ['on its way', 'come unseen', '1'],
    ]);
  });

  it('is who is to watch, of which no history would tell', async () => {
    const watchers = { field: 'watchers', side: 'remote', value: '5' } as const;
    const summary = { field: 'summary', side: 'remote', value: 'b' } as const;
    const { draft, saves } = aDraft({
      mapping: { fields: [aRow(), aRow({ field: 'watchers', kind: 'users' })] },
    });
    await draft.announceUntraced({ fieldWrites: [watchers, summary] }, SNAPSHOTS);
    expect(saves.map(({ link }) => link.sent)).toEqual([
      [{ ...watchers, source: null, atMs: NOW_MS }],
    ]);
  });

  it('is nothing where nothing is copied', async () => {
    const { draft, saves } = aDraft();
    await draft.announceComments([], SNAPSHOTS);
    await draft.announceAttachments([], SNAPSHOTS);
    await draft.announceTime([], SNAPSHOTS);
    await draft.announceUntraced({ fieldWrites: [] }, SNAPSHOTS);
    expect(saves).toEqual([]);
  });

  it('is a relation, where it is not announced already', async () => {
    const { draft, saves } = aDraft({ stored: { relations: [RELATION] } });
    await draft.announceRelations([RELATION], SNAPSHOTS);
    expect(saves).toEqual([]);
    const sent = { ...RELATION, sent: { kind: 'add', side: 'remote' } } as const;
    await draft.announceRelations([sent], SNAPSHOTS);
    expect(saves.map(({ relations }) => relations)).toEqual([[sent]]);
  });
});
