import { describe, expect, it } from 'vitest';
import type {
  Backfill,
  BeforeValues,
  NumberedOutcome,
} from '../../../../src/core/backfill/backfill';
import type { RowDone } from '../../../../src/core/backfill/plan-row';
import type { UndoRow } from '../../../../src/core/backfill/undo';
import { toBaseValue } from '../../../../src/core/digest';
import type { Problem, SentWrite } from '../../../../src/core/link';
import type { Snapshot } from '../../../../src/core/model';
import { PermanentError, RetryLaterError } from '../../../../src/ports';
import { runUndo } from '../../../../src/sync/backfill/run-undo';
import {
  aComment,
  anAttachmentPair,
  anEntry,
  aPair,
  NOW_MS,
  textile,
} from '../../../support/builders';
import { aDone, aRun, aTwinRow, SmallWorld } from '../../../support/small-world';

const MADE = aDone('7', { side: 'remote', id: '7' });
const PAIRED: RowDone = { kind: 'done', linkId: 'main:7', atMs: NOW_MS };
/** As `PAIRED`; the run wrote a title to #7. */
const CHANGED: RowDone = { ...PAIRED, changed: [{ side: 'remote', field: 'summary' }] };
const LATER_MS = NOW_MS + 60_000;
const UNDONE = { kind: 'undone' } as const;
const ANNOUNCED = { isBeingUndone: true } as const;
const left = (reason: string, was: RowDone = MADE) => ({ kind: 'left', was, reason }) as const;
const gone: Problem = {
  kind: 'issue-missing',
  side: 'remote',
  field: null,
  value: null,
  message: '',
  foundAtMs: 0,
};

const planned = (number: number, kind: 'delete' | 'part' | 'left' = 'delete'): UndoRow => {
  const base = { number, linkId: `main:${number}`, title: '' };
  if (kind === 'left') return { ...base, kind, reason: 'edited before' };
  if (kind === 'part') return { ...base, kind, restores: [], copies: 0 };
  return { ...base, kind, issue: { side: 'remote', id: `${number}`, key: `#${number}` } };
};

/** Undoing, of rows that stand below each other unless said otherwise. */
const UNDOING = { phase: 'undoing', by: 'eve', levels: 0 } as const;

/** WEB-1 and the twin that the run made of it, #7. */
function aWorld(linked: Parameters<SmallWorld['link']>[2] = { origin: 'jira' }) {
  const world = new SmallWorld();
  world.issue('jira', 1);
  world.issue('remote', 7);
  world.link('1', '7', linked);
  return world;
}

async function undo(
  world: SmallWorld,
  outcomes: readonly NumberedOutcome[],
  rows: readonly UndoRow[],
  more: Partial<Backfill> & {
    readonly before?: readonly BeforeValues[];
    readonly level?: number;
  } = {},
) {
  const { before = [], level = 0, ...changes } = more;
  const saves: (readonly NumberedOutcome[])[] = [];
  const source = world.issue('jira', 1, world.issues.jira.get('1'));
  await world.keep(
    'rows',
    outcomes.map(({ number }) => aTwinRow(number, source, { level })),
  );
  await world.keep('outcomes', outcomes);
  await world.keep('undo', rows);
  await world.keep('before', before);
  const save = world.pages.savePage.bind(world.pages);
  world.pages.savePage = async (id, part, page, items) => {
    if (part === 'outcomes') saves.push(items as readonly NumberedOutcome[]);
    return save(id, part, page, items);
  };
  const backfill = aRun({ ...UNDOING, ...changes });
  const next = await runUndo(world.step(), backfill);
  return { backfill, next, saves, outcomes: await world.read('outcomes') };
}

const one = (outcome: RowDone = MADE) => [{ number: 7, outcome }];
const audit = (kind: string, more: object) => ({
  atMs: NOW_MS,
  kind,
  linkId: 'main:7',
  mappingId: 'web',
  side: null,
  field: null,
  from: 'WEB-1',
  to: '#7',
  cause: 'eve',
  ...more,
});
const PARTED = audit('unlinked', {});
/** How the link says that #7 is being deleted. */
const DELETION: SentWrite = {
  side: 'remote',
  field: 'issue',
  value: '7',
  source: null,
  atMs: NOW_MS,
};
const DELETED = audit('issue-deleted', { side: 'remote', from: '#7', to: null });
const written = (world: SmallWorld) =>
  world.calls.filter(([, method]) => /^(write|delete|remove)/.test(method));

describe('an undo takes back what the run made', () => {
  it('said before it is done, and told in the audit', async () => {
    const world = aWorld();
    const { backfill, next, saves, outcomes } = await undo(world, one(), [planned(7)]);
    expect([outcomes, written(world), world.told]).toEqual([
      [{ number: 7, outcome: UNDONE }],
      [['remote', 'deleteIssue', '7']],
      [['unlink', 'main:7', [DELETED, PARTED]]],
    ]);
    expect([saves[0], next]).toEqual([
      one({ ...MADE, ...ANNOUNCED }),
      { ...backfill, progress: { ...backfill.progress, done: 1 } },
    ]);
  });

  it('twenty at a time; of others nothing is said', async () => {
    const world = new SmallWorld();
    const all = Array.from({ length: 21 }, (_, at): NumberedOutcome => {
      return { number: at, outcome: { ...PAIRED, linkId: `main:${at}` } };
    });
    const { outcomes, saves } = await undo(
      world,
      all,
      all.map(({ number }) => planned(number)),
    );
    expect([
      outcomes.filter(({ outcome }) => outcome.kind === 'left').length,
      saves[0]?.filter(({ outcome }) => outcome.kind === 'done' && outcome.isBeingUndone).length,
      outcomes.find(({ number }) => number === 20),
    ]).toEqual([20, 20, all[20]]);
  });

  it('but nothing that people edited since', async () => {
    const world = aWorld();
    world.issue('remote', 7, { history: [anEntry(1, 'summary', null, null, 'grace')] });
    const { outcomes, next } = await undo(world, one(), [planned(7)]);
    expect([outcomes, written(world), next.progress.done]).toEqual([
      [{ number: 7, outcome: left('#7 was edited by grace') }],
      [],
      1,
    ]);
  });

  it('but nothing that the plan left: it is not even read', async () => {
    const world = aWorld();
    const { outcomes, saves, next } = await undo(world, one(), [planned(7, 'left')]);
    expect([outcomes, saves.length, world.asked, next.progress.done]).toEqual([
      [{ number: 7, outcome: left('edited before') }],
      1,
      [],
      0,
    ]);
  });

  it.each<[string, () => unknown, string]>([
    ['refuses', () => ({ kind: 'refused', message: 'has sub-tasks' }), 'has sub-tasks'],
    [
      'forbids',
      () => {
        throw new PermanentError('403 no', 'refused');
      },
      '403 no',
    ],
  ])('but nothing that the tracker %s', async (_what, answer, reason) => {
    const world = aWorld();
    world.onCall = (_side, method) => (method === 'deleteIssue' ? answer() : undefined);
    const { outcomes } = await undo(world, one(), [planned(7)]);
    expect([outcomes, world.told]).toEqual([[{ number: 7, outcome: left(reason) }], []]);
  });

  it('later, where the tracker does not answer', async () => {
    const world = aWorld();
    const down = new RetryLaterError('502', null, 'not-done');
    world.onCall = (_side, method) => {
      if (method === 'deleteIssue') throw down;
    };
    await expect(undo(world, one(), [planned(7)])).rejects.toBe(down);
    expect(await world.read('outcomes')).toEqual(one({ ...MADE, ...ANNOUNCED }));
  });

  it('noted before in the link: whoever finds it gone asks nothing of the original', async () => {
    const world = aWorld();
    const noted: unknown[] = [];
    world.onCall = (_side, method) => {
      if (method === 'deleteIssue') noted.push(world.links.get('main:7')?.link.sent);
    };
    const { outcomes } = await undo(world, one(), [planned(7)]);
    expect([noted, outcomes]).toEqual([[[DELETION]], [{ number: 7, outcome: UNDONE }]]);
  });

  it.each([
    ['not where it was refused', { kind: 'refused', message: 'has sub-tasks' }, []],
    ['not where it was forbidden', new PermanentError('403 no', 'refused'), []],
    ['not where the tracker was busy', new RetryLaterError('429', 60, 'not-done'), []],
    [
      'where nobody knows what became of it',
      new RetryLaterError('reset', null, 'unknown'),
      [DELETION],
    ],
  ])('and it stays noted %s', async (_when, answer, noted) => {
    const world = aWorld();
    world.onCall = (_side, method) => {
      if (method !== 'deleteIssue') return undefined;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    await undo(world, one(), [planned(7)]).catch((error: unknown) => {
      if (error !== answer) throw error;
    });
    expect(world.links.get('main:7')?.link.sent).toEqual(noted);
  });

  it.each(['readIssues', 'deleteIssue'])(
    'and is tried again where another run saves the pair at %s',
    async (at) => {
      const world = aWorld();
      world.onCall = (_side, method) => {
        if (method === at) world.link('1', '7', { origin: 'jira', version: 9 });
      };
      await expect(undo(world, one(), [planned(7)])).rejects.toThrow(
        'link main:7 was saved by another run first',
      );
      expect(written(world).length).toBe(at === 'deleteIssue' ? 1 : 0);
    },
  );
});

describe('an undo that was cut off goes on', () => {
  const announced = one({ ...MADE, ...ANNOUNCED });

  it('where the issue is gone: it was deleted by us', async () => {
    const world = aWorld();
    world.issues.remote.delete('7');
    const { outcomes, saves } = await undo(world, announced, [planned(7)]);
    expect([outcomes, written(world), world.told, saves.length]).toEqual([
      [{ number: 7, outcome: UNDONE }],
      [],
      [['unlink', 'main:7', [DELETED, PARTED]]],
      1,
    ]);
  });

  it('where people had deleted it before: that was not us', async () => {
    const world = aWorld({ origin: 'jira', problems: [gone] });
    world.issues.remote.delete('7');
    await undo(world, one(), [planned(7)]);
    expect(world.told).toEqual([['unlink', 'main:7', [PARTED]]]);
  });

  it('where a run found it gone meanwhile: that was us all the same', async () => {
    const world = aWorld({ origin: 'jira', problems: [gone], sent: [DELETION] });
    world.issues.remote.delete('7');
    await undo(world, announced, [planned(7)]);
    expect(world.told).toEqual([['unlink', 'main:7', [DELETED, PARTED]]]);
  });

  it('where a run was told of a deletion on the other side alone: that was us', async () => {
    const world = aWorld({ origin: 'jira', problems: [{ ...gone, side: 'jira' }] });
    world.issues.remote.delete('7');
    await undo(world, announced, [planned(7)]);
    expect(world.told).toEqual([['unlink', 'main:7', [DELETED, PARTED]]]);
  });

  it.each<[string, RowDone, boolean, object]>([
    ['the twin is gone: it is undone', { ...MADE, ...ANNOUNCED }, false, UNDONE],
    [
      'the twin stands: somebody else parted them',
      { ...MADE, ...ANNOUNCED },
      true,
      left('the pair was parted since'),
    ],
    ['it was a pair: it is undone', { ...PAIRED, ...ANNOUNCED }, true, UNDONE],
    ['none of it was announced', MADE, false, left('the pair was parted since')],
  ])('where the two are parted, and %s', async (_what, done, stands, outcome) => {
    const world = aWorld();
    world.links.clear();
    if (!stands) world.issues.remote.delete('7');
    const { outcomes } = await undo(world, one(done), [planned(7)]);
    expect([outcomes, world.told]).toEqual([[{ number: 7, outcome }], []]);
  });
});

describe('an undo of a pair gives back what stood there', () => {
  const parts = {
    comments: [aPair({ jira: '500', remote: '700' }), aPair({ origin: 'remote', jira: '501' })],
    attachments: [anAttachmentPair({ jira: '1', remote: '2' })],
    time: [{ origin: 'jira', jira: '3', remote: '4', digest: '', is: 'copy' } as const],
  };
  const before: readonly BeforeValues[] = [
    { number: 7, side: 'remote', fields: { summary: 'old' } },
    { number: 8, side: 'remote', fields: { summary: 'of another row' } },
  ];
  const GIVEN = audit('field-written', {
    side: 'remote',
    field: 'summary',
    from: 'title of #7',
    to: 'old',
  });

  function aPairWorld(fields: Snapshot['fields'] = { summary: 'title of #7' }) {
    const world = new SmallWorld();
    world.issue('jira', 1);
    world.issue('remote', 7, { fields });
    world.link('1', '7', {}, parts);
    return world;
  }

  it('first, then takes away what was copied', async () => {
    const world = aPairWorld();
    const { outcomes } = await undo(world, one(CHANGED), [planned(7, 'part')], { before });
    expect([outcomes, written(world), world.trail, world.told]).toEqual([
      [{ number: 7, outcome: UNDONE }],
      [
        ['remote', 'writeIssue', { issueId: '7', fields: { summary: 'old' } }],
        ['remote', 'deleteComment', '7', '700'],
        ['jira', 'deleteComment', '1', '501'],
        ['remote', 'deleteAttachment', '2'],
        ['remote', 'removeTime', '7', '4'],
      ],
      [GIVEN],
      [['unlink', 'main:7', [PARTED]]],
    ]);
  });

  it('and tells of that although what was copied could not be taken away', async () => {
    const world = aPairWorld();
    const busy = new RetryLaterError('429', 60, 'not-done');
    world.onCall = (_side, method) => {
      if (method === 'removeTime') throw busy;
    };
    await expect(undo(world, one(CHANGED), [planned(7, 'part')], { before })).rejects.toBe(busy);
    expect([world.trail, world.told]).toEqual([[GIVEN], []]);
  });

  /** The world after an undo that ended early, as the tracker tells of it. */
  async function cutOff(method: string) {
    const world = aPairWorld();
    const busy = new RetryLaterError('429', 60, 'not-done');
    world.onCall = (_side, called) => {
      if (called === method) throw busy;
    };
    await expect(undo(world, one(CHANGED), [planned(7, 'part')], { before })).rejects.toBe(busy);
    world.onCall = () => undefined;
    const fields = { summary: 'old' };
    const entry = anEntry(9, 'summary', 'title of #7', 'old', 'us');
    world.issue('remote', 7, { fields, history: [{ ...entry, atMs: LATER_MS }] });
    const calls = written(world).length;
    const again = () =>
      undo(world, one({ ...CHANGED, ...ANNOUNCED }), [planned(7, 'part')], { before });
    return { world, calls, again };
  }

  it('and goes on with it, told once, where it was cut off after that', async () => {
    const { world, calls, again } = await cutOff('removeTime');
    const { outcomes } = await again();
    expect([
      outcomes,
      written(world)
        .slice(calls)
        .map(([, method]) => method),
      world.trail,
    ]).toEqual([
      [{ number: 7, outcome: UNDONE }],
      ['deleteComment', 'deleteComment', 'deleteAttachment', 'removeTime'],
      [GIVEN],
    ]);
  });

  it('and tells of it with the next try, where nobody knew what became of it', async () => {
    const { world, again } = await cutOff('writeIssue');
    const noted = world.links.get('main:7')?.link.sent;
    const { outcomes } = await again();
    const value = { side: 'remote', field: 'summary', value: 'old', source: 'title of WEB-1' };
    expect([noted, outcomes, world.trail]).toEqual([
      [{ ...value, atMs: NOW_MS }],
      [{ number: 7, outcome: UNDONE }],
      [GIVEN],
    ]);
  });

  it.each([
    ['typed another value meanwhile', 'typed since', 'us'],
    ['brought the old one back', 'old', 'grace'],
  ])('and leaves only the value where somebody %s', async (_what, summary, author) => {
    const { world, calls, again } = await cutOff('removeTime');
    const entry = anEntry(10, 'summary', 'old', summary, author);
    world.issue('remote', 7, {
      fields: { summary },
      history: [{ ...entry, atMs: LATER_MS }],
    });
    const { outcomes } = await again();
    expect([
      outcomes,
      written(world)
        .slice(calls)
        .map(([, method]) => method),
      world.told,
    ]).toEqual([
      [{ number: 7, outcome: { ...UNDONE, kept: ['summary of #7 was changed since'] } }],
      ['deleteComment', 'deleteComment', 'deleteAttachment', 'removeTime'],
      [['unlink', 'main:7', [PARTED]]],
    ]);
  });

  it('and leaves the copy that somebody edited after it was cut off', async () => {
    const { world, calls, again } = await cutOff('removeTime');
    const original = aComment('jira', { id: '500' });
    const edited = aComment('remote', { id: '700', body: textile('reworded') });
    world.issue('jira', 1, { comments: [original] });
    world.issue('remote', 7, { fields: { summary: 'old' }, comments: [edited] });
    const stored = world.links.get('main:7');
    const digest = toBaseValue(original.body) ?? '';
    const comments = [aPair({ jira: '500', remote: '700', digest })];
    if (stored) world.links.set('main:7', { ...stored, comments });
    await again();
    expect(
      written(world)
        .slice(calls)
        .map(([, method]) => method),
    ).toEqual(['deleteAttachment', 'removeTime']);
  });

  it('and tells of that although another run saved the pair meanwhile', async () => {
    const world = aPairWorld();
    world.onCall = (_side, method) => {
      if (method === 'writeIssue') world.link('1', '7', { version: 9 }, parts);
    };
    await expect(undo(world, one(CHANGED), [planned(7, 'part')], { before })).rejects.toThrow(
      'link main:7 was saved by another run first',
    );
    expect([world.trail, world.told]).toEqual([[GIVEN], []]);
  });

  /** The run wrote this field, too; this is what the undo comes to where it is not taken back. */
  async function refuse(field: string, message: string) {
    const world = aPairWorld({ summary: 'title of #7', [field]: '2' });
    world.onCall = (_side, method) =>
      method === 'writeIssue' ? { refused: [{ field, message }] } : undefined;
    const changed = [...(CHANGED.changed ?? []), { side: 'remote', field } as const];
    const done: RowDone = { ...CHANGED, changed };
    const fields = { summary: 'old', [field]: '1' };
    const { outcomes } = await undo(world, one(done), [planned(7, 'part')], {
      before: [{ number: 7, side: 'remote', fields }],
    });
    return { world, done, outcomes };
  }

  it('and parts it without what was refused beside it, and says so', async () => {
    const { world, outcomes } = await refuse('priority', 'read only');
    expect([outcomes, written(world).length, world.trail, world.told]).toEqual([
      [{ number: 7, outcome: { ...UNDONE, kept: ['priority: read only'] } }],
      5,
      [GIVEN],
      [['unlink', 'main:7', [PARTED]]],
    ]);
  });

  it('the status before all else: where no transition leads back, nothing else is given back', async () => {
    const { world, done, outcomes } = await refuse('status', 'no transition');
    expect([outcomes, written(world), world.trail, world.links.get('main:7')?.link.sent]).toEqual([
      [{ number: 7, outcome: left('status: no transition', done) }],
      [['remote', 'writeIssue', { issueId: '7', fields: { status: '1' } }]],
      [],
      [],
    ]);
  });

  it('but takes nothing away where the old values were refused', async () => {
    const world = aPairWorld();
    world.onCall = (_side, method) =>
      method === 'writeIssue'
        ? { refused: [{ field: 'summary', message: 'read only' }] }
        : undefined;
    const { outcomes } = await undo(world, one(CHANGED), [planned(7, 'part')], { before });
    expect([outcomes, written(world).length, world.told]).toEqual([
      [{ number: 7, outcome: left('summary: read only', CHANGED) }],
      1,
      [],
    ]);
  });

  it('and nothing of a pair of which one is gone', async () => {
    const world = aPairWorld();
    world.issues.remote.delete('7');
    const { outcomes } = await undo(world, one(PAIRED), [planned(7, 'part')], { before });
    expect([outcomes, written(world)]).toEqual([
      [{ number: 7, outcome: left('#7 is gone or hidden', PAIRED) }],
      [],
    ]);
  });
});

describe('an undo goes', () => {
  const rows = [planned(7)];

  it('past rows of another level, rows that are not done, and rows that are not planned', async () => {
    const passed = async (...given: Parameters<typeof undo>) => (await undo(...given)).next.cursor;
    const next = { kind: 'rows', level: 0, page: 1 };
    expect([
      await passed(aWorld(), one(), rows, { level: 1 }),
      await passed(aWorld(), [{ number: 7, outcome: UNDONE }], rows),
      await passed(aWorld(), one(), [planned(8)]),
    ]).toEqual([next, next, next]);
  });

  it('from the deepest level to the first, which is its end', async () => {
    const from = async (level: number) => {
      const { next } = await undo(aWorld(), [], [], { cursor: { kind: 'rows', level, page: 1 } });
      return [next.phase, next.cursor];
    };
    expect([await from(2), await from(0)]).toEqual([
      ['undoing', { kind: 'rows', level: 1, page: 0 }],
      ['done', { kind: 'none' }],
    ]);
  });

  it.each([{ kind: 'none' } as const, { kind: 'rows', level: 'relations', page: 0 } as const])(
    'by rows, not by anything else: %j',
    async (cursor) => {
      await expect(undo(aWorld(), one(), rows, { cursor })).rejects.toThrow(
        'an undo goes from row to row',
      );
    },
  );
});
