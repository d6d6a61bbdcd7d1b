/**
 * What was sent and never answered may be carried out late, and then stands there as if somebody had
 * typed it. So nobody reads the pair before that is over, and what was sent is known for ours.
 */
import type { AttachmentWrite } from './attachments/attachment-write';
import { toBaseValue } from './digest';
import { fieldOf } from './fields/field-of';
import { REQUEST_TIMEOUT_MS } from './intents';
import type { Link, SentWrite } from './link';
import type { Mapping } from './mapping';
import { otherSide, type Side, type Snapshot } from './model';
import type { Plan } from './plan';
import { nameOfPair, type RelationWrite } from './relations/plan-relations';
import type { TimeWrite } from './time/plan-time';

/** How long to wait until everything that was sent is carried out or never will be. */
export function waitForSentMs({ sent = [] }: Link, nowMs: number): number {
  return Math.max(...sent.map(({ atMs }) => atMs + REQUEST_TIMEOUT_MS - nowMs), 0);
}

/** The link with a plan's writes, of which nobody knows what became. New copies are announced. */
export function addSent(
  link: Link,
  { fieldWrites, commentWrites }: Pick<Plan, 'fieldWrites' | 'commentWrites'>,
  mapping: Mapping,
  before: Readonly<Record<Side, Snapshot>>,
  nowMs: number,
): Link {
  const fields = fieldWrites.flatMap(({ side, field, value }): SentWrite[] => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    if (!row) return [];
    const source = toBaseValue(fieldOf(before[otherSide(side)], row));
    return [{ side, field, value: toBaseValue(value), source, atMs: nowMs }];
  });
  const comments = commentWrites.flatMap((write) =>
    write.kind === 'copy' ? [] : [sentCopy(write.origin, 'comment', write.copyId, nowMs)],
  );
  return withSent(link, [...fields, ...comments]);
}

/** As `addSent`, for copies of spent time that were changed or taken back. */
export function addSentTime(link: Link, writes: readonly TimeWrite[], nowMs: number): Link {
  const sent = writes.flatMap(({ kind, pair }) =>
    kind === 'copy' ? [] : [sentCopy(pair.origin, 'time', pair[otherSide(pair.origin)], nowMs)],
  );
  return withSent(link, sent);
}

/** As `addSent`, for copies of files that were taken back. */
export function addSentFiles(link: Link, writes: readonly AttachmentWrite[], nowMs: number): Link {
  const sent = writes.flatMap((write): SentWrite[] => {
    if (write.kind === 'link') return [];
    const origin = write.kind === 'copy' ? write.origin : write.pair.origin;
    const copyId = write.kind === 'copy' ? write.replaces : write.pair[otherSide(origin)];
    return copyId ? [sentCopy(origin, 'attachment', copyId, nowMs)] : [];
  });
  return withSent(link, sent);
}

/** As `addSent`, for relations: added late, after people removed it, one is as if made anew. */
export function addSentRelations(
  link: Link,
  writes: readonly RelationWrite[],
  nowMs: number,
): Link {
  const sent = writes.map(
    ({ side, pair }): SentWrite => ({
      side,
      field: 'relation',
      value: nameOfPair(pair),
      source: null,
      atMs: nowMs,
    }),
  );
  return withSent(link, sent);
}

/** What an issue's deletion is noted as. No row has this name. */
const ISSUE = 'issue';

/**
 * As `addSent`, for the issue of one side that an undo of a first sync deletes. Its deletion rings as
 * a person's does, and maybe before the pair can be parted.
 */
export function addSentDeletion(link: Link, side: Side, nowMs: number): Link {
  const value = link.sides[side].issueId;
  return withSent(link, [{ side, field: ISSUE, value, source: null, atMs: nowMs }]);
}

/** The link with the answer that it was not deleted. */
export function forgetSentDeletion(link: Link, side: Side): Link {
  return answerSent(link, side, [], [ISSUE]);
}

/** Whether that issue's deletion, if it is gone, is our own: it asks nothing of the original. */
export function isSentDeletion({ sent = [] }: Link, side: Side): boolean {
  return sent.some((write) => write.side === side && write.field === ISSUE);
}

/** What was written to a copy: no other write to it may be overtaken by that. */
function sentCopy(origin: Side, field: string, copyId: string, atMs: number): SentWrite {
  return { side: otherSide(origin), field, value: copyId, source: null, atMs };
}

/**
 * The link with the answer to writes that `addSent` noted: what was taken stays known for ours until
 * the pair is read, what was refused is not.
 */
export function answerSent(
  link: Link,
  side: Side,
  taken: readonly string[],
  refused: readonly string[],
): Link {
  const sent = (link.sent ?? [])
    .filter((write) => write.side !== side || !refused.includes(write.field))
    .map((write): SentWrite => {
      const isTaken = write.side === side && taken.includes(write.field);
      return isTaken ? { ...write, isTold: true } : write;
    });
  return { ...link, sent };
}

function withSent(link: Link, sent: readonly SentWrite[]): Link {
  const isAgain = (old: SentWrite) =>
    sent.some(
      ({ side, field, value }) => side === old.side && field === old.field && value === old.value,
    );
  const older = (link.sent ?? []).filter((old) => !isAgain(old));
  return { ...link, sent: [...older, ...sent] };
}
