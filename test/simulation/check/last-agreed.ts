/** What a field of a pair was when both sides were the same. */
import type { Field } from '../script/steps';
import type { Pair } from './scene';
import { changesOf, valueAt } from './seen';

/** What both sides said when they said the same for the last time before. */
export function lastAgreed(pair: Pair, field: Field, beforeMs: number): string | null {
  const { jira, redmine } = pair.seen;
  const moments = [...changesOf(jira, field), ...changesOf(redmine, field)]
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs < beforeMs)
    .sort((left, right) => right - left);
  for (const atMs of [...moments, 0]) {
    const value = valueAt(jira, field, atMs);
    if (value === valueAt(redmine, field, atMs)) return value;
  }
  return null;
}
