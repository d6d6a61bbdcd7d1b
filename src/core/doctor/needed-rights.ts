/** Which rights a mapping needs on each side, as tables: what is lacking is told by these names. */
import { type FieldRow, findPrivacyRow, flowsTo, type Mapping } from '../mapping';
import type { Side } from '../model';

interface NeededRight {
  /** Any of them will do. */
  readonly anyOf: readonly string[];
  readonly isNeeded: (mapping: Mapping) => boolean;
}

const always = () => true;

const REMOTE_RIGHTS: readonly NeededRight[] = [
  { anyOf: ['view_issues'], isNeeded: always },
  { anyOf: ['add_issues'], isNeeded: ({ create }) => create.remote },
  { anyOf: ['edit_issues'], isNeeded: (mapping) => writesFields(mapping, 'remote') },
  { anyOf: ['add_issue_notes'], isNeeded: (mapping) => copiesComments(mapping, 'remote') },
  {
    anyOf: ['edit_issue_notes', 'edit_own_issue_notes'],
    isNeeded: (mapping) => copiesComments(mapping, 'remote'),
  },
  { anyOf: ['view_private_notes'], isNeeded: ({ comments }) => Boolean(comments?.privateTo) },
  { anyOf: ['set_notes_private'], isNeeded: ({ comments }) => Boolean(comments?.privateTo) },
  {
    anyOf: ['set_issues_private'],
    isNeeded: (mapping) => isWritten(findPrivacyRow(mapping), 'remote'),
  },
  {
    anyOf: ['manage_issue_relations'],
    isNeeded: ({ relations }) => relations !== null && flowsTo(relations.direction, 'remote'),
  },
  { anyOf: ['manage_subtasks'], isNeeded: (mapping) => writes(mapping, 'remote', 'parent') },
  { anyOf: ['view_time_entries'], isNeeded: ({ timeEntries }) => timeEntries !== null },
  { anyOf: ['log_time'], isNeeded: (mapping) => copiesTime(mapping, 'remote') },
  {
    anyOf: ['edit_time_entries', 'edit_own_time_entries'],
    isNeeded: (mapping) => copiesTime(mapping, 'remote'),
  },
  { anyOf: ['view_issue_watchers'], isNeeded: (mapping) => has(mapping, 'remote', 'watchers') },
  { anyOf: ['add_issue_watchers'], isNeeded: (mapping) => writes(mapping, 'remote', 'watchers') },
  {
    anyOf: ['manage_versions'],
    isNeeded: (mapping) => creates(mapping, 'remote', 'fixed_version'),
  },
  {
    anyOf: ['manage_categories'],
    isNeeded: (mapping) => creates(mapping, 'remote', 'category'),
  },
];

const JIRA_RIGHTS: readonly NeededRight[] = [
  { anyOf: ['BROWSE_PROJECTS'], isNeeded: always },
  { anyOf: ['CREATE_ISSUES'], isNeeded: ({ create }) => create.jira },
  { anyOf: ['EDIT_ISSUES'], isNeeded: (mapping) => writesFields(mapping, 'jira') },
  { anyOf: ['TRANSITION_ISSUES'], isNeeded: (mapping) => writes(mapping, 'jira', 'status') },
  { anyOf: ['ASSIGN_ISSUES'], isNeeded: (mapping) => writes(mapping, 'jira', 'assignee') },
  { anyOf: ['SCHEDULE_ISSUES'], isNeeded: (mapping) => writes(mapping, 'jira', 'duedate') },
  { anyOf: ['MODIFY_REPORTER'], isNeeded: (mapping) => writes(mapping, 'jira', 'reporter') },
  {
    anyOf: ['SET_ISSUE_SECURITY'],
    isNeeded: (mapping) => isWritten(findPrivacyRow(mapping), 'jira'),
  },
  { anyOf: ['MANAGE_WATCHERS'], isNeeded: (mapping) => writes(mapping, 'jira', 'watchers') },
  { anyOf: ['ADD_COMMENTS'], isNeeded: (mapping) => copiesComments(mapping, 'jira') },
  {
    anyOf: ['EDIT_ALL_COMMENTS', 'EDIT_OWN_COMMENTS'],
    isNeeded: (mapping) => copiesComments(mapping, 'jira'),
  },
  {
    anyOf: ['DELETE_ALL_COMMENTS', 'DELETE_OWN_COMMENTS'],
    isNeeded: (mapping) => copiesComments(mapping, 'jira'),
  },
  { anyOf: ['CREATE_ATTACHMENTS'], isNeeded: (mapping) => copiesFiles(mapping, 'jira') },
  {
    anyOf: ['DELETE_ALL_ATTACHMENTS', 'DELETE_OWN_ATTACHMENTS'],
    isNeeded: (mapping) => copiesFiles(mapping, 'jira'),
  },
  {
    anyOf: ['LINK_ISSUES'],
    isNeeded: ({ relations }) => relations !== null && flowsTo(relations.direction, 'jira'),
  },
  { anyOf: ['WORK_ON_ISSUES'], isNeeded: (mapping) => copiesTime(mapping, 'jira') },
  {
    anyOf: ['EDIT_ALL_WORKLOGS', 'EDIT_OWN_WORKLOGS'],
    isNeeded: (mapping) => copiesTime(mapping, 'jira'),
  },
  {
    anyOf: ['ADMINISTER_PROJECTS'],
    isNeeded: (mapping) =>
      creates(mapping, 'jira', 'fixVersions') || creates(mapping, 'jira', 'components'),
  },
];

const RIGHTS: Readonly<Record<Side, readonly NeededRight[]>> = {
  jira: JIRA_RIGHTS,
  remote: REMOTE_RIGHTS,
};

/** All rights that `listMissingRights` may name, for a tracker that has to be asked for each. */
export function listKnownRights(side: Side): readonly string[] {
  return RIGHTS[side].flatMap(({ anyOf }) => anyOf);
}

/**
 * What the mapping needs of a side and has not got.
 * @param held the rights that the key or the app has in the mapping's project there
 */
export function listMissingRights(
  mapping: Mapping,
  side: Side,
  held: ReadonlySet<string>,
): readonly string[] {
  return RIGHTS[side]
    .filter(({ isNeeded, anyOf }) => isNeeded(mapping) && !anyOf.some((right) => held.has(right)))
    .flatMap(({ anyOf }) => anyOf.at(-1) ?? []);
}

function isWritten(row: FieldRow | undefined, side: Side): boolean {
  return row !== undefined && flowsTo(row.direction, side);
}

function has({ fields }: Mapping, side: Side, key: string): boolean {
  return fields.some((row) => row[side] === key);
}

function writes({ fields }: Mapping, side: Side, key: string): boolean {
  return fields.some((row) => row[side] === key && flowsTo(row.direction, side));
}

function creates({ fields }: Mapping, side: Side, key: string): boolean {
  return fields.some(
    (row) => row[side] === key && row.unmapped === 'create' && flowsTo(row.direction, side),
  );
}

function writesFields({ fields }: Mapping, side: Side): boolean {
  return fields.some((row) => flowsTo(row.direction, side));
}

function copiesComments({ comments }: Mapping, side: Side): boolean {
  return comments !== null && flowsTo(comments.direction, side);
}

function copiesFiles({ attachments }: Mapping, side: Side): boolean {
  return attachments !== null && flowsTo(attachments.direction, side);
}

function copiesTime({ timeEntries }: Mapping, side: Side): boolean {
  return timeEntries !== null && flowsTo(timeEntries.direction, side);
}
