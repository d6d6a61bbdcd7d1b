import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { RelationPair, TimePair } from '../../../../src/core/link';
import type { Snapshot } from '../../../../src/core/model';
import type { StoredLink } from '../../../../src/ports';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import { aDraft } from '../../../support/a-draft';
import { adf, aLink, anAttachmentPair, aPair, aSnapshot, NOW_MS } from '../../../support/builders';

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

describe('what a run begins with', () => {
  const refused = {
    comments: [aPair({ jira: '5', withdrawn: 'refused' }), aPair()],
    attachments: [anAttachmentPair({ is: 'refused' }), anAttachmentPair()],
    relations: [{ ...RELATION, is: 'refused' }, { ...RELATION, is: 'alone' }, RELATION],
    time: [{ ...TIME, is: 'refused', digest: 'old' }, TIME],
  } as const satisfies Partial<StoredLink>;

  const BOTH = { comments: ['5', '500'], files: ['refused', 'copy'] };
  const LEFT = { comments: ['500'], files: ['copy'] };

  const held = (run: Parameters<typeof aDraft>[0]) => {
    const { draft } = aDraft({ ...run, stored: refused });
    return [
      draft.comments.map(({ jira }) => jira),
      draft.attachments.map(({ is }) => is),
      draft.relations.map(({ is }) => is),
      draft.time.map(({ digest }) => digest),
    ];
  };

  it.each<[string, Parameters<typeof aDraft>[0], readonly unknown[]]>([
    [
      'what is stored, by a bell',
      { cause: 'jira' },
      [BOTH.comments, BOTH.files, ['refused', 'alone', 'shared'], ['old', 'd']],
    ],
    [
      'without relations that are alone, by the daily check',
      { cause: 'verify' },
      [BOTH.comments, BOTH.files, ['refused', 'shared'], ['old', 'd']],
    ],
    [
      'without what was refused, by a person',
      { cause: 'eve' },
      [LEFT.comments, LEFT.files, ['shared'], ['', 'd']],
    ],
    [
      'without what was refused, under other rules',
      { mapping: { version: 2 } },
      [LEFT.comments, LEFT.files, ['shared'], ['', 'd']],
    ],
  ])('is %s', (_what, run, expected) => {
    expect(held(run)).toEqual(expected);
  });

  it('is what it wrote before it lost the race: told, and no second time', () => {
    const { draft } = aDraft({ told: [anAudit()] });
    const untold = draft.leaveOutTold([anAudit()]);
    expect([draft.hasUntold, draft.hasNews, untold]).toEqual([false, true, []]);
  });

  it('is what a run before had no time to tell', () => {
    const { draft } = aDraft({ audit: [anAudit()] });
    expect([draft.hasUntold, aDraft().draft.hasUntold, draft.hasNews]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a save', () => {
  it('costs nothing where nothing moved', async () => {
    const { draft, saves } = aDraft();
    await draft.saveIfMoved(SNAPSHOTS);
    expect(saves).toEqual([]);
  });

  it('holds what changed and what is to be told, each once', async () => {
    const { draft, saves } = aDraft();
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
    const { draft, saves } = aDraft();
    draft.tell([anAudit()]);
    await draft.saveIfMoved(SNAPSHOTS);
    expect(saves).toHaveLength(1);
  });

  it('is lost where another run was first; what was written is told all the same', async () => {
    const { draft, parted } = aDraft({}, true);
    draft.tell([anAudit(), anAudit({ kind: 'problem-found' })]);
    const lost = await draft.save(SNAPSHOTS).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(LostRaceError);
    expect(lost).toMatchObject({ done: [anAudit()], retryAfterSeconds: 1 });
    expect(parted).toEqual([['main:12', [anAudit()]]]);
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
    const { draft, saves } = aDraft({ cause });
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
    const { draft } = aDraft();
    draft.tell([told]);
    expect(draft.leaveOutTold([{ ...told, ...more }]).length).toBe(expected ? 0 : 1);
  });

  it('is one write for each entry, that of its value before others', () => {
    const { draft } = aDraft();
    const write = (to: string) => anAudit({ to });
    draft.tell([write('c'), write('in other words')]);
    expect(draft.leaveOutTold([write('a'), write('b'), write('c')])).toEqual([write('b')]);
  });
});
