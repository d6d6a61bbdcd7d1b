import type { ConflictView } from '../../../shared/api';

/** Names one conflict; one that is found anew is another. */
export function nameConflict({ linkId, field, foundAtMs }: ConflictView): string {
  return `${linkId} ${field} ${foundAtMs}`;
}
