/** One run in words, for the list of last runs. */
import type { AuditEntry } from '../../core/audit/audit';

const SIDE_NAMES = { jira: 'Jira', remote: 'Redmine' } as const;

/** How each kind of entry reads; `n` entries of the same kind and side are told together. */
const PHRASES: Readonly<
  Record<AuditEntry['kind'], (entries: readonly AuditEntry[], side: string) => string>
> = {
  created: ([entry], side) =>
    `created ${entry?.to ?? 'a twin'} in ${side} for ${entry?.from ?? ''}`,
  linked: ([entry]) => `linked ${entry?.from ?? ''} with ${entry?.to ?? ''}`,
  unlinked: ([entry]) => `unlinked ${entry?.from ?? ''} from ${entry?.to ?? ''}`,
  'field-written': (entries, side) => `wrote ${fieldsOf(entries)} to ${side}`,
  'comment-copied': (entries, side) => `copied ${count(entries, 'comment')} to ${side}`,
  'comment-edited': (entries, side) => `carried ${count(entries, 'comment edit')} to ${side}`,
  'comment-deleted': (entries, side) => `took ${count(entries, 'comment')} back from ${side}`,
  'attachment-copied': (entries, side) => `copied ${count(entries, 'attachment')} to ${side}`,
  'attachment-linked': (entries, side) =>
    `linked to ${count(entries, 'large attachment')} in ${side}`,
  'attachment-deleted': (entries, side) => `took ${count(entries, 'attachment')} back from ${side}`,
  'relation-added': (entries, side) => `added ${count(entries, 'relation')} in ${side}`,
  'relation-removed': (entries, side) => `removed ${count(entries, 'relation')} in ${side}`,
  'time-copied': (entries, side) => `copied ${count(entries, 'piece')} of spent time to ${side}`,
  'time-edited': (entries, side) => `carried ${count(entries, 'edit')} of spent time to ${side}`,
  'time-deleted': (entries, side) => `took ${count(entries, 'piece')} of spent time from ${side}`,
  'deletion-noted': ([entry], side) => `noted in ${side} that ${entry?.from ?? ''} was deleted`,
  'issue-deleted': ([entry], side) => `deleted ${entry?.from ?? 'the twin'} in ${side}`,
  'left-alone': (entries, side) => `left ${fieldsOf(entries)} of ${side} alone (one-way)`,
  'conflict-found': (entries) => `found a conflict in ${fieldsOf(entries)}`,
  'conflict-decided': (entries) => `conflict in ${fieldsOf(entries)} decided`,
  'problem-found': (entries) => `found a problem${withFields(entries)}`,
  failed: ([entry]) => `failed: ${entry?.to ?? ''}`,
  paused: () => 'paused the pair',
  resumed: () => 'resumed the pair',
  'notice-given': ([entry]) => `told of ${entry?.field ?? ''}: ${entry?.to ?? ''}`,
  admin: ([entry]) => `admin: ${entry?.field ?? ''} ${entry?.to ?? ''}`.trim(),
};

/** Like `created #12 in Redmine for WEB-1, wrote status to Jira`. */
export function describeRun(entries: readonly AuditEntry[]): string {
  const groups = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.side}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const phrases = [...groups.values()].map((group) => {
    const [first] = group;
    return first ? PHRASES[first.kind](group, first.side ? SIDE_NAMES[first.side] : '') : '';
  });
  return phrases.join(', ');
}

function fieldsOf(entries: readonly AuditEntry[]): string {
  return [...new Set(entries.flatMap((entry) => entry.field ?? []))].join(', ');
}

function withFields(entries: readonly AuditEntry[]): string {
  const fields = fieldsOf(entries);
  return fields === '' ? '' : ` with ${fields}`;
}

function count(entries: readonly AuditEntry[], noun: string): string {
  return entries.length === 1 ? `1 ${noun}` : `${entries.length} ${noun}s`;
}
