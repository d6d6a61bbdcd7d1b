/**
 * The plan of one link: from its base and one read of each side to what is to be written and what
 * the link knows then. Pure; `sync/` carries it out.
 */

import type { AttachmentWrite } from './attachments/attachment-write';
import { type AttachmentPlan, planAttachments } from './attachments/plan-attachments';
import { isProblemOver } from './attachments/settle-attachments';
import { type CommentWrite, isCommentProblemOver, planComments } from './comments/plan-comments';
import { toBaseValue } from './digest';
import { decideField } from './fields/decide-field';
import type { FieldDecision, FieldSituation } from './fields/field-decision';
import { fieldOf, labelsOf, namesOf } from './fields/field-of';
import { basesWithRetry } from './fields/retry-refused';
import { keepAgreed, keepCommentsPrivate, keepFilesPrivate } from './halt';
import { findRecovered, type RecoveredWrite } from './history/find-recovered';
import { includesProblem } from './includes-problem';
import { keepIntents } from './intents';
import type { AttachmentPair, CommentPair, Conflict, Link, Problem, SideBase } from './link';
import type { FieldRow, Mapping, UnmappedRule } from './mapping';
import { type FieldValue, otherSide, SIDES, type Side, type Snapshot } from './model';
import type { PlanInput } from './plan-input';
import { holdsText, traitsOf } from './values/field-kinds';

export interface FieldWrite {
  readonly field: string;
  readonly side: Side;
  readonly value: FieldValue;
}

export interface Plan {
  readonly fieldWrites: readonly FieldWrite[];
  readonly commentWrites: readonly CommentWrite[];
  /** To be carried out before the others, since texts show files; then the link is planned anew. */
  readonly attachmentWrites: readonly AttachmentWrite[];
  /** A conflict under the policy `halt` is open: the whole link waits, but for its privacy. */
  readonly isHalted: boolean;
  /** The link as it is if nothing had to be written; `settle` adds what the writes came to. */
  readonly link: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  /** Texts that both sides agree on now. */
  readonly settledTexts: readonly string[];
  readonly foundConflicts: readonly Conflict[];
  readonly foundProblems: readonly Problem[];
  /** Fields whose change stays where it is, as the mapping says. */
  readonly leftAlone: readonly { readonly field: string; readonly side: Side }[];
  /** What a run that was cut off wrote before it could save. */
  readonly recovered: readonly RecoveredWrite[];
}

/** Plans one link. */
export function planLink(input: PlanInput): Plan {
  const { mapping, link, snapshots } = input;
  const decisions = mapping.fields.map((row) => ({
    row,
    decision: decideField(situationOf(input, row)),
  }));
  const halted = isHalted(input, decisions);
  const effective = halted ? decisions.filter(({ decision }) => !writes(decision)) : decisions;
  const withheld = decisions
    .filter((one) => !effective.includes(one))
    .map(({ row }) => situationOf(input, row));

  const foundConflicts = effective.flatMap(({ decision }) =>
    decision.kind === 'conflict' ? [{ ...decision.conflict, foundAtMs: input.nowMs }] : [],
  );
  const foundProblems = effective.flatMap(({ row, decision }) =>
    listUnmapped(decision).map((value) => notMapped(input, row, value)),
  );
  const comments = planComments(mapping, input.comments, snapshots, link.commentIntents);
  const attachments = planAttachments(
    mapping,
    input.attachments,
    link.attachmentIntents ?? [],
    snapshots,
  );
  const problems = keepProblems(link.problems, effective, foundProblems).filter(
    (problem) =>
      !isProblemOver(problem, attachments.pairs) && !isCommentProblemOver(problem, comments.pairs),
  );
  return {
    fieldWrites: effective.flatMap(({ row, decision }) => fieldWritesOf(row, decision)),
    commentWrites: halted ? keepCommentsPrivate(comments.writes) : comments.writes,
    comments: comments.pairs,
    attachmentWrites: halted ? keepFilesPrivate(attachments.writes, snapshots) : attachments.writes,
    isHalted: halted,
    attachments: attachments.pairs,
    link: {
      ...withoutIntents(input, attachments),
      mappingVersion: mapping.version,
      sides: {
        jira: keepAgreed(moveBase(input, 'jira', effective), 'jira', withheld),
        remote: keepAgreed(moveBase(input, 'remote', effective), 'remote', withheld),
      },
      conflicts: nextConflicts(input, decisions, foundConflicts),
      problems,
      comparedAtMs: input.nowMs,
    },
    settledTexts: effective.flatMap(({ row, decision }) =>
      holdsText(row.kinds) && decision.kind === 'settle' ? [row.field] : [],
    ),
    foundConflicts,
    foundProblems: foundProblems.filter((problem) => !includesProblem(link.problems, problem)),
    leftAlone: effective.flatMap(({ row, decision }) =>
      decision.kind === 'leave' ? [{ field: row.field, side: decision.side }] : [],
    ),
    recovered: findRecovered(input, {
      comments: comments.pairs,
      attachments: attachments.pairs,
      adopted: attachments.adopted,
    }),
  };
}

/** Without what was sent, which is accounted for, and without the intents of what is done. */
function withoutIntents(input: PlanInput, attachments: AttachmentPlan): Link {
  const { snapshots, nowMs } = input;
  const { sent: _accounted, ...link } = input.link;
  const { attachmentIntents, ...rest } = link;
  if (!attachmentIntents || attachments.writes.length > 0) return link;
  const { jira, remote } = snapshots;
  const kept = keepIntents(attachmentIntents, ({ attachmentId }) => attachmentId, {
    pairs: [...attachments.pairs, ...attachments.adopted],
    shown: { jira: jira.attachments, remote: remote.attachments },
    nowMs,
  });
  return kept.length > 0 ? { ...rest, attachmentIntents: kept } : rest;
}

/** Whether anything is to be carried out. */
export function hasWrites(plan: Plan): boolean {
  return plan.fieldWrites.length + plan.commentWrites.length + plan.attachmentWrites.length > 0;
}

/** Whether any text differs from its base, so that the agreed texts are worth loading. */
export function findChangedTexts(
  mapping: Mapping,
  link: Link,
  snapshots: Readonly<Record<Side, Snapshot>>,
): readonly string[] {
  return mapping.fields
    .filter(
      (row) =>
        holdsText(row.kinds) &&
        SIDES.some(
          (side) =>
            link.sides[side].fields[row.field] !== toBaseValue(fieldOf(snapshots[side], row)),
        ),
    )
    .map((row) => row.field);
}

interface Decided {
  readonly row: FieldRow;
  readonly decision: FieldDecision;
}

function situationOf(input: PlanInput, row: FieldRow): FieldSituation {
  return {
    mapping: input.mapping,
    row,
    bases: basesWithRetry(input, row),
    snapshots: input.snapshots,
    authorship: input.authorship,
    baseText: input.texts[row.field],
    conflict: input.link.conflicts.find((conflict) => conflict.field === row.field),
    twins: input.twins,
    sent: input.link.sent,
  };
}

function isHalted(input: PlanInput, decisions: readonly Decided[]): boolean {
  return decisions.some(({ row, decision }) => {
    if (decision.kind === 'unmapped') return decision.rule === 'fail';
    return (
      row.onConflict === 'halt' &&
      (decision.kind === 'conflict' || decision.kind === 'frozen') &&
      !input.link.conflicts.some((open) => open.field === row.field && open.decision)
    );
  });
}

function writes(decision: FieldDecision): boolean {
  return decision.kind === 'write';
}

function fieldWritesOf(row: FieldRow, decision: FieldDecision): FieldWrite[] {
  if (decision.kind !== 'write' || row.isPrivacy) return [];
  return SIDES.flatMap((side) => {
    const value = decision.values[side];
    return value === undefined ? [] : [{ field: row.field, side, value }];
  });
}

/** The base of one side after everything that needs no write. */
function moveBase(input: PlanInput, side: Side, decided: readonly Decided[]): SideBase {
  const base = input.link.sides[side];
  const snapshot = input.snapshots[side];
  const moved = decided
    .filter(({ row, decision }) => movesBase(row, decision, side))
    .map(({ row }) => [row.field, toBaseValue(fieldOf(snapshot, row))] as const);
  return {
    ...base,
    key: snapshot.key,
    projectId: snapshot.projectId,
    fields: { ...base.fields, ...Object.fromEntries(moved) },
    lastEntryId: Math.max(base.lastEntryId, snapshot.lastEntryId),
    ...wholeReadOf(base, snapshot),
  };
}

/** A read that left comments out says nothing of them: their bells are still to be heard. */
export function wholeReadOf(
  base: SideBase,
  snapshot: Snapshot,
): Pick<SideBase, 'readAtMs' | 'updatedAtMs'> {
  const { readAtMs, updatedAtMs } = snapshot.hasOlderComments ? base : snapshot;
  return { readAtMs: Math.max(base.readAtMs, readAtMs), updatedAtMs };
}

function movesBase(row: FieldRow, decision: FieldDecision, side: Side): boolean {
  switch (decision.kind) {
    case 'settle':
      return true;
    case 'unmapped':
      // An issue without a twin may get one any time: it is looked for again.
      return decision.rule !== 'fail' && traitsOf(row.kinds[side]).shape !== 'issue';
    case 'leave':
      return decision.side === side;
    case 'same':
    case 'write':
    case 'conflict':
    case 'frozen':
      return false;
    default:
      return decision satisfies never;
  }
}

function nextConflicts(
  input: PlanInput,
  decided: readonly Decided[],
  found: readonly Conflict[],
): readonly Conflict[] {
  const kept = input.link.conflicts.flatMap((conflict) => {
    const match = decided.find(({ row }) => row.field === conflict.field);
    if (match?.decision.kind === 'settle') return [];
    // Found anew, over values that nobody has decided of.
    if (match?.decision.kind === 'conflict') return [];
    return [match?.decision.kind === 'frozen' ? showToday(input, match.row, conflict) : conflict];
  });
  return [...kept, ...found];
}

/** People may go on editing what is in conflict; who decides sees the values of today. */
function showToday(input: PlanInput, row: FieldRow, conflict: Conflict): Conflict {
  if (conflict.kind === 'overwritten') return conflict;
  const { jira, remote } = input.snapshots;
  return {
    ...conflict,
    jira: fieldOf(jira, row),
    remote: fieldOf(remote, row),
    labels: labelsOf(input.snapshots, row.field),
  };
}

/**
 * A field's problem stands until its value crosses, agrees, or changes to another; one of the
 * whole link is over, since the link runs again.
 */
function keepProblems(
  open: readonly Problem[],
  decided: readonly Decided[],
  found: readonly Problem[],
): readonly Problem[] {
  const moved = new Set(
    decided.flatMap(({ row, decision }) => (decision.kind === 'same' ? [] : [row.field])),
  );
  const kept = open.filter((problem) => problem.field !== null && !moved.has(problem.field));
  return [...kept, ...found.filter((problem) => !includesProblem(kept, problem))];
}

interface Unmapped {
  readonly side: Side;
  readonly value: string;
  readonly rule: UnmappedRule;
}

/** Values of a field that crossed without these, or not at all; rules that want silence get it. */
function listUnmapped(decision: FieldDecision): readonly Unmapped[] {
  if (decision.kind === 'unmapped') return decision.rule === 'keep' ? [] : [decision];
  if (decision.kind !== 'write' && decision.kind !== 'settle') return [];
  const { side = 'jira', values = [] } = decision.missing ?? {};
  return values.map((value) => ({ side, value, rule: 'review' }));
}

function notMapped(input: PlanInput, row: FieldRow, { side, value, rule }: Unmapped): Problem {
  const { siteName, id } = input.mapping;
  const [from, to] = [siteName[side], siteName[otherSide(side)]];
  const shown = namesOf(input.snapshots[side], row.field)[value] ?? value;
  const outcome = rule === 'fail' ? 'so nothing of the pair crosses' : 'so it was not carried over';
  return {
    kind: 'value-not-mapped',
    side,
    field: row.field,
    value,
    message:
      traitsOf(row.kinds[side]).shape === 'issue'
        ? `${from}'s ${row.field} "${shown}" has no twin in ${to}, ${outcome}. Link it or let it get one.`
        : `${from}'s ${row.field} "${shown}" has no row towards ${to} in mapping "${id}", ${outcome}. Add a row for it, and have the rules applied to existing pairs.`,
    foundAtMs: input.nowMs,
  };
}
