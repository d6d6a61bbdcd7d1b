/**
 * What becomes of spent time: originals are copied, their edits and deletions follow, and what turns
 * private is taken back. Originals themselves are never touched.
 */
import { createHash } from 'node:crypto';
import { includesProblem } from '../includes-problem';
import { findTakenBack, keepIntents, saysTakenBack, stillTaken } from '../intents';
import type { Link, Problem, TimeIntent, TimePair } from '../link';
import { flowsTo, type Mapping, type TimeRules } from '../mapping';
import { otherSide, SIDES, type Side, type Snapshot, type TimeEntry } from '../model';

type Snapshots = Readonly<Record<Side, Snapshot>>;
type Entries = Readonly<Record<Side, readonly TimeEntry[]>>;

export type TimeWrite =
  | { readonly kind: 'copy'; readonly pair: TimePair; readonly original: TimeEntry }
  | { readonly kind: 'edit'; readonly pair: TimePair; readonly original: TimeEntry }
  | { readonly kind: 'take-back'; readonly pair: TimePair };

export interface TimePlan {
  /** The pairs as they are known now; of a `copy` the pair comes with its write. */
  readonly pairs: readonly TimePair[];
  /** Copies that a run left behind which was cut off. */
  readonly adopted: readonly TimePair[];
  /** Those whose copies such a run took back. */
  readonly takenBack: readonly TimePair[];
  readonly writes: readonly TimeWrite[];
  /** Sides that do not show spent time to the app. */
  readonly hidden: readonly Side[];
}

/**
 * Compares the spent time of both sides with the pairs known so far.
 * @param intents copies that an earlier run announced and may have made
 */
export function planTime(
  mapping: Mapping,
  known: readonly TimePair[],
  snapshots: Snapshots,
  intents: readonly TimeIntent[] = [],
): TimePlan {
  const rules = mapping.timeEntries;
  const { jira, remote } = snapshots;
  const hidden = SIDES.filter((side) => rules && snapshots[side].timeEntries === null);
  // What a side does not show says nothing.
  if (!rules || jira.timeEntries === null || remote.timeEntries === null) {
    return { pairs: known, adopted: [], takenBack: [], writes: [], hidden };
  }
  const entries = { jira: jira.timeEntries, remote: remote.timeEntries };
  const kept = known.flatMap((pair) => keepPair(pair, entries, intents));
  const adopted = [...adoptCopies(kept, entries), ...adoptOrphans(kept, entries, intents)];
  const pairs = [...kept, ...adopted];
  const isUnchanged =
    pairs.length === known.length && pairs.every((pair, at) => pair === known[at]);
  return {
    pairs: isUnchanged ? known : pairs,
    adopted,
    takenBack: findTakenBack(intents, known, pairs, entries),
    hidden,
    writes: [
      ...pairs.flatMap((pair) => planPair(rules, pair, entries)),
      ...SIDES.flatMap((origin) => planNew(rules, origin, pairs, entries)),
    ],
  };
}

/** What the copy says, or is to say; of an original that may not be shown, why. */
export function stateOf(original: TimeEntry | undefined): string {
  if (!original) return 'gone';
  if (original.restricted) return 'restricted';
  const { spentOn, seconds, text, activity, author } = original;
  const said = JSON.stringify([spentOn, seconds, text, activity?.id ?? null, author.name]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

/** What is left of a pair after people deleted one of the two or both. */
function keepPair(
  pair: TimePair,
  entries: Entries,
  intents: readonly TimeIntent[],
): readonly TimePair[] {
  const across = otherSide(pair.origin);
  const original = find(entries[pair.origin], pair[pair.origin]);
  if (find(entries[across], pair[across])) return [pair];
  if (!original) return [];
  // A run was cut off after it took the copy back: the original gets another once it may be shown.
  if (pair[across] !== '' && (original.restricted || saysTakenBack(intents, pair))) return [];
  return [pair[across] === '' ? pair : { ...pair, [across]: '', is: 'ended' }];
}

/** Copies say whose copies they are: pairs those that are not paired yet. */
function adoptCopies(known: readonly TimePair[], entries: Entries): readonly TimePair[] {
  const taken = new Set(known.flatMap(({ jira, remote }) => [`jira ${jira}`, `remote ${remote}`]));
  return SIDES.flatMap((origin) => {
    const across = otherSide(origin);
    return entries[across].flatMap((copy): TimePair[] => {
      const original = copy.copyOf === null ? undefined : find(entries[origin], copy.copyOf);
      if (!original || original.copyOf !== null || taken.has(`${across} ${copy.id}`)) return [];
      if (taken.has(`${origin} ${original.id}`)) return [];
      taken.add(`${origin} ${original.id}`);
      // The original may have moved on since: its copy is written again.
      return [pairOf(origin, original.id, copy.id, '')];
    });
  });
}

/** A lost run's copy whose original was deleted before the next run saw either. */
function adoptOrphans(
  known: readonly TimePair[],
  entries: Entries,
  intents: readonly TimeIntent[],
): readonly TimePair[] {
  return intents.flatMap(({ origin, entryId }): TimePair[] => {
    const isKnown = known.some((pair) => pair[origin] === entryId);
    if (isKnown || find(entries[origin], entryId)) return [];
    const copy = entries[otherSide(origin)].find(({ copyOf }) => copyOf === entryId);
    return copy ? [pairOf(origin, entryId, copy.id, '')] : [];
  });
}

/** A pair whose original is there and `across` is its copy. */
function pairOf(origin: Side, originalId: string, across: string, digest: string): TimePair {
  return {
    origin,
    jira: origin === 'jira' ? originalId : across,
    remote: origin === 'remote' ? originalId : across,
    digest,
    is: 'copy',
  };
}

function planPair(rules: TimeRules, pair: TimePair, entries: Entries): TimeWrite[] {
  const across = otherSide(pair.origin);
  const original = find(entries[pair.origin], pair[pair.origin]);
  if (pair.is === 'ended' || pair.digest === stateOf(original)) return [];
  const mayFlow = flowsTo(rules.direction, across);
  if (!original || original.restricted) {
    // What few may see is taken back whichever way time flows now.
    const goes = pair[across] !== '' && (mayFlow || original?.restricted);
    return goes ? [{ kind: 'take-back', pair }] : [];
  }
  if (!mayFlow) return [];
  return [{ kind: pair[across] === '' ? 'copy' : 'edit', pair, original }];
}

function planNew(
  rules: TimeRules,
  origin: Side,
  pairs: readonly TimePair[],
  entries: Entries,
): TimeWrite[] {
  if (!flowsTo(rules.direction, otherSide(origin))) return [];
  const paired = new Set(pairs.map((pair) => pair[origin]));
  return entries[origin].flatMap((original): TimeWrite[] => {
    if (original.restricted || original.copyOf !== null || paired.has(original.id)) return [];
    return [{ kind: 'copy', pair: pairOf(origin, original.id, '', ''), original }];
  });
}

function find(entries: readonly TimeEntry[], id: string): TimeEntry | undefined {
  return entries.find((entry) => entry.id === id);
}

/** The pairs with those that were refused as good as new: they are tried once more. */
export function forgetRefusals(pairs: readonly TimePair[]): readonly TimePair[] {
  if (!pairs.some(({ is }) => is === 'refused')) return pairs;
  return pairs.map((pair) => (pair.is === 'refused' ? { ...pair, digest: '' } : pair));
}

/**
 * The intents to save before the plan's copies are made, or taken back for as long as it takes.
 * @param standing those of before
 */
export function timeIntentsOf(
  writes: readonly TimeWrite[],
  standing: readonly TimeIntent[],
  snapshots: Snapshots,
  atMs: number,
): readonly TimeIntent[] {
  return writes.flatMap(({ kind, pair }): TimeIntent[] => {
    const { origin } = pair;
    const entryId = pair[origin];
    if (kind === 'copy') {
      const isOf = (intent: TimeIntent) => intent.entryId === entryId;
      return [{ origin, entryId, atMs, ...stillTaken(standing, origin, isOf) }];
    }
    const mayReturn = kind === 'take-back' && find(snapshots[origin].timeEntries ?? [], entryId);
    return mayReturn ? [{ origin, entryId, atMs, takesBack: pair[otherSide(origin)] }] : [];
  });
}

/** The link once time was carried: with the intents and the problems that stand. */
export function settleTime(
  link: Link,
  pairs: readonly TimePair[],
  found: readonly Problem[],
  snapshots: Snapshots,
  nowMs: number,
): Link {
  const { timeIntents = [], ...rest } = link;
  const { jira, remote } = snapshots;
  const intents = keepIntents(timeIntents, ({ entryId }) => entryId, {
    pairs,
    shown: { jira: jira.timeEntries ?? [], remote: remote.timeEntries ?? [] },
    nowMs,
  });
  const kept = link.problems.filter((problem) => !isOver(problem, pairs, found));
  const news = found.filter((problem) => !includesProblem(kept, problem));
  const isSame =
    news.length === 0 &&
    kept.length === link.problems.length &&
    intents.length === timeIntents.length;
  if (isSame) return link;
  return {
    ...rest,
    problems: [...kept, ...news],
    ...(intents.length > 0 ? { timeIntents: intents } : {}),
  };
}

/**
 * A refusal stands as long as its pair is refused and not to be tried again, which is nowhere done
 * where no time flows any more; and a side is hidden until it is shown.
 */
function isOver(problem: Problem, pairs: readonly TimePair[], found: readonly Problem[]): boolean {
  if (problem.kind !== 'time-refused') return false;
  if (problem.value === null) return !includesProblem(found, problem);
  return !pairs.some(
    (pair) => pair.is === 'refused' && pair.digest !== '' && nameOfTime(pair) === problem.value,
  );
}

/** How a problem names the time that it is about. */
export function nameOfTime(pair: TimePair): string {
  return `${pair.origin} ${pair[pair.origin]}`;
}
