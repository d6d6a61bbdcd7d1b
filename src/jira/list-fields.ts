/** Which fields a read of an issue asks Jira for. */
import type { FieldRow, Mapping } from '../core/mapping';
import { WORKLOG } from './worklogs';

/** Read with every issue, whatever the mapping names. */
const ALWAYS_READ = [
  'summary',
  'status',
  'assignee',
  'project',
  'creator',
  'created',
  'updated',
  'security',
  'comment',
  'attachment',
] as const;

/** The fields that one read of an issue asks for. */
export function listFields(mapping: Mapping): readonly string[] {
  const related = mapping.relations ? ['issuelinks'] : [];
  const timed = mapping.timeEntries ? [WORKLOG] : [];
  const mapped = mapping.fields.flatMap(listReadKeys);
  return [...new Set([...ALWAYS_READ, ...mapped, ...related, ...timed])];
}

/** A template reads several fields into one. */
function listReadKeys({ jira, template }: FieldRow): readonly string[] {
  if (template?.side !== 'jira') return [jira];
  return template.parts.flatMap((part) => ('key' in part ? [part.key] : []));
}
