/** Spent time as it is said across: the same day and length, and whose it is. */
import { nameAuthor } from '../comments/name-author';
import type { Mapping } from '../mapping';
import { otherSide, type Side, type TimeEntry } from '../model';

/** Spent time as it is written to one side. */
export interface TimeRecord {
  /** `YYYY-MM-DD` */
  readonly spentOn: string;
  readonly seconds: number;
  /** Plain lines. */
  readonly text: string;
  /** `null` where the side keeps none. */
  readonly activityId: string | null;
  /** Whose time it is and where the original stands; the copy is known by it. */
  readonly credit: { readonly text: string; readonly url: string };
}

/** The copy of `original` for the side across from `origin`. */
export function composeTime(mapping: Mapping, origin: Side, original: TimeEntry): TimeRecord {
  const { spentOn, seconds, text, activity, author, url } = original;
  const named = nameAuthor(mapping, origin, author.name);
  return {
    spentOn,
    seconds,
    text,
    activityId: otherSide(origin) === 'remote' ? findActivity(mapping, text) : null,
    credit: { text: activity ? `${named}, ${activity.name}` : named, url },
  };
}

/** A worklog names an activity by how it begins, `Testing: …`; else it is the mapping's. */
function findActivity({ timeEntries }: Mapping, text: string): string | null {
  const words = text.toLowerCase();
  const named = timeEntries?.activities.find(({ name }) =>
    words.startsWith(`${name.toLowerCase()}:`),
  );
  return named?.id ?? timeEntries?.activityId ?? null;
}
