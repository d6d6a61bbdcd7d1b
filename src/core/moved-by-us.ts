/**
 * A twin that the app brought to another project, after its issue. What it lost on the way nobody
 * took out, so it is no edit that crosses back.
 */
import { toBaseValue } from './digest';
import { fieldOf, labelsOf } from './fields/field-of';
import { type Authorship, toLostValue } from './history/find-overwritten';
import type { BaseValue, Conflict, Link, SentWrite } from './link';
import { type FieldRow, flowsTo, type Mapping } from './mapping';
import {
  type FieldChange,
  type FieldValue,
  type HistoryEntry,
  otherSide,
  SIDES,
  type Side,
  type Snapshot,
} from './model';

type Snapshots = Readonly<Record<Side, Snapshot>>;

/** What a move writes, in notes and in the trail. No row has this name. */
export const PROJECT = 'project';

const isNote = ({ field }: Pick<SentWrite, 'field'>) => field === PROJECT;

/** The link with the note that the issue on this side is sent to the project of the mapping. */
export function noteMove(link: Link, side: Side, to: Mapping, atMs: number): Link {
  const { projectId } = to[side];
  const source = to[otherSide(side)].projectId;
  const note: SentWrite = { side, field: PROJECT, value: projectId, source, atMs };
  return { ...link, sent: [...(forgetMove(link).sent ?? []), note] };
}

/** The link without that note: what became of it is known. */
export function forgetMove(link: Link): Link {
  const { sent, ...rest } = link;
  const others = (sent ?? []).filter((write) => !isNote(write));
  return others.length > 0 ? { ...rest, sent: others } : rest;
}

/** The side whose issue stands in the project that the app sent it to; `null`: none. */
export function findSentSide({ sent = [] }: Link, snapshots: Snapshots): Side | null {
  const note = sent.find(
    (write) => isNote(write) && snapshots[write.side].projectId === write.value,
  );
  return note?.side ?? null;
}

/** The sides whose issues people moved out of the mapping's projects. */
export function listMovedSides(
  mapping: Mapping,
  link: Link,
  snapshots: Snapshots,
): readonly Side[] {
  const sent = findSentSide(link, snapshots);
  return SIDES.filter(
    (side) => side !== sent && snapshots[side].projectId !== mapping[side].projectId,
  );
}

export interface MovedIssue {
  /** Of the new project. */
  readonly mapping: Mapping;
  /** Under that mapping. */
  readonly link: Link;
  readonly snapshots: Snapshots;
  /** Whose issue was moved. */
  readonly side: Side;
  readonly authorship: (personId: string) => Authorship;
  readonly nowMs: number;
}

export interface SettledMove {
  readonly link: Link;
  /** Without what the moves did to fields: it is accounted for. */
  readonly history: readonly HistoryEntry[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Accounts for our moves of an issue. What both sides had agreed on and the move dropped is written
 * there again, as far as the new rules let it. What people had typed there unseen, and what only that
 * side tells, becomes a Conflict.
 * @returns `null` where its history tells of no such move
 */
export function settleMove(moved: MovedIssue): SettledMove | null {
  const { mapping, link, snapshots, side, authorship } = moved;
  const { history } = snapshots[side];
  const moves = history.filter(
    ({ movedTo, author }) => movedTo !== undefined && authorship(author.id) !== 'not-ours',
  );
  if (moves.length === 0) return null;
  const lost = mapping.fields.flatMap((row) => findLost(moved, row, moves) ?? []);
  const conflicts = lost.filter(({ isUnseen }) => isUnseen).map((one) => overwrittenBy(moved, one));
  const names = new Set(conflicts.map(({ field }) => field));
  return {
    link: {
      ...link,
      sides: basesAfter(link, side, lost),
      conflicts: [...link.conflicts.filter(({ field }) => !names.has(field)), ...conflicts],
    },
    history: history.map((entry) => (moves.includes(entry) ? { ...entry, changes: [] } : entry)),
    conflicts,
  };
}

interface Lost {
  readonly row: FieldRow;
  /** As the history tells it. */
  readonly from: string | null;
  readonly left: BaseValue;
  readonly isUnseen: boolean;
}

function findLost(
  { mapping, link, side }: MovedIssue,
  row: FieldRow,
  moves: readonly HistoryEntry[],
): Lost | null {
  const changes = moves.flatMap((entry): readonly FieldChange[] =>
    entry.changes.filter(({ field }) => field === row.field),
  );
  const [first, last] = [changes[0], changes.at(-1)];
  const agreed = link.sides[side].fields[row.field];
  // Without a base nothing crosses unasked anyway.
  if (!first || !last || agreed === undefined) return null;
  const asBase = (told: string | null) => toBaseValue(toLostValue(mapping, row, side, told));
  const isTheirs = asBase(first.from) !== agreed && row.onConflict !== otherSide(side);
  return {
    row,
    from: first.from,
    left: asBase(last.to),
    isUnseen: isTheirs || !flowsTo(row.direction, side),
  };
}

/** The other side counts as just changed, so that the next plan writes its value here again. */
function basesAfter(link: Link, side: Side, lost: readonly Lost[]): Link['sides'] {
  const { jira, remote } = link.sides;
  const fields = { jira: { ...jira.fields }, remote: { ...remote.fields } };
  for (const { row, left, isUnseen } of lost) {
    fields[side][row.field] = left;
    if (!isUnseen) delete fields[otherSide(side)][row.field];
  }
  return {
    jira: { ...jira, fields: fields.jira },
    remote: { ...remote, fields: fields.remote },
  };
}

function overwrittenBy(
  { mapping, snapshots, side, nowMs }: MovedIssue,
  { row, from }: Lost,
): Conflict {
  const values: Partial<Record<Side, FieldValue>> = {
    [side]: toLostValue(mapping, row, side, from),
    [otherSide(side)]: fieldOf(snapshots[otherSide(side)], row),
  };
  return {
    field: row.field,
    kind: 'overwritten',
    jira: values.jira ?? null,
    remote: values.remote ?? null,
    labels: { ...labelsOf(snapshots, row.field), [side]: null },
    foundAtMs: nowMs,
    jiraAuthor: null,
    remoteAuthor: null,
  };
}
