/** Pages of the trail for people and for other programs, each small enough for one answer. */
import type { AuditEntry } from '../../core/audit/audit';
import { digestEntry, type RecordedEntry } from '../../core/audit/audit-chain';
import { type ExportFormat, exportEntry, exportHeader } from '../../core/audit/audit-export';
import type { Trail } from '../../ports/trail';
import { type AuditPosition, type AuditQuery, firstPosition, readAudit } from './read-audit';

/** An answer of a resolver has to stay well below Forge's limit, and a page quick. */
const MAX_EXPORT_BYTES = 190_000;
const MAX_STEPS = 60;
/** A person waits for the page; what a filter leaves out is read all the same. */
const MAX_LIST_STEPS = 8;

export interface AuditText {
  readonly text: string;
  /** `null`: that was all. */
  readonly next: AuditPosition | null;
}

/** One piece of an export; put together in order, the pieces are the file. */
export async function exportAudit(
  trail: Trail,
  query: AuditQuery,
  format: ExportFormat,
  from: AuditPosition | null,
): Promise<AuditText> {
  let text = from ? '' : exportHeader(format);
  let bytes = text.length;
  const taken = await takeEntries(trail, query, from, (recorded) => {
    const line = exportEntry(format, recorded);
    // As it is answered: in JSON, each quote takes two.
    const lineBytes = Buffer.byteLength(JSON.stringify(line));
    if (bytes + lineBytes > MAX_EXPORT_BYTES) return false;
    text += line;
    bytes += lineBytes;
    return true;
  });
  return { text, next: taken };
}

export interface ListedEntry {
  readonly recorded: RecordedEntry;
  readonly digest: string | null;
}

/** One page for people, newest first; fewer than `limit` where few of what was read are wanted. */
export async function listAudit(
  trail: Trail,
  query: AuditQuery,
  limit: number,
  from: AuditPosition | null,
  isWanted: (entry: AuditEntry) => boolean = () => true,
): Promise<{ readonly entries: readonly ListedEntry[]; readonly next: AuditPosition | null }> {
  const entries: ListedEntry[] = [];
  const take = (recorded: RecordedEntry) => {
    if (!isWanted(recorded.entry)) return true;
    if (entries.length === limit) return false;
    entries.push({ recorded, digest: recorded.chained && digestEntry(recorded.chained) });
    return true;
  };
  const next = await takeEntries(trail, query, from, take, MAX_LIST_STEPS);
  return { entries, next };
}

/**
 * Hands over entry after entry until one is not taken.
 * @returns where to go on, `null` where that was all
 */
async function takeEntries(
  trail: Trail,
  query: AuditQuery,
  from: AuditPosition | null,
  take: (recorded: RecordedEntry) => boolean,
  maxSteps = MAX_STEPS,
): Promise<AuditPosition | null> {
  let position = from ?? firstPosition(query);
  for (let step = 0; position !== null && step < maxSteps; step += 1) {
    const { entries, at, next } = await readAudit(trail, query, position);
    for (const [index, recorded] of entries.entries()) {
      if (!take(recorded)) return { ...at, skip: at.skip + index };
    }
    position = next;
  }
  return position;
}
