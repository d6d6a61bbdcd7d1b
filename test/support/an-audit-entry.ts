import type { AuditEntry } from '../../src/core/audit/audit';
import { NOW_MS } from './builders';

/** A title written to Redmine unless said otherwise. */
export function anAuditEntry(entry: Partial<AuditEntry> = {}): AuditEntry {
  return {
    atMs: NOW_MS,
    kind: 'field-written',
    linkId: 'main:12',
    mappingId: 'web',
    side: 'remote',
    field: 'summary',
    from: 'old',
    to: 'new',
    cause: 'jira',
    ...entry,
  };
}
