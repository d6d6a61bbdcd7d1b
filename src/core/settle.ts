/**
 * What the writes of a plan came to: the base takes what we sent as our own history entry shows it,
 * never blindly what is read back, so a person's edit in between stays a difference.
 */
import type { AuditEntry } from './audit/audit';
import { auditConflict } from './audit/audit-plan';
import { auditComments, listRefusedCopies, settleComments } from './comments/settle-comments';
import { toBaseValue } from './digest';
import { fieldOf, labelsOf } from './fields/field-of';
import { findListChange } from './fields/list-change';
import { type FieldTrail, isOurs, isSent, toLostValue, trailOf } from './history/find-overwritten';
import { isUntraced } from './history/is-untraced';
import { includesProblem } from './includes-problem';
import type { BaseValue, CommentPair, Conflict, Link, Problem, SideBase } from './link';
import type { FieldRow, Mapping } from './mapping';
import { type FieldValue, type HistoryEntry, otherSide, type Side, type Snapshot } from './model';
import { type FieldWrite, wholeReadOf } from './plan';
import type { SettleInput } from './settle-input';
import { agreedTexts } from './texts/agreed-texts';
import type { BaseText } from './texts/convert-text';
import { holdsText, parseList } from './values/field-kinds';

export interface Settled {
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  /** Rich texts that both sides agree on by these writes, whatever people typed after them. */
  readonly texts: Readonly<Record<string, BaseText>>;
  readonly audit: readonly AuditEntry[];
}

/** Takes stock after the plan's writes were carried out and the written sides were read again. */
export function settleWrites(input: SettleInput): Settled {
  const { plan } = input;
  const results = plan.fieldWrites.map((write) => settleField(input, write));
  const comments = settleComments(input);
  const conflicts = results.flatMap((result) => (result.conflict ? [result.conflict] : []));
  const problems = [
    ...results.flatMap((result) => (result.problem ? [result.problem] : [])),
    ...listRefusedCopies(input),
  ];
  const written = new Set(plan.fieldWrites.map((write) => write.field));
  const link: Link = {
    ...plan.link,
    sides: {
      jira: settleBase(input, 'jira', results),
      remote: settleBase(input, 'remote', results),
    },
    conflicts: [...plan.link.conflicts.filter(({ field }) => !written.has(field)), ...conflicts],
    problems: [
      ...plan.link.problems,
      ...problems.filter((problem) => !includesProblem(plan.link.problems, problem)),
    ],
    commentIntents: plan.link.commentIntents.filter(
      (intent) => !comments.some((pair) => pair[intent.origin] === intent.commentId),
    ),
  };
  return {
    link,
    comments,
    texts: textsOf(input, results),
    audit: [
      ...results.flatMap(({ audit }) => audit ?? []),
      ...conflicts.map((conflict) => auditConflict(conflict, commonOf(input))),
      ...auditComments(input),
    ],
  };
}

function commonOf({ plan: { link }, mapping, nowMs, cause }: SettleInput) {
  return { atMs: nowMs, linkId: link.id, mappingId: mapping.id, cause };
}

interface FieldResult {
  readonly row: FieldRow;
  readonly side: Side;
  readonly taken: boolean;
  /** What the written side agreed on, where it was taken. */
  readonly value: FieldValue;
  readonly bases: Readonly<Partial<Record<Side, BaseValue>>>;
  readonly conflict: Conflict | null;
  readonly problem: Problem | null;
  readonly audit: AuditEntry | null;
}

function overtaken(row: FieldRow, side: Side, audit: AuditEntry | null): FieldResult {
  return { row, side, taken: false, value: null, bases: {}, conflict: null, problem: null, audit };
}

function settleField(input: SettleInput, write: FieldWrite): FieldResult {
  const { side, field, value } = write;
  const row = rowOf(input.mapping, field);
  const source = otherSide(side);
  const trail = trailOf(input.after[side].history, field, (entry, to) =>
    isOurs(input.authorship[side](entry.author.id), isSent(value, to)),
  );
  const refusal = input.refused[side].find((refused) => refused.field === field);
  const read = fieldOf(input.after[side], row);
  const shown = toBaseValue(read);
  // What stands there is there, whoever had to refuse what: another run of ours may have been quicker.
  const isGrown = !refusal && holdsChange(input, row, write);
  const taken = shown === toBaseValue(value) || isGrown || (!refusal && trail.own !== null);
  // A person was quicker and ours was refused for it: both sides changed, so the next round decides.
  if (!taken && trail.changedAfter) return overtaken(row, side, auditStep(input, write, trail));
  // So was a run of ours that was cut off, or this one on its way: the next round goes on from there.
  if (refusal && !taken && trail.own) {
    const step = overtaken(row, side, auditStep(input, write, trail));
    return { ...step, bases: { [side]: shown }, conflict: overwrittenOf(input, row, side, trail) };
  }
  const isSentOnly =
    taken && (isGrown || (trail.own && (trail.changedAfter || tellsSent(trail.own, write))));
  const target = isSentOnly ? toBaseValue(value) : shown;
  const mergedHere = input.plan.fieldWrites.some(
    (other) => other.field === field && other.side === source,
  );
  return {
    row,
    side,
    taken,
    value: isSentOnly ? value : read,
    bases: {
      [side]: target,
      ...(mergedHere ? {} : { [source]: toBaseValue(fieldOf(input.before[source], row)) }),
    },
    conflict: taken ? overwrittenOf(input, row, side, trail) : null,
    problem: taken ? null : notTaken(input, write, refusal?.message ?? null),
    audit: {
      atMs: input.nowMs,
      kind: taken ? 'field-written' : 'problem-found',
      linkId: input.plan.link.id,
      mappingId: input.mapping.id,
      side,
      field,
      from: toBaseValue(fieldOf(input.before[side], row)),
      to: toBaseValue(value),
      cause: input.cause,
    },
  };
}

/** What our entry tells is what we agreed on: Redmine takes a parent's dates from its sub-tasks, untold. */
function tellsSent({ changes }: HistoryEntry, { field, value }: FieldWrite): boolean {
  if (value !== null && typeof value !== 'string') return false;
  return changes.some((change) => change.field === field && isSent(value, change.to));
}

/** Both forms of each text that was taken wherever it was written: one of it may be its source's. */
function textsOf(
  { mapping, before }: SettleInput,
  results: readonly FieldResult[],
): Settled['texts'] {
  const refused = new Set(results.filter(({ taken }) => !taken).map(({ row }) => row.field));
  const taken = results.filter(({ row }) => holdsText(row.kinds) && !refused.has(row.field));
  const agreedOn = (side: Side): Snapshot => {
    const written = taken.filter((result) => result.side === side);
    const values = written.map(({ row, value }) => [row.field, value] as const);
    return { ...before[side], fields: { ...before[side].fields, ...Object.fromEntries(values) } };
  };
  return agreedTexts(
    mapping,
    taken.map(({ row }) => row.field),
    { jira: agreedOn('jira'), remote: agreedOn('remote') },
  );
}

/** On the way to a status we may have come a part of it before somebody moved the issue. */
function auditStep(
  { plan: { link }, mapping, nowMs, cause }: SettleInput,
  { side, field }: FieldWrite,
  { own }: FieldTrail,
): AuditEntry | null {
  const step = own?.changes.find((change) => change.field === field);
  if (!step) return null;
  const { from, to } = step;
  const of = { linkId: link.id, mappingId: mapping.id, side, field };
  return { ...of, atMs: nowMs, kind: 'field-written', from, to, cause };
}

/**
 * Watchers are added and taken out one by one, and no history tells by whom: a tracker lets whoever
 * writes to an issue watch it. So others may have come or gone meanwhile, and whoever was taken out may
 * have come back. Only an addition is ever dropped with a good answer: Redmine adds nobody who may not
 * see the issue (its `watchers_controller.rb`). Other lists of people are written whole, and dropped so.
 */
function holdsChange({ before, after }: SettleInput, row: FieldRow, write: FieldWrite): boolean {
  const { side, value } = write;
  if (!isUntraced(row)) return false;
  const { added } = findListChange(membersOf(before[side], row), value);
  const now = membersOf(after[side], row);
  return added.every((one) => now.includes(one));
}

function membersOf(snapshot: Snapshot, row: FieldRow): readonly string[] {
  const value = fieldOf(snapshot, row);
  return typeof value === 'string' ? parseList(value) : [];
}

function overwrittenOf(
  input: SettleInput,
  row: FieldRow,
  side: Side,
  trail: FieldTrail,
): Conflict | null {
  if (!trail.overwritten) return null;
  const source = otherSide(side);
  const { value, author } = trail.overwritten;
  const lost = toLostValue(input.mapping, row, side, value);
  const values: Partial<Record<Side, FieldValue>> = {
    [side]: lost,
    [source]: fieldOf(input.before[source], row),
  };
  return {
    field: row.field,
    kind: 'overwritten',
    jira: values.jira ?? null,
    remote: values.remote ?? null,
    labels: { ...labelsOf(input.before, row.field), [side]: null },
    foundAtMs: input.nowMs,
    jiraAuthor: side === 'jira' ? author : null,
    remoteAuthor: side === 'remote' ? author : null,
  };
}

/** The field that workflows move; what they say of it is no lack of a right. */
const STATUS = 'status';

function notTaken(input: SettleInput, write: FieldWrite, refusal: string | null): Problem {
  const { side, field } = write;
  const name = input.mapping.siteName[side];
  const value = toBaseValue(write.value);
  // It had said that it takes it, so something else is in the way: that it says so again is no news.
  const { [field]: accepted = [] } = input.before[side].accepts ?? {};
  const isForeseen = field === STATUS && !(value !== null && accepted.includes(value));
  const what = `did not take the new ${field} of ${input.after[side].key}`;
  const told =
    refusal === null
      ? `${name} answered well but ${what}. Usually the key lacks a permission there, or the workflow does not allow it.`
      : `${name} ${what}: ${refusal.replace(/\.$/, '')}.`;
  return {
    kind: refusal !== null && isForeseen ? 'no-transition' : 'write-not-taken',
    side,
    field,
    value,
    message: `${told} It is tried again when somebody asks for a sync of the pair or changes the mapping.`,
    foundAtMs: input.nowMs,
  };
}

function settleBase(input: SettleInput, side: Side, results: readonly FieldResult[]): SideBase {
  const base = input.plan.link.sides[side];
  const after = input.after[side];
  const fields = results.flatMap((result) => {
    const value = result.bases[side];
    return value === undefined ? [] : [[result.row.field, value] as const];
  });
  const wrote =
    results.some((result) => result.side === side && result.taken) ||
    input.plan.commentWrites.some((write) => otherSide(write.origin) === side);
  return {
    ...base,
    fields: { ...base.fields, ...Object.fromEntries(fields) },
    lastEntryId: Math.max(base.lastEntryId, after.lastEntryId),
    ...wholeReadOf(base, after),
    writtenAtMs: wrote ? input.nowMs : base.writtenAtMs,
  };
}

function rowOf(mapping: Mapping, field: string): FieldRow {
  const row = mapping.fields.find((candidate) => candidate.field === field);
  if (!row) throw new Error(`mapping ${mapping.id} has no row for field ${field}`);
  return row;
}
