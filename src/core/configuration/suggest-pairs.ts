/**
 * Which names on the two sides may mean the same: for people who fill in a table of values, types,
 * fields or people. Nothing is mapped because of it.
 */
import type { Named } from '../metadata';

export interface Suggestion {
  readonly jira: string;
  readonly remote: string;
  /** `same`: called the same but for case, spaces and accents; `close`: nearly so; `known`: synonyms. */
  readonly why: 'same' | 'known' | 'close';
}

/** Words that trackers use for one thing. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['todo', 'new', 'open', 'backlog'],
  ['inprogress', 'doing', 'started'],
  ['inreview', 'review', 'feedback'],
  ['done', 'closed', 'finished'],
  ['resolved', 'fixed'],
  ['medium', 'normal'],
  ['highest', 'urgent', 'immediate', 'critical'],
  ['story', 'feature', 'userstory', 'improvement'],
  ['bug', 'defect'],
  ['yes', 'true'],
  ['no', 'false'],
];

/** At most this part of a name may differ: `Checkout` and `Checkouts`, `Colour` and `Color`. */
const MAX_DIFFERENCE = 0.25;

/** Each name once at most, the surest pairs first; in the order of `jira` otherwise. */
export function suggestPairs(
  jira: readonly Named[],
  remote: readonly Named[],
): readonly Suggestion[] {
  const taken = new Set<string>();
  const found = new Map<string, Suggestion>();
  for (const why of ['same', 'known', 'close'] as const) {
    for (const { id, name } of jira) {
      if (found.has(id)) continue;
      const match = remote
        .filter((candidate) => !taken.has(candidate.id))
        .map((candidate) => ({ candidate, rank: rankOf(why, name, candidate.name) }))
        .filter(({ rank }) => rank !== null)
        .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0];
      if (!match) continue;
      taken.add(match.candidate.id);
      found.set(id, { jira: id, remote: match.candidate.id, why });
    }
  }
  return jira.flatMap(({ id }) => found.get(id) ?? []);
}

/** `null`: not so; else the smaller the better. */
function rankOf(why: Suggestion['why'], jira: string, remote: string): number | null {
  const [a, b] = [foldName(jira), foldName(remote)];
  if (a === '') return null;
  switch (why) {
    case 'same':
      return a === b ? 0 : null;
    case 'known': {
      const words = SYNONYMS.find((list) => list.includes(a));
      return words?.includes(b) ? words.indexOf(b) : null;
    }
    case 'close': {
      const difference = countEdits(a, b) / Math.max(a.length, b.length);
      return difference <= MAX_DIFFERENCE ? difference : null;
    }
    default:
      return why satisfies never;
  }
}

/** Letters and digits only, without case and accents. */
function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein's distance, by rows. */
function countEdits(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      next[column] = Math.min(
        (next[column - 1] ?? 0) + 1,
        (before[column] ?? 0) + 1,
        (before[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
    }
    before = next;
  }
  return before[b.length] ?? 0;
}
