/** What happened to one pair, as its people may read it: what was done, never a value. */
import type { Side } from '../model';
import type { AuditEntry } from './audit';
import { isAccountId } from './people';

/** Entries of one save that tell the same of several things are one event. */
export interface PairEvent {
  readonly atMs: number;
  readonly kind: AuditEntry['kind'];
  /** The side that was written to or where it was found. */
  readonly side: Side | null;
  readonly fields: readonly string[];
  /** How many entries it tells of. */
  readonly count: number;
  /** The accountId of who asked for it; `null`: a bell, a timer, or nobody any more. */
  readonly by: string | null;
}

/**
 * A link's trail outlives its pair: what came before the pair's birth, or with the end of another,
 * is not of this one. Both, since a list may not show the latest save yet.
 */
const BIRTHS: ReadonlySet<AuditEntry['kind']> = new Set(['created', 'linked']);
const END: AuditEntry['kind'] = 'unlinked';

/**
 * The events of one pair, newest first.
 * @param saves each save's entries in their order, the newest save first
 * @returns `isWhole`: the birth of the pair is among them, so nothing older is to be told
 */
export function tellPair(saves: readonly (readonly AuditEntry[])[]): {
  readonly events: readonly PairEvent[];
  readonly isWhole: boolean;
} {
  const events: PairEvent[] = [];
  for (const entries of saves) {
    const first = entries.findLastIndex((entry) => isBirth(entry) || entry.kind === END);
    const isEnd = entries[first]?.kind === END;
    events.push(...toEvents(entries.slice(isEnd ? first + 1 : Math.max(first, 0))).reverse());
    if (first >= 0) return { events, isWhole: true };
  }
  return { events, isWhole: false };
}

/** That a pair came under another mapping is told as a link of a field, and it goes on. */
function isBirth({ kind, field }: AuditEntry): boolean {
  return BIRTHS.has(kind) && field === null;
}

function toEvents(entries: readonly AuditEntry[]): PairEvent[] {
  const events = new Map<string, PairEvent>();
  for (const { atMs, kind, side, field, cause } of entries) {
    const key = `${kind} ${side} ${cause}`;
    const known = events.get(key);
    const fields = known?.fields ?? [];
    events.set(key, {
      atMs,
      kind,
      side,
      fields: field === null || fields.includes(field) ? fields : [...fields, field],
      count: (known?.count ?? 0) + 1,
      by: isAccountId(cause) ? cause : null,
    });
  }
  return [...events.values()];
}
