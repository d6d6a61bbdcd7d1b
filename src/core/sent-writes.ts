/**
 * What was sent and never answered may be carried out late, and then stands there as if somebody had
 * typed it. So nobody reads the pair before that is over, and what was sent is known for ours.
 */
import { toBaseValue } from './digest';
import { fieldOf } from './fields/field-of';
import { REQUEST_TIMEOUT_MS } from './intents';
import type { Link, SentWrite } from './link';
import type { Mapping } from './mapping';
import { otherSide, type Side, type Snapshot } from './model';
import type { Plan } from './plan';

/** How long to wait until everything that was sent is carried out or never will be. */
export function waitForSentMs({ sent = [] }: Link, nowMs: number): number {
  return Math.max(...sent.map(({ atMs }) => atMs + REQUEST_TIMEOUT_MS - nowMs), 0);
}

/** The link with a plan's writes, of which nobody knows what became. */
export function addSent(
  link: Link,
  { fieldWrites }: Pick<Plan, 'fieldWrites'>,
  mapping: Mapping,
  before: Readonly<Record<Side, Snapshot>>,
  nowMs: number,
): Link {
  const sent = fieldWrites.flatMap(({ side, field, value }): SentWrite[] => {
    const row = mapping.fields.find((candidate) => candidate.field === field);
    if (!row) return [];
    const source = toBaseValue(fieldOf(before[otherSide(side)], row));
    return [{ side, field, value: toBaseValue(value), source, atMs: nowMs }];
  });
  const isAgain = (old: SentWrite) =>
    sent.some(
      ({ side, field, value }) => side === old.side && field === old.field && value === old.value,
    );
  const older = (link.sent ?? []).filter((old) => !isAgain(old));
  return { ...link, sent: [...older, ...sent] };
}
