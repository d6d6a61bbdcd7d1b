/** How the sync goes, for the first screen. */
import { kindOfDeadLetter } from '../../core/failing/dead-letter-kind';
import { findRemedy } from '../../core/failing/find-remedy';
import { type Pulse, percentileOf } from '../../core/pulse';
import type { VerifiedPass } from '../../core/verification';
import type { DeadLetter } from '../../ports';
import type { FailureView, RhythmView } from '../../shared/api';

const MAX_KINDS = 5;

export function viewRhythm(
  pulse: Pulse | null,
  verified: readonly (VerifiedPass | null)[],
): RhythmView {
  const lagsMs = pulse?.lagsMs ?? [];
  const p50Ms = percentileOf(lagsMs, 0.5);
  const p95Ms = percentileOf(lagsMs, 0.95);
  const bells = Object.values(pulse?.bellsAtMs ?? {});
  const passes = verified.flatMap((pass) => (pass ? [pass.finishedAtMs] : []));
  const isComplete = passes.length > 0 && passes.length === verified.length;
  return {
    sweptAtMs: pulse?.sweptAtMs ?? null,
    verifiedAtMs: isComplete ? Math.min(...passes) : null,
    bellAtMs: bells.length > 0 ? Math.max(...bells) : null,
    days: pulse?.days ?? [],
    lag: p50Ms === null || p95Ms === null ? null : { p50Ms, p95Ms, changes: lagsMs.length },
  };
}

/** The most frequent kinds of what was given up. */
export function countFailures(letters: readonly DeadLetter[]): readonly FailureView[] {
  const counts = new Map<string, FailureView>();
  for (const { message } of letters) {
    const kind = kindOfDeadLetter(message);
    const count = (counts.get(kind)?.count ?? 0) + 1;
    counts.set(kind, { kind, remedy: findRemedy(message), count });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, MAX_KINDS);
}
