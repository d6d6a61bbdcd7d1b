/** What a field of a pair was when both sides were the same. */
import type { Field } from '../script/steps';
import type { Pair } from './scene';
import { changesOf, valueAt } from './seen';

/** What both sides said when they said the same for the last time before. */
export function lastAgreed(pair: Pair, field: Field, beforeMs: number): string | null {
  return listAgreed(pair, field, beforeMs)[0] ?? null;
}

/**
 * What both sides said when they said the same, the newest first, back to the app's last write: it
 * knows of that, and of what people made the same since then only where it looked.
 */
export function listAgreed(pair: Pair, field: Field, beforeMs: number): readonly string[] {
  const { jira, redmine } = pair.seen;
  const changes = [...changesOf(jira, field), ...changesOf(redmine, field)]
    .filter(({ atMs }) => atMs < beforeMs)
    .sort((left, right) => right.atMs - left.atMs);
  const ownMs = changes.find(({ isApp }) => isApp)?.atMs ?? 0;
  const agreed: string[] = [];
  for (const atMs of [...changes.map((change) => change.atMs), 0]) {
    const value = valueAt(jira, field, atMs);
    if (value === valueAt(redmine, field, atMs)) agreed.push(value);
    if (agreed.length > 0 && atMs <= ownMs) break;
  }
  return agreed;
}
