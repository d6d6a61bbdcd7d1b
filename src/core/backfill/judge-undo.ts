/**
 * Whether a row can be undone: only where nobody but the app has touched what would go. Pure; it is
 * asked when the undo is planned and once more right before it is carried out.
 */

import { toBaseValue } from '../digest';
import { type Authorship, toLostValue } from '../history/find-overwritten';
import type { BaseValue, Link } from '../link';
import {
  type HistoryEntry,
  otherSide,
  type Person,
  SIDES,
  type Side,
  type Snapshot,
} from '../model';
import type { BeforeValues } from './backfill';
import { type Copied, findEditedCopies } from './find-edited-copy';
import type { RowOutcome } from './plan-row';
import type { UndoRow } from './undo';

/** Both clocks are whole seconds, and each is off by as much. */
const CLOCK_SLACK_MS = 2_000;

export interface UndoInput extends Copied {
  readonly number: number;
  readonly outcome: Extract<RowOutcome, { kind: 'done' }>;
  readonly link: Link;
  /** What the run replaced in this row's pair. */
  readonly before: readonly BeforeValues[];
  readonly authorship: Readonly<Record<Side, (personId: string) => Authorship>>;
  /** That the run made it, and it is proven to be deleted: what is only hidden stays a twin. */
  readonly isMadeGone: boolean;
}

export function judgeUndo(input: UndoInput): UndoRow {
  const { number, outcome, link } = input;
  const title = `${link.sides.jira.key} ↔ ${link.sides.remote.key}`;
  const base = { number, linkId: link.id, title };
  const { jira, remote } = input.snapshots;
  const edited = findEditedCopies(input).map(({ what }) => `${what} was edited since`);
  const madeSide = outcome.made?.side;
  const made = madeSide && input.snapshots[madeSide];
  if (outcome.made && !made) {
    if (input.isMadeGone) return { ...base, kind: 'delete', issue: outcome.made };
    return { ...base, kind: 'left', reason: `${outcome.made.key} is gone or hidden` };
  }
  if (outcome.made && made) {
    const reason = findTouch(input, made) ?? findEcho(input, made.side) ?? edited[0];
    if (reason !== undefined) return { ...base, kind: 'left', reason };
    return { ...base, kind: 'delete', issue: outcome.made };
  }
  if (!jira || !remote) {
    const gone = SIDES.filter((side) => !input.snapshots[side]).map((side) => link.sides[side].key);
    return { ...base, kind: 'left', reason: `${gone.join(' and ')} is gone or hidden` };
  }
  const both = { jira, remote };
  const changed = outcome.changed ?? [];
  const touched = changed.filter(({ side, field }) => isTouched(input, both, side, field));
  const typed = touched.map(
    ({ side, field }) => `${field} of ${link.sides[side].key} was changed since`,
  );
  const kept = [...typed, ...edited];
  const [reason] = kept;
  if (reason !== undefined && !hasBegun(input, both)) return { ...base, kind: 'left', reason };
  return {
    ...base,
    kind: 'part',
    restores: changed.filter((one) => !touched.includes(one)),
    copies: listCopies(input).length - edited.length,
    ...(reason === undefined ? {} : { kept }),
  };
}

/**
 * Whether an undo that was cut off gave a value back or took a copy away. It goes on then, whoever
 * touched the pair since: left, the two would stay apart where they were half undone.
 */
function hasBegun(input: UndoInput, snapshots: Readonly<Record<Side, Snapshot>>): boolean {
  const isGivenBack = ({ side, fields }: BeforeValues) =>
    Object.entries(fields).some(
      ([field, value]) => toBaseValue(snapshots[side].fields[field] ?? null) === toBaseValue(value),
    );
  const isTakenAway = ({ kind, side, id }: ListedCopy) => {
    const { comments, attachments, timeEntries } = snapshots[side];
    const shown = { comment: comments, attachment: attachments, time: timeEntries }[kind];
    return shown?.every((copy) => copy.id !== id) ?? false;
  };
  return (
    input.outcome.isBeingUndone === true &&
    (input.before.some(isGivenBack) || listCopies(input).some(isTakenAway))
  );
}

export interface ListedCopy {
  readonly kind: 'comment' | 'attachment' | 'time';
  readonly side: Side;
  readonly id: string;
}

/** Copies of comments, files and spent time: the side and the copy's id. */
export function listCopies({
  comments,
  attachments,
  time,
}: Pick<Copied, 'comments' | 'attachments' | 'time'>): readonly ListedCopy[] {
  const isCopy = ({ is }: { readonly is: string }) => is === 'copy';
  const copyOf = (pair: {
    readonly origin: Side;
    readonly jira: string;
    readonly remote: string;
  }) => {
    const side = otherSide(pair.origin);
    return { side, id: pair[side] };
  };
  return [
    ...comments
      .filter(({ withdrawn }) => withdrawn === undefined)
      .map((pair) => ({ kind: 'comment' as const, ...copyOf(pair) })),
    ...attachments.filter(isCopy).map((pair) => ({ kind: 'attachment' as const, ...copyOf(pair) })),
    ...time.filter(isCopy).map((pair) => ({ kind: 'time' as const, ...copyOf(pair) })),
  ].filter(({ id }) => id !== '');
}

/** What people did to an issue that the run made; `null`: nothing. */
function findTouch(input: UndoInput, made: Snapshot): string | null {
  const { key, side } = made;
  const isForeign = ({ id }: Person) => input.authorship[side](id) === 'not-ours';
  const editor = made.history.map(({ author }) => author).find(isForeign);
  if (editor) return `${key} was edited by ${editor.name}`;
  const copies = listCopies(input);
  const ours = (kind: string) =>
    new Set(copies.filter((copy) => copy.kind === kind && copy.side === side).map(({ id }) => id));
  const [comments, files, time] = [ours('comment'), ours('attachment'), ours('time')];
  // What stands for a file that is too large is a comment of ours.
  for (const pair of input.attachments) if (pair.is === 'link') comments.add(pair[side]);
  const comment = made.comments.find(({ id }) => !comments.has(id));
  if (comment) return `${key} has a comment by ${comment.author.name}`;
  const file = made.attachments.find(({ id }) => !files.has(id));
  if (file) return `${key} has a file by ${file.author.name}`;
  const entry = made.timeEntries?.find(({ id }) => !time.has(id));
  if (entry) return `${key} has spent time of ${entry.author.name}`;
  return null;
}

/**
 * Where the key belongs to a person, that person's edits look like ours; but they have crossed, and
 * in Jira only the app writes as the app.
 */
function findEcho({ outcome, snapshots, authorship }: UndoInput, side: Side): string | null {
  const source = snapshots[otherSide(side)];
  if (!source) return null;
  const came = source.history.find(
    ({ author, atMs }) =>
      authorship[source.side](author.id) === 'ours' &&
      atMs - source.clockOffsetMs > outcome.atMs + CLOCK_SLACK_MS,
  );
  return came ? `an edit of the twin has crossed to ${source.key} since` : null;
}

/** What an undo gave back before it was cut off is ours, as long as it stands there. */
function isTouched(
  input: UndoInput,
  snapshots: Readonly<Record<Side, Snapshot>>,
  side: Side,
  field: string,
): boolean {
  const { link, outcome, before } = input;
  const now = toBaseValue(snapshots[side].fields[field] ?? null);
  const isGivenBack = before.some(
    ({ side: one, fields }) => one === side && toBaseValue(fields[field] ?? null) === now,
  );
  if (!isGivenBack && link.sides[side].fields[field] !== now) return true;
  return SIDES.some((one) =>
    snapshots[one].history.some(
      (entry) =>
        entry.atMs - snapshots[one].clockOffsetMs > outcome.atMs + CLOCK_SLACK_MS &&
        entry.changes.some((change) => change.field === field) &&
        !(isGivenBack && one === side && gaveBack(input, side, entry, field, now)),
    ),
  );
}

/** Jira knows for sure who wrote; where a person may edit with the app's key, the value tells. */
function gaveBack(
  { mapping, authorship }: UndoInput,
  side: Side,
  { author, changes }: HistoryEntry,
  field: string,
  given: BaseValue,
): boolean {
  const who = authorship[side](author.id);
  if (who !== 'maybe-ours') return who === 'ours';
  const row = mapping.fields.find((candidate) => candidate.field === field);
  const to = changes.find((change) => change.field === field)?.to ?? null;
  return row !== undefined && toBaseValue(toLostValue(mapping, row, side, to)) === given;
}
