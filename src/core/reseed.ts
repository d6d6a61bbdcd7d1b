/**
 * What rules that came later would change in a pair that exists: a field that is new to it, or values
 * that a row joins since. Nothing of it is written before a person chose whose values count.
 */
import { toBaseValue } from './digest';
import { fieldOf } from './fields/field-of';
import type { Link } from './link';
import { type FieldRow, flowsTo } from './mapping';
import { type FieldValue, otherSide, SIDES, type Side } from './model';
import type { PlanInput } from './plan-input';
import { forgetChangedRows } from './scope';
import { convertValue, sameAcross } from './values/convert';
import { crossingOf } from './values/crossing';
import { holdsText, traitsOf } from './values/field-kinds';

export type ReseedInput = Pick<PlanInput, 'mapping' | 'link' | 'snapshots' | 'twins'>;

export interface ReseedWrite {
  readonly field: string;
  readonly side: Side;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** Where the two sides differ and neither has changed since they agreed, or never agreed. */
export function listReseeds(input: ReseedInput, seed: Side): readonly ReseedWrite[] {
  const link = forgetChangedRows(input.mapping, input.link);
  return input.mapping.fields.flatMap((row) => findReseed({ ...input, link }, row, seed) ?? []);
}

/** The link as if the seed's values had just been changed, so that its next plan writes them. */
export function reseedLink(input: ReseedInput, seed: Side): Link {
  const { mapping, snapshots } = input;
  const writes = listReseeds(input, seed);
  const link = forgetChangedRows(mapping, input.link);
  const fields = { jira: { ...link.sides.jira.fields }, remote: { ...link.sides.remote.fields } };
  for (const { field, side, from } of writes) {
    delete fields[seed][field];
    fields[side][field] = toBaseValue(from);
  }
  const names = new Set(writes.map(({ field }) => field));
  return {
    ...link,
    mappingVersion: mapping.version,
    sides: {
      jira: { ...link.sides.jira, fields: fields.jira, key: snapshots.jira.key },
      remote: { ...link.sides.remote, fields: fields.remote, key: snapshots.remote.key },
    },
    conflicts: link.conflicts.filter(({ field }) => !names.has(field)),
  };
}

function findReseed(input: ReseedInput, row: FieldRow, seed: Side): ReseedWrite | null {
  const { mapping, link, snapshots } = input;
  const side = otherSide(seed);
  if (!flowsTo(row.direction, side) || !isAtRest(input, row)) return null;
  const values = { jira: fieldOf(snapshots.jira, row), remote: fieldOf(snapshots.remote, row) };
  const crossing = crossingOf({ mapping, row, snapshots, twins: input.twins });
  if (sameAcross(crossing, values)) return null;
  // An agreed text may be said in two ways, and a related issue may lack a twin.
  const isAgreed = SIDES.every((one) => link.sides[one].fields[row.field] !== undefined);
  const isIssue = traitsOf(row.kinds.jira).shape === 'issue';
  if (isAgreed && (isIssue || holdsText(row.kinds))) return null;
  const converted = convertValue(crossing, values[seed], side, { current: values[side] });
  if (converted.kind === 'unmapped') return null;
  const isSame = toBaseValue(converted.value) === toBaseValue(values[side]);
  return isSame ? null : { field: row.field, side, from: values[side], to: converted.value };
}

/** Neither side has a change on its way, nor waits for a decision of another kind. */
function isAtRest({ link, snapshots }: ReseedInput, row: FieldRow): boolean {
  const conflict = link.conflicts.find(({ field }) => field === row.field);
  if (conflict) return conflict.kind === 'no-base';
  const bases = SIDES.map((side) => link.sides[side].fields[row.field]);
  if (bases.every((base) => base === undefined)) return true;
  return SIDES.every(
    (side) => link.sides[side].fields[row.field] === toBaseValue(fieldOf(snapshots[side], row)),
  );
}
