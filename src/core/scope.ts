/** Which issues a mapping covers, and what a pair keeps when it comes under another one. */
import type { BaseValue, Link, SideBase } from './link';
import type { FieldRow, Mapping } from './mapping';
import { otherSide, SIDES, type Side, type Snapshot } from './model';

/**
 * The sides whose issue has to be covered: the one that the pair began with, since its twin need not
 * fit rules that were made for people's own issues; of a pair that was linked as it stood, both.
 */
export function sidesInQuestion(link: Pick<Link, 'origin'>): readonly Side[] {
  return link.origin ? [link.origin] : SIDES;
}

/** The first side on which a pair is not covered by the mapping any more. */
export function findSideThatLeft(
  mapping: Mapping,
  link: Pick<Link, 'origin'>,
  snapshots: Readonly<Record<Side, Snapshot>>,
): { readonly side: Side; readonly how: 'moved' | 'out' } | null {
  const moved = SIDES.find((side) => snapshots[side].projectId !== mapping[side].projectId);
  if (moved) return { side: moved, how: 'moved' };
  const out = sidesInQuestion(link).find((side) => snapshots[side].outOfScope);
  return out ? { side: out, how: 'out' } : null;
}

/** Why a mapping does not cover an issue, for people to read; `null` where it does. */
export function whyUncovered(mapping: Mapping, issue: Snapshot): string | null {
  const { side, key, projectId, outOfScope } = issue;
  const { projectKey } = mapping[side];
  if (projectId !== mapping[side].projectId) return `${key} is not in the project "${projectKey}"`;
  return outOfScope ? `${key} is not in the scope of mapping "${mapping.id}"` : null;
}

/** Whether the pair is known to wait since its issue on a side left the mapping. */
export function hasLeft({ problems }: Pick<Link, 'problems'>, side: Side): boolean {
  return problems.some((problem) => problem.kind === 'out-of-scope' && problem.side === side);
}

/** Why a pair waits of which one issue alone was moved to the project of another mapping. */
export interface Waiting {
  /** That mapping. */
  readonly mappingId: string;
  /** A sentence or two, for people. */
  readonly message: string;
  /** It was tried: trying again needs a person. */
  readonly isRefused: boolean;
}

/**
 * What people are told of it.
 * @param side whose issue did not follow
 * @param why in words that go on from "since"
 */
export function describeWaiting(
  to: Mapping,
  side: Side,
  snapshots: Readonly<Record<Side, Snapshot>>,
  why: string,
): string {
  const across = otherSide(side);
  const [twin, moved] = [snapshots[side].key, snapshots[across].key];
  return `${to.siteName[across]} issue ${moved} was moved to the project of mapping "${to.id}", and ${twin} in ${to.siteName[side]} did not follow, since ${why}. Move ${twin} to project "${to[side].projectKey}" as well, or ${moved} back: the pair waits until then.`;
}

/** The pair under another mapping: what rows of both join the same fields stays agreed. */
export function moveLink(link: Link, from: Mapping | null, to: Mapping): Link {
  const kept = new Set(
    to.fields
      .filter((row) => from?.fields.some((other) => joinsSame(row, other)))
      .map(({ field }) => field),
  );
  const { jira, remote } = link.sides;
  return {
    ...link,
    mappingId: to.id,
    mappingVersion: to.version,
    sides: { jira: keepFields(jira, kept), remote: keepFields(remote, kept) },
    conflicts: link.conflicts.filter(({ field }) => kept.has(field)),
    problems: [],
  };
}

/**
 * Without what was agreed before the mapping's rows joined the fields that they join now: an old
 * value of another field is no base.
 */
export function forgetChangedRows(mapping: Mapping, link: Link): Link {
  const changed = mapping.fields.filter(({ since = 0 }) => since > link.mappingVersion);
  if (changed.length === 0) return link;
  const names = new Set(changed.map(({ field }) => field));
  const known = [link.sides.jira, link.sides.remote].flatMap(({ fields }) => Object.keys(fields));
  const kept = new Set(known.filter((field) => !names.has(field)));
  const { jira, remote } = link.sides;
  return {
    ...link,
    sides: { jira: keepFields(jira, kept), remote: keepFields(remote, kept) },
    conflicts: link.conflicts.filter(({ field }) => !names.has(field)),
  };
}

/** Each row with the version since which it joins its two fields. */
export function datedRows(
  rows: readonly FieldRow[],
  standing: Pick<Mapping, 'fields'> | null,
  version: number,
): readonly FieldRow[] {
  if (!standing) return rows;
  return rows.map((row) => {
    const before = standing.fields.find((other) => joinsSame(row, other));
    const since = before ? before.since : version;
    return since === undefined ? row : { ...row, since };
  });
}

/** Whether two rows are of one name and join the same fields. */
export function joinsSame(one: FieldRow, other: FieldRow): boolean {
  const ends = ({ field, jira, remote, kinds, template }: FieldRow) =>
    JSON.stringify([field, jira, remote, kinds.jira, kinds.remote, template ?? null]);
  return ends(one) === ends(other);
}

function keepFields(base: SideBase, kept: ReadonlySet<string>): SideBase {
  const fields = Object.entries(base.fields).filter(([field]) => kept.has(field));
  return { ...base, fields: Object.fromEntries<BaseValue>(fields) };
}
