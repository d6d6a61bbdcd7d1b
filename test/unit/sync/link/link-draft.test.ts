import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { Link, RelationPair, TimePair } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Snapshot } from '../../../../src/core/model';
import { type LinkSave, RetryLaterError, type StoredLink } from '../../../../src/ports';
import { LinkDraft } from '../../../../src/sync/link/link-draft';
import type { LinkRun } from '../../../../src/sync/link/link-run';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import {
  aComment,
  adf,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aPair,
  aSnapshot,
  NOW_MS,
} from '../../../support/builders';
import { notingTrackers } from '../../../support/noting-trackers';

const SNAPSHOTS = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
const TIME: TimePair = { origin: 'jira', jira: '1', remote: '2', digest: 'd', is: 'copy' };
const RELATION: RelationPair = {
  type: 'Blocks',
  isSource: true,
  jira: '10200',
  remote: '20',
  is: 'shared',
};

const anAudit = (entry: Partial<AuditEntry> = {}): AuditEntry => ({
  atMs: NOW_MS,
  kind: 'field-written',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'summary',
  from: 'a',
  to: 'b',
  cause: 'jira',
  ...entry,
});

function draftOf(
  run: Partial<Omit<LinkRun, 'stored' | 'mapping'>> & {
    readonly stored?: Partial<StoredLink>;
    readonly mapping?: Partial<Mapping>;
  } = {},
  isRaced = false,
) {
  const saves: LinkSave[] = [];
  const ports = {
    clock: { nowMs: () => NOW_MS },
    store: {
      saveLink: async (save: LinkSave) => {
        if (isRaced) return null;
        saves.push({ ...save, audit: [...save.audit] });
        return { ...save.link, version: save.link.version + 1 };
      },
    },
  } as unknown as SyncPorts;
  const draft = new LinkDraft(ports, {
    trackers: notingTrackers({}).trackers,
    cause: 'jira',
    ...run,
    mapping: aMapping(run.mapping),
    stored: {
      link: aLink(),
      comments: [],
      attachments: [],
      relations: [],
      time: [],
      ...run.stored,
    },
  });
  return { draft, saves };
}

describe('what a run begins with', () => {
  const refused = {
    comments: [aPair({ jira: '5', withdrawn: 'refused' }), aPair()],
    attachments: [anAttachmentPair({ is: 'refused' }), anAttachmentPair()],
    relations: [{ ...RELATION, is: 'refused' }, { ...RELATION, is: 'alone' }, RELATION],
    time: [{ ...TIME, is: 'refused', digest: 'old' }, TIME],
  } as const satisfies Partial<StoredLink>;

  const held = (run: Parameters<typeof draftOf>[0]) => {
    const { draft } = draftOf({ ...run, stored: refused });
    return [
      draft.comments.length,
      draft.attachments.length,
      draft.relations.map(({ is }) => is),
      draft.time.map(({ digest }) => digest),
    ];
  };

  it.each<[string, Parameters<typeof draftOf>[0], readonly unknown[]]>([
    [
      'what is stored, by a bell',
      { cause: 'jira' },
      [2, 2, ['refused', 'alone', 'shared'], ['old', 'd']],
    ],
    [
      'without relations that are alone, by the daily check',
      { cause: 'verify' },
      [2, 2, ['refused', 'shared'], ['old', 'd']],
    ],
    ['without what was refused, by a person', { cause: 'eve' }, [1, 1, ['shared'], ['', 'd']]],
    [
      'without what was refused, under other rules',
      { mapping: { version: 2 } },
      [1, 1, ['shared'], ['', 'd']],
    ],
  ])('is %s', (_what, run, expected) => {
    expect(held(run)).toEqual(expected);
  });

  it('is what a run before had no time to tell', () => {
    const { draft } = draftOf({ audit: [anAudit()] });
    expect([draft.hasUntold, draftOf().draft.hasUntold, draft.hasNews]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a save', () => {
  it('costs nothing where nothing moved', async () => {
    const { draft, saves } = draftOf();
    await draft.saveIfMoved(SNAPSHOTS);
    expect(saves).toEqual([]);
  });

  it('holds what changed and what is to be told, each once', async () => {
    const { draft, saves } = draftOf();
    draft.comments = [aPair()];
    draft.attachments = [anAttachmentPair()];
    draft.relations = [RELATION];
    draft.time = [TIME];
    draft.tell([anAudit({ side: null })]);
    const text = { adf: adf('a'), source: 'a' };
    draft.agree({ description: text });
    draft.agree({ notes: text });
    await draft.saveIfMoved(SNAPSHOTS);
    await draft.save(SNAPSHOTS);
    const [first, second] = saves;
    expect(first).toEqual({
      link: aLink(),
      comments: [aPair()],
      attachments: [anAttachmentPair()],
      relations: [RELATION],
      time: [TIME],
      texts: { description: text, notes: text },
      audit: [anAudit({ side: null })],
    });
    expect(second).toEqual({ link: aLink({}, { version: 4 }), texts: {}, audit: [] });
    expect([draft.hasNews, draft.hasUntold, draft.link.version]).toEqual([true, false, 5]);
  });

  it('is made for what is to be told alone', async () => {
    const { draft, saves } = draftOf();
    draft.tell([anAudit()]);
    await draft.saveIfMoved(SNAPSHOTS);
    expect(saves).toHaveLength(1);
  });

  it('is lost where another run was first, which has to tell what was written', async () => {
    const { draft } = draftOf({}, true);
    draft.tell([anAudit(), anAudit({ kind: 'problem-found' })]);
    const lost = await draft.save(SNAPSHOTS).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(LostRaceError);
    expect(lost).toMatchObject({ done: [anAudit()], retryAfterSeconds: 1 });
  });

  const edited = (more: Partial<Snapshot>) => ({
    ...SNAPSHOTS,
    jira: aSnapshot('jira', { updatedAtMs: NOW_MS - 9_000, ...more }),
  });

  it.each<[string, string, readonly AuditEntry[], Partial<Snapshot>, object]>([
    ['since the edit that it carried', 'jira', [anAudit()], {}, { lagMs: 9_000 }],
    ['by the clock of the edit', 'sweep', [anAudit()], { clockOffsetMs: 500 }, { lagMs: 9_500 }],
    ['never below none', 'remote', [anAudit()], { updatedAtMs: NOW_MS + 1 }, { lagMs: 0 }],
    ['not of what a person asked for', 'eve', [anAudit()], {}, {}],
    ['not where nothing was written', 'jira', [anAudit({ kind: 'problem-found' })], {}, {}],
    ['not of a write without a side', 'jira', [anAudit({ side: null })], {}, {}],
  ])('tells how long it took, %s', async (_what, cause, audit, jira, lag) => {
    const { draft, saves } = draftOf({ cause });
    draft.tell(audit);
    await draft.save(edited(jira));
    const { lagMs } = saves[0] ?? {};
    expect(lagMs === undefined ? {} : { lagMs }).toEqual(lag);
  });
});

describe('what is told already', () => {
  const written = anAudit();
  const related = anAudit({ kind: 'relation-added', field: 'relation', from: null, to: '20' });
  const copied = anAudit({ kind: 'comment-copied', field: 'comment', from: '500', to: 'digest' });

  it.each<[string, AuditEntry, Partial<AuditEntry>, boolean]>([
    ['a field, whatever it held', written, { from: 'x', to: 'y' }, true],
    ['not another field', written, { field: 'status' }, false],
    ['not the other side', written, { side: 'jira' }, false],
    ['not another kind', written, { kind: 'problem-found' }, false],
    ['the copy of a comment, whatever it says', copied, { to: 'other' }, true],
    ['not the copy of another one', copied, { from: '501' }, false],
    ['a relation', related, {}, true],
    ['not one to another issue', related, { to: '21' }, false],
  ])('is %s', (_what, told, more, expected) => {
    const { draft } = draftOf();
    draft.tell([told]);
    expect(draft.tells({ ...told, ...more })).toBe(expected);
  });
});

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
    const { draft, saves } = draftOf();
    await announce[kind](draft);
    expect(saves.map(({ link }) => link)).toEqual([aLink({}, intentsOf[kind](NOW_MS))]);
  });

  it.each([
    ['comment', 60],
    ['file', 120],
    ['time', 60],
  ] as const)('waits while the same may still be on its way: a %s', async (kind, seconds) => {
    const waiting = (atMs: number) =>
      draftOf({ stored: { link: aLink({}, intentsOf[kind](atMs)) } });
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
      attachmentIntents: [{ origin: 'remote', attachmentId: '900', atMs: NOW_MS }],
      timeIntents: [{ origin: 'remote', entryId: '1', atMs: NOW_MS }],
    } as const satisfies Partial<Link>;
    const { draft, saves } = draftOf({ stored: { link: aLink({}, other) } });
    await announce[kind](draft);
    expect(saves).toHaveLength(1);
  });

  it('is nothing where nothing is copied', async () => {
    const { draft, saves } = draftOf();
    await draft.announceComments([], SNAPSHOTS);
    await draft.announceAttachments([], SNAPSHOTS);
    await draft.announceTime([], SNAPSHOTS);
    await draft.announceUntraced({ fieldWrites: [] }, SNAPSHOTS);
    expect(saves).toEqual([]);
  });

  it('is a relation, where it is not announced already', async () => {
    const { draft, saves } = draftOf({ stored: { relations: [RELATION] } });
    await draft.announceRelations([RELATION], SNAPSHOTS);
    expect(saves).toEqual([]);
    const sent = { ...RELATION, sent: { kind: 'add', side: 'remote' } } as const;
    await draft.announceRelations([sent], SNAPSHOTS);
    expect(saves.map(({ relations }) => relations)).toEqual([[sent]]);
  });
});
