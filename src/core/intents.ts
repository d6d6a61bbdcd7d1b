/**
 * Intents: said and saved before something is copied, so that a run after a kill looks before it
 * copies again. A request that was given up may be carried out after others were announced; where
 * the original is gone by then, its copy is known for ours by its intent alone.
 */
import { otherSide, type Side } from './model';

/** Nothing that we asked for is carried out later than this after we gave up on it. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** The same for a file: a transfer is given up later than other requests. */
export const TRANSFER_TIMEOUT_MS = 120_000;

/** A transfer's timeout, and the longest that a run which announces may have read before. */
const KEPT_MS = 10 * 60_000;

interface Intent {
  readonly origin: Side;
  readonly atMs: number;
  readonly takesBack?: string;
}

type Pair = Readonly<Record<Side, string>>;

/** What is known when an intent is judged. */
export interface Carried {
  /** Those that are saved, or will be in one with the intents. */
  readonly pairs: readonly Pair[];
  /** What each side shows. */
  readonly shown: Readonly<
    Record<Side, readonly { readonly id: string; readonly copyOf: string | null }[]>
  >;
  readonly nowMs: number;
}

/** Those whose copies are no pairs yet, and are there or may still come. */
export function keepIntents<T extends Intent>(
  intents: readonly T[],
  idOf: (intent: T) => string,
  { pairs, shown, nowMs }: Carried,
): readonly T[] {
  return intents.filter((intent) => {
    const { origin, atMs } = intent;
    const id = idOf(intent);
    const isBefore = (pair: Pair) => pair[otherSide(origin)] === intent.takesBack;
    if (pairs.some((pair) => pair[origin] === id && !isBefore(pair))) return false;
    const across = shown[otherSide(origin)];
    if (nowMs < atMs + KEPT_MS || across.some(({ copyOf }) => copyOf === id)) return true;
    // What still stands was not taken back; whoever deletes it later is a person.
    return pairs.some(isBefore) && across.every((copy) => copy.id !== intent.takesBack);
  });
}

/** Those announced now, and those of before that are still to be kept. */
export function addIntents<T extends Intent>(
  standing: readonly T[],
  announced: readonly T[],
  idOf: (intent: T) => string,
  carried: Carried,
): readonly T[] {
  const isAnew = (intent: T) =>
    announced.some((other) => other.origin === intent.origin && idOf(other) === idOf(intent));
  return [
    ...keepIntents(standing, idOf, carried).filter((intent) => !isAnew(intent)),
    ...announced,
  ];
}

/**
 * Whether a run took the pair's copy back and was cut off before it could save that: the original
 * may have been published since.
 */
export function saysTakenBack(
  intents: readonly Intent[],
  pair: Pair & { readonly origin: Side },
): boolean {
  const copyId = pair[otherSide(pair.origin)];
  return intents.some(({ origin, takesBack }) => origin === pair.origin && takesBack === copyId);
}

/**
 * The pairs that are over since a run took their copies back and was cut off before it could save.
 * @param pairs those of the known ones that go on, and newer ones
 */
export function findTakenBack<T extends Pair & { readonly origin: Side }>(
  intents: readonly Intent[],
  known: readonly T[],
  pairs: readonly Pair[],
  shown: Readonly<Record<Side, readonly { readonly id: string }[]>>,
): readonly T[] {
  return known.filter((pair) => {
    const across = otherSide(pair.origin);
    const goesOn = pairs.some(({ jira, remote }) => jira === pair.jira && remote === pair.remote);
    const stands = shown[across].some(({ id }) => id === pair[across]);
    return !goesOn && !stands && saysTakenBack(intents, pair);
  });
}

/** That a copy was taken back is said until its successor is saved. */
export function stillTaken<T extends Intent>(
  standing: readonly T[],
  origin: Side,
  isOf: (intent: T) => boolean,
): Pick<T, 'takesBack'> {
  const before = standing.find((intent) => intent.origin === origin && isOf(intent));
  return before?.takesBack === undefined ? {} : { takesBack: before.takesBack };
}
