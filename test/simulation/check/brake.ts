/** I8: where many issues are deleted at once, the mapping stops and an admin is asked. */
import type { Scene } from './scene';
import type { AuditLine } from './stored';

const HOUR_MS = 3_600_000;
/** Of a mapping with fewer than 500 links. */
const TOO_MANY = 5;

export function findUnbraked({ audit }: Scene): readonly string[] {
  const lines = audit.toSorted((left, right) => left.atMs - right.atMs);
  let deletions: AuditLine[] = [];
  let lookedAtMs = 0;
  const broken: string[] = [];
  for (const line of lines) {
    // An admin has looked: it is counted from the start.
    if (line.kind === 'admin') deletions = [];
    if (line.kind === 'admin' || line.kind === 'resumed') lookedAtMs = line.atMs;
    if (line.kind !== 'problem-found' || line.to !== 'issue-missing') continue;
    const isOther = ({ linkId, atMs }: AuditLine) =>
      linkId !== line.linkId && atMs > line.atMs - HOUR_MS;
    deletions = [...deletions.filter(isOther), line];
    if (deletions.length < TOO_MANY || isBraked(lines, line, lookedAtMs)) continue;
    broken.push(
      `I8 told: ${deletions.length} issues were deleted within an hour, and nobody asked`,
    );
  }
  return broken;
}

/** A brake stands until an admin looks; what is deleted meanwhile asks nobody once more. */
function isBraked(lines: readonly AuditLine[], { atMs }: AuditLine, lookedAtMs: number): boolean {
  const sinceMs = Math.min(atMs - HOUR_MS, lookedAtMs);
  return lines.some((line) => line.to === 'brake' && line.atMs >= sinceMs);
}
