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
}

/** What is known when an intent is judged. */
export interface Carried {
  /** Those that are saved, or will be in one with the intents. */
  readonly pairs: readonly Readonly<Record<Side, string>>[];
  /** What each side shows. */
  readonly shown: Readonly<Record<Side, readonly { readonly copyOf: string | null }[]>>;
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
    if (pairs.some((pair) => pair[origin] === id)) return false;
    return nowMs < atMs + KEPT_MS || shown[otherSide(origin)].some(({ copyOf }) => copyOf === id);
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
