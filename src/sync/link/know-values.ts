/**
 * A mapping knows the choices of the day it was imported. What came since is looked up, or made,
 * when an issue shows it first, so that no run asks for metadata without need.
 */

import { toBaseValue } from '../../core/digest';
import { fieldOf, namesOf } from '../../core/fields/field-of';
import { basesWithRetry } from '../../core/fields/retry-refused';
import { type BaseValue, type Link, linkIdOf } from '../../core/link';
import { type FieldRow, flowsTo, type Mapping, type ValueRow } from '../../core/mapping';
import { type FieldChange, otherSide, SIDES, type Side, type Snapshot } from '../../core/model';
import { findConversion } from '../../core/values/conversions';
import { type Crossing, listWithoutCounterpart, type Names } from '../../core/values/convert';
import { crossingOf } from '../../core/values/crossing';
import { traitsOf } from '../../core/values/field-kinds';
import type { Store, Trackers } from '../../ports';

export interface KnowRequest {
  readonly mapping: Mapping;
  readonly trackers: Trackers;
  readonly store: Pick<Store, 'findLink' | 'findLinkId'>;
  readonly snapshots: Readonly<Partial<Record<Side, Snapshot>>>;
  /** What agrees with its base needs no look; absent: everything is looked at. */
  readonly link?: Link;
  /** What was refused before is tried again. */
  readonly retriesBeforeMs?: number;
}

export interface Known {
  /** With rows for the values that were found. */
  readonly mapping: Mapping;
  /** The twins of the issues that fields name. */
  readonly twins: NonNullable<Crossing['twins']>;
}

/** No request where the mapping knows every value that changed. */
export async function knowValues(request: KnowRequest): Promise<Known> {
  const twins: Record<Side, Record<string, string>> = { jira: {}, remote: {} };
  const fields: FieldRow[] = [];
  for (const row of request.mapping.fields) {
    const found: ValueRow[] = [];
    for (const from of SIDES) {
      const snapshot = request.snapshots[from];
      if (!snapshot) continue;
      for (const named of listNamed(request, row, snapshot)) {
        Object.assign(twins[from], await findTwin(request, from, named));
      }
      if (isIssue(row, from) || !isWorthALook(request, row, from)) continue;
      found.push(...(await findValues(request, row, snapshot)));
    }
    fields.push(found.length > 0 ? { ...row, values: [...row.values, ...found] } : row);
  }
  return { mapping: { ...request.mapping, fields }, twins };
}

function isWorthALook(request: KnowRequest, row: FieldRow, from: Side): boolean {
  const { snapshots } = request;
  const to = otherSide(from);
  const conversion = findConversion(row.kinds[from], row.kinds[to]);
  const isOpen =
    conversion?.by === 'link' || (conversion?.by === 'table' && row.matchesNames === true);
  if (!isOpen || !flowsTo(row.direction, to)) return false;
  if (valueOn(snapshots[from], row) === null) return false;
  return isChanged(request, row, from) || namesNoneAnyMore(request, row, to);
}

function isChanged(request: KnowRequest, row: FieldRow, side: Side): boolean {
  const base = basesOf(request, row)?.[side].fields[row.field];
  return base !== valueOn(request.snapshots[side], row);
}

function basesOf(request: KnowRequest, row: FieldRow): Link['sides'] | undefined {
  const { link, retriesBeforeMs, snapshots } = request;
  const { jira, remote } = snapshots;
  if (!link || !jira || !remote) return link?.sides;
  const retry = retriesBeforeMs === undefined ? {} : { retriesBeforeMs };
  return basesWithRetry({ link, snapshots: { jira, remote }, ...retry }, row);
}

/** The issue that was named there may be gone: its twin tells. */
function namesNoneAnyMore(request: KnowRequest, row: FieldRow, side: Side): boolean {
  return (
    isIssue(row, side) &&
    valueOn(request.snapshots[side], row) === null &&
    isChanged(request, row, side)
  );
}

function valueOn(snapshot: Snapshot | undefined, row: FieldRow): BaseValue {
  return snapshot ? toBaseValue(fieldOf(snapshot, row)) : null;
}

async function findValues(
  { mapping, trackers }: KnowRequest,
  row: FieldRow,
  snapshot: Snapshot,
): Promise<readonly ValueRow[]> {
  const from = snapshot.side;
  const to = otherSide(from);
  if (traitsOf(row.kinds[to]).shape !== 'choice') return [];
  const crossing = crossingOf({ mapping, row, snapshots: { [from]: snapshot } });
  const names: Names = namesOf(snapshot, row.field);
  const rows: ValueRow[] = [];
  for (const value of listWithoutCounterpart(crossing, fieldOf(snapshot, row), to)) {
    const name = names[value] ?? value;
    const id = await trackers[to].findValue(row.field, name, row.unmapped === 'create');
    if (id === null) continue;
    rows.push(
      from === 'jira'
        ? { jira: value, remote: id, direction: 'both' }
        : { jira: id, remote: value, direction: 'both' },
    );
  }
  return rows;
}

/**
 * The issues whose twins are to be known. Former ones, and one that did not change, only where the
 * other side's history tells of the field: what a run that was cut off wrote there may have been made
 * of them.
 */
function listNamed(request: KnowRequest, row: FieldRow, snapshot: Snapshot): ReadonlySet<string> {
  const { side } = snapshot;
  if (!isIssue(row, side)) return new Set();
  const across = otherSide(side);
  const isMet = flowsTo(row.direction, across) && listChanges(request, row, across).length > 0;
  const named = [
    ...(isMet || isWorthALook(request, row, side) ? [valueOn(snapshot, row)] : []),
    ...(isMet ? listChanges(request, row, side).flatMap(({ from, to }) => [from, to]) : []),
  ];
  return new Set(named.flatMap((issueId) => issueId || []));
}

/** What was changed since the base. */
function listChanges(
  { link, snapshots }: KnowRequest,
  { field }: FieldRow,
  side: Side,
): readonly FieldChange[] {
  const unread = (snapshots[side]?.history ?? []).filter(
    ({ id }) => id > (link?.sides[side].lastEntryId ?? 0),
  );
  return unread.flatMap(({ changes }) => changes.filter((change) => change.field === field));
}

function isIssue(row: FieldRow, side: Side): boolean {
  return traitsOf(row.kinds[side]).shape === 'issue';
}

/** The issue that is linked with the one that the field names, or named. */
async function findTwin(
  { mapping, store }: KnowRequest,
  side: Side,
  named: string,
): Promise<Names> {
  if (side === 'jira') {
    const linkId = await store.findLinkId(mapping.connectionId, named);
    return linkId === null
      ? {}
      : { [named]: linkId.slice(linkIdOf(mapping.connectionId, '').length) };
  }
  const stored = await store.findLink(linkIdOf(mapping.connectionId, named));
  return stored ? { [named]: stored.link.sides.jira.issueId } : {};
}
