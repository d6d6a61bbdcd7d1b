/** Several issues at once, as far as the time of one call goes. */
import type { Mapping } from '../../core/mapping';
import type { Side } from '../../core/model';
import type { TriedIssue } from '../../core/trial/tried-issue';
import type { ValueNames } from '../../core/values/show-values';
import type { Trackers } from '../../ports';
import type { SyncPorts } from '../sync-ports';
import { quietTrackers } from './quiet-trackers';
import { tryIssue } from './try-issue';

/** Each takes a few requests. */
const AT_ONCE = 5;

/** A page waits 25 seconds for an answer. */
const ENOUGH_MS = 12_000;

export interface AskedIssue {
  /** As the person named it. */
  readonly name: string;
  readonly side: Side;
  readonly issueId: string;
}

export interface TriedIssues {
  readonly tried: readonly (TriedIssue & Pick<AskedIssue, 'name'>)[];
  /** Those that the time did not suffice for. */
  readonly left: readonly AskedIssue[];
}

/** @throws PermanentError, RetryLaterError as the trackers do */
export async function tryIssues(
  ports: SyncPorts,
  given: { readonly mapping: Mapping; readonly trackers: Trackers; readonly names: ValueNames },
  asked: readonly AskedIssue[],
): Promise<TriedIssues> {
  const world = { ...given, trackers: quietTrackers(given.trackers) };
  const untilMs = ports.clock.nowMs() + ENOUGH_MS;
  const tried: TriedIssues['tried'][number][] = [];
  while (tried.length < asked.length && ports.clock.nowMs() < untilMs) {
    const some = asked.slice(tried.length, tried.length + AT_ONCE);
    tried.push(
      ...(await Promise.all(
        some.map(async ({ name, side, issueId }) => ({
          ...(await tryIssue(ports, { ...world, side, issueId })),
          name,
        })),
      )),
    );
  }
  return { tried, left: asked.slice(tried.length) };
}
