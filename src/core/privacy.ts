/**
 * Private issues, where a row maps who may see an issue. Narrower goes first and alone: nothing else
 * crosses before both sides are seen to be private.
 */
import { toBaseValue } from './digest';
import { fieldOf } from './fields/field-of';
import { accountOwnWrites, listOwnChanges } from './history/account-own-writes';
import type { BaseValue, Link, SideBase } from './link';
import { type FieldRow, findPrivacyRow, flowsTo, type Mapping } from './mapping';
import { type FieldValues, otherSide, SIDES, type Side, type Snapshot } from './model';
import type { PlanInput } from './plan-input';
import { convertValue } from './values/convert';
import { crossingOf } from './values/crossing';

export interface PrivacyWrite {
  readonly field: string;
  readonly side: Side;
  readonly value: string | null;
  readonly from: BaseValue;
}

/** What a private issue's twin is called until it is seen to be private. */
const PLACEHOLDER = 'Private';

type PrivacyInput = Pick<PlanInput, 'mapping' | 'link' | 'snapshots' | 'authorship'>;

/**
 * What makes both sides as private as each other, where one is and the other is not; `null` where
 * the mapping does not say. What people published on one side is published on the other only where
 * they have done nothing there since the two agreed: what was typed there was typed in private.
 */
export function planPrivacy(input: PrivacyInput): PrivacyWrite | null {
  const { mapping, snapshots } = input;
  const row = findPrivacyRow(mapping);
  const side = SIDES.find(
    (one) => snapshots[one].restricted && !snapshots[otherSide(one)].restricted,
  );
  if (!row || !side) return null;
  const open = otherSide(side);
  const wasPrivate = haveAgreedOnPrivate(input, row);
  const target = wasPrivate ? side : open;
  if (wasPrivate && !isUntouched(input, row, side)) return null;
  const value = convert(mapping, row, snapshots[otherSide(target)]);
  if (value === undefined || isPrivate(value) === wasPrivate) return null;
  return {
    field: row.field,
    side: target,
    value,
    from: toBaseValue(fieldOf(snapshots[target], row)),
  };
}

/**
 * The link as both sides were just made as private as each other. A run that is cut off after that
 * saves it with what it tells, so that the next one goes by it.
 */
export function agreeOnPrivacy({
  mapping,
  link,
  snapshots,
}: Pick<PrivacyInput, 'mapping' | 'link' | 'snapshots'>): Link {
  const row = findPrivacyRow(mapping);
  if (!row || snapshots.jira.restricted !== snapshots.remote.restricted) return link;
  const agreed = (side: Side): SideBase => {
    const { fields, ...base } = link.sides[side];
    const value = toBaseValue(fieldOf(snapshots[side], row));
    return { ...base, fields: { ...fields, [row.field]: value } };
  };
  return { ...link, sides: { jira: agreed('jira'), remote: agreed('remote') } };
}

/** Whether both were private last, as far as base and histories tell: a run may not have saved it. */
function haveAgreedOnPrivate(input: PrivacyInput, row: FieldRow): boolean {
  const { sides, sent } = input.link;
  const known = accountOwnWrites({ ...input, row, bases: sides, baseText: undefined, sent });
  return SIDES.every((side) =>
    isPrivate(known.kind === 'agreed' ? known.agreed[side] : sides[side].fields[row.field]),
  );
}

/**
 * Whether nothing happened since the two agreed but writes of ours, by a run that could not save them.
 * It may have been that run that made both private; what people did before was typed in the open.
 */
function isUntouched(input: PrivacyInput, privacy: FieldRow, side: Side): boolean {
  const { updatedAtMs, history } = input.snapshots[side];
  const base = input.link.sides[side];
  if (updatedAtMs <= base.updatedAtMs) return true;
  const own = new Set(
    input.mapping.fields.flatMap((row) => {
      return listOwn(input, row, side).map(({ change }) => change);
    }),
  );
  const ours = listOwn(input, privacy, side).findLast(({ change }) => isPrivate(change.to));
  const hiding = ours ?? findFollowed(input, privacy, side);
  const since = history.filter(({ id }) => id >= (hiding?.entry.id ?? base.lastEntryId + 1));
  const last = since.at(-1);
  return (
    last !== undefined &&
    updatedAtMs <= last.atMs &&
    since.every(
      ({ changes }) =>
        changes.length > 0 && changes.every((one) => own.has(one) || one === hiding?.change),
    )
  );
}

/**
 * How people hid an issue that was open when both were saved last: only for that one change can we
 * have hidden the other side since. Of several, which one it was is left in doubt; and what was
 * written along with it was written in private.
 */
function findFollowed({ link, snapshots }: PrivacyInput, { field }: FieldRow, side: Side) {
  const { fields, lastEntryId } = link.sides[side];
  const { comments, history } = snapshots[side];
  const changes = history
    .filter(({ id }) => id > lastEntryId)
    .flatMap((entry) => {
      const change = entry.changes.find((one) => one.field === field);
      return change ? [{ entry, change }] : [];
    });
  const [followed] = changes;
  if (!followed || changes.length > 1 || isPrivate(fields[field])) return undefined;
  const isAlone = comments.every(({ createdAtMs }) => createdAtMs < followed.entry.atMs);
  return isAlone ? followed : undefined;
}

function listOwn(
  { mapping, link, snapshots, authorship }: PrivacyInput,
  row: FieldRow,
  side: Side,
) {
  const { sides: bases, sent } = link;
  const histories = { mapping, row, bases, snapshots, authorship, baseText: undefined, sent };
  return listOwnChanges(histories, side);
}

/**
 * What the twin of a private issue is born with: nothing of what the issue says. `null` where the
 * twin would not be private.
 * @param fields all that the twin is to have
 */
export function bornPrivate(
  mapping: Mapping,
  source: Snapshot,
  fields: FieldValues,
): FieldValues | null {
  const row = findPrivacyRow(mapping);
  const value = row && convert(mapping, row, source);
  if (!row || value === undefined || !isPrivate(value)) return null;
  const { issuetype } = fields;
  return {
    summary: PLACEHOLDER,
    ...(issuetype === undefined ? {} : { issuetype }),
    [row.field]: value,
  };
}

/** The value across; `undefined` where nothing says it, or it does not flow there. */
function convert(mapping: Mapping, row: FieldRow, source: Snapshot): string | null | undefined {
  const to = otherSide(source.side);
  if (!flowsTo(row.direction, to)) return undefined;
  const crossing = crossingOf({ mapping, row, snapshots: { [source.side]: source } });
  const converted = convertValue(crossing, fieldOf(source, row), to);
  if (converted.kind !== 'value' || converted.missing.length > 0) return undefined;
  return typeof converted.value === 'object' && converted.value !== null
    ? undefined
    : converted.value;
}

/** A level that is chosen, or a box that is ticked. */
function isPrivate(value: BaseValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '0';
}
