/** What of a first sync lies in the storage; parsed on every load. */
import * as z from 'zod';
import {
  BACKFILL_PARTS,
  BACKFILL_PHASES,
  type Backfill,
  type BackfillItems,
  type BackfillPart,
} from '../../core/backfill/backfill';
import { NO_WORK } from '../../core/backfill/estimate';
import { DETAIL_KINDS, ROW_KINDS } from '../../core/backfill/plan-row';
import type { FieldValue } from '../../core/model';

const side = z.enum(['jira', 'remote']);
const bySide = <T extends z.ZodType>(value: T) => z.object({ jira: value, remote: value });
const rowKind = z.enum([...ROW_KINDS, ...DETAIL_KINDS]);

const hold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paused'), by: z.string(), atMs: z.number() }),
  z.object({ kind: z.literal('points'), untilMs: z.number() }),
  z.object({ kind: z.literal('tracker'), message: z.string(), untilMs: z.number() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

const cursor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('scan'), side, page: z.string().nullable() }),
  z.object({ kind: z.literal('plan'), side, at: z.number() }),
  z.object({ kind: z.literal('again'), page: z.number() }),
  z.object({
    kind: z.literal('rows'),
    level: z.union([z.number(), z.literal('relations')]),
    page: z.number(),
  }),
]);

const work = z.object({
  files: bySide(z.number()),
  filedRows: bySide(z.number()),
  writtenRows: bySide(z.number()),
  movedRows: bySide(z.number()),
  commentedRows: z.number(),
  carriedRows: z.number(),
  relatedRows: z.number(),
});

const totals = z.object({
  rows: z.number(),
  byKind: z.record(rowKind, z.number()),
  attachments: z.object({ count: z.number(), bytes: z.number() }),
  comments: z.number(),
  // Plans of before it was counted.
  work: work.default(NO_WORK),
  notMapped: z.array(z.object({ side, field: z.string(), value: z.string(), rows: z.number() })),
  estimate: z.object({
    jiraCalls: z.number(),
    remoteCalls: z.number(),
    points: z.number(),
    seconds: z.number(),
  }),
});

export const backfillSchema: z.ZodType<Backfill> = z.object({
  id: z.string(),
  mappingId: z.string(),
  mappingVersion: z.number(),
  by: z.string(),
  startedAtMs: z.number(),
  phase: z.enum(BACKFILL_PHASES),
  hold: hold.nullable(),
  options: z.object({
    seed: z.enum(['jira', 'remote', 'ask']),
    create: bySide(z.boolean()),
    numberField: z.object({ jira: z.string().exactOptional(), remote: z.string().exactOptional() }),
  }),
  cursor,
  scanned: bySide(z.number()),
  upTo: bySide(z.number()),
  pages: z.record(z.enum(BACKFILL_PARTS), z.number()),
  levels: z.number(),
  proposals: z.object({ open: z.number(), accepted: z.number(), refused: z.number() }),
  totals: totals.nullable(),
  offKinds: z.array(rowKind),
  offRows: z.array(z.number()),
  progress: z.object({
    done: z.number(),
    total: z.number(),
    created: bySide(z.number()),
    failed: z.number(),
    replanned: z.number(),
    calls: bySide(z.number()),
    points: z.number(),
    workedMs: z.number(),
    current: z.number().nullable(),
  }),
  undoRows: z.array(z.number()),
  undo: z.object({ delete: z.number(), part: z.number(), left: z.number() }).nullable(),
  budget: z.object({ hourMs: z.number(), points: z.number() }),
  failures: z.number(),
  turn: z.number(),
  aliveAtMs: z.number(),
});

const scanned = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  createdAtMs: z.number(),
  author: z.object({ id: z.string(), name: z.string() }),
  parentId: z.string().nullable(),
  isLinked: z.boolean(),
  names: z.array(
    z.object({
      ref: z.string(),
      where: z.enum(['marker', 'field', 'address', 'title', 'text']),
    }),
  ),
});

const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), line: z.number() }),
  z.object({ kind: z.literal('marker'), side }),
  z.object({ kind: z.literal('number-in-field'), side }),
  z.object({ kind: z.literal('number-in-text'), side, shown: z.string() }),
  z.object({ kind: z.literal('same-title') }),
  z.object({ kind: z.literal('close-title'), likenessPercent: z.number() }),
  z.object({ kind: z.literal('dates'), apartDays: z.number() }),
  z.object({ kind: z.literal('same-reporter'), name: z.string() }),
]);

const proposedIssue = z.object({
  key: z.string(),
  title: z.string(),
  author: z.string(),
  createdAtMs: z.number(),
});

const proposal = z.object({
  jira: z.string(),
  remote: z.string(),
  confidencePercent: z.number(),
  evidence: z.array(evidence),
  state: z.enum(['open', 'accepted', 'refused']),
  issues: bySide(proposedIssue).exactOptional(),
});

const shown = z.string().nullable();

const detail = z.union([
  z.object({ kind: z.literal('change'), side, field: z.string(), from: shown, to: shown }),
  z.object({ kind: z.literal('conflict'), field: z.string(), jira: shown, remote: shown }),
  z.object({ kind: z.literal('lossy'), field: z.string(), what: z.array(z.string()) }),
  z.object({
    kind: z.enum(['person-not-mapped', 'value-not-mapped']),
    side,
    field: z.string(),
    value: z.string(),
  }),
  z.object({
    kind: z.literal('attachments'),
    side,
    count: z.number(),
    bytes: z.number(),
    tooLarge: z.number(),
  }),
]);

const issue = z.object({ id: z.string(), key: z.string(), title: z.string(), seen: z.string() });

const rowBase = {
  number: z.number(),
  level: z.number(),
  hasRelations: z.literal(true).exactOptional(),
  details: z.array(detail),
};

const row = z.discriminatedUnion('kind', [
  z.object({ ...rowBase, kind: z.literal('pair'), jira: issue, remote: issue }),
  z.object({ ...rowBase, kind: z.literal('create-in-jira'), remote: issue }),
  z.object({ ...rowBase, kind: z.literal('create-in-remote'), jira: issue }),
  z.object({
    ...rowBase,
    kind: z.literal('skip'),
    reason: z.string(),
    jira: issue.exactOptional(),
    remote: issue.exactOptional(),
  }),
]);

const made = z.object({ side, id: z.string(), key: z.string() });

const done = z.object({
  kind: z.literal('done'),
  linkId: z.string(),
  atMs: z.number(),
  made: made.exactOptional(),
  changed: z.array(z.object({ side, field: z.string() })).exactOptional(),
  hasConflict: z.literal(true).exactOptional(),
  isBeingUndone: z.literal(true).exactOptional(),
});

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('off') }),
  done,
  z.object({ kind: z.literal('replanned') }),
  z.object({ kind: z.literal('skipped'), reason: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('undone'), kept: z.array(z.string()).exactOptional() }),
  z.object({ kind: z.literal('left'), was: done, reason: z.string() }),
]);

/** As it was read; the tracker judges it when it is written back. */
const fieldValue = z.custom<FieldValue>(
  (value) => value === null || typeof value === 'string' || typeof value === 'object',
);

const undoBase = { number: z.number(), linkId: z.string(), title: z.string() };

const undo = z.discriminatedUnion('kind', [
  z.object({ ...undoBase, kind: z.literal('delete'), issue: made }),
  z.object({
    ...undoBase,
    kind: z.literal('part'),
    restores: z.array(z.object({ side, field: z.string() })),
    copies: z.number(),
    kept: z.array(z.string()).exactOptional(),
  }),
  z.object({ ...undoBase, kind: z.literal('left'), reason: z.string() }),
]);

export const pageSchemas: {
  readonly [P in BackfillPart]: z.ZodType<readonly BackfillItems[P][]>;
} = {
  'scan-jira': z.array(scanned),
  'scan-remote': z.array(scanned),
  proposals: z.array(proposal),
  rows: z.array(row),
  outcomes: z.array(z.object({ number: z.number(), outcome })),
  before: z.array(z.object({ number: z.number(), side, fields: z.record(z.string(), fieldValue) })),
  undo: z.array(undo),
};
