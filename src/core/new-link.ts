/** The first base of a pair: what already agrees is agreed, the rest is decided by the next plan. */
import { sameAcross } from './convert';
import { toBaseValue } from './digest';
import { fieldOf } from './field-of';
import { type BaseValue, type Link, linkIdOf, type SideBase } from './link';
import type { FieldRow, Mapping } from './mapping';
import { otherSide, SIDES, type Side, type Snapshot } from './model';

/** Whose values win where the two differ; `ask`: every difference becomes a conflict. */
export type Seed = Side | 'ask';

/**
 * A link of two issues that have none yet, version 0.
 * @param seed after a creation, the side that the twin was made from
 */
export function newLink(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  seed: Seed,
  nowMs: number,
): Link {
  return {
    id: linkIdOf(mapping.connectionId, snapshots.remote.issueId),
    version: 0,
    mappingId: mapping.id,
    mappingVersion: mapping.version,
    sides: {
      jira: firstBase(mapping, snapshots, 'jira', seed),
      remote: firstBase(mapping, snapshots, 'remote', seed),
    },
    paused: false,
    conflicts: [],
    problems: [],
    commentIntents: [],
    comparedAtMs: nowMs,
  };
}

/** Text fields that the two agree on from the start: their texts are the base of the first edit. */
export function listAgreedTexts(mapping: Mapping, link: Link): readonly string[] {
  return mapping.fields
    .filter(
      (row) =>
        row.kind === 'text' &&
        SIDES.every((side) => link.sides[side].fields[row.field] !== undefined),
    )
    .map((row) => row.field);
}

function firstBase(
  mapping: Mapping,
  snapshots: Readonly<Record<Side, Snapshot>>,
  side: Side,
  seed: Seed,
): SideBase {
  const snapshot = snapshots[side];
  const fields = mapping.fields.flatMap((row) => {
    const value = firstValue(mapping, row, snapshots, side, seed);
    return value === undefined ? [] : [[row.field, value] as const];
  });
  return {
    issueId: snapshot.issueId,
    key: snapshot.key,
    projectId: snapshot.projectId,
    authorId: snapshot.author.id,
    createdAtMs: snapshot.createdAtMs,
    fields: Object.fromEntries(fields),
    lastEntryId: snapshot.lastEntryId,
    readAtMs: snapshot.readAtMs,
    updatedAtMs: snapshot.updatedAtMs,
    writtenAtMs: null,
  };
}

/** Absent where the side's value has still to win or to be asked about. */
function firstValue(
  mapping: Mapping,
  row: FieldRow,
  snapshots: Readonly<Record<Side, Snapshot>>,
  side: Side,
  seed: Seed,
): BaseValue | undefined {
  const values = {
    jira: fieldOf(snapshots.jira, row),
    remote: fieldOf(snapshots.remote, row),
  };
  const agreed = sameAcross(mapping, row, values);
  return agreed || seed === otherSide(side) ? toBaseValue(values[side]) : undefined;
}
