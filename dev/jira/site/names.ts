/**
 * The double's standing configuration: what a new Jira site has before anybody configures it.
 * Ids are those that real sites tend to show.
 */

/** Timestamps in answers are in this zone, which is no user's own and not UTC. */
export const SITE_TIME_ZONE = 'America/Los_Angeles';

export interface StatusCategory {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly colorName: string;
}

export const STATUS_CATEGORIES = {
  undefined: { id: 1, key: 'undefined', name: 'No Category', colorName: 'medium-gray' },
  new: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
} as const satisfies Record<string, StatusCategory>;

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: StatusCategory;
}

export const STATUSES: readonly Status[] = [
  { id: '10000', name: 'To Do', category: STATUS_CATEGORIES.new },
  { id: '3', name: 'In Progress', category: STATUS_CATEGORIES.indeterminate },
  { id: '10001', name: 'In Review', category: STATUS_CATEGORIES.indeterminate },
  { id: '10002', name: 'Done', category: STATUS_CATEGORIES.done },
  { id: '1', name: 'Open', category: STATUS_CATEGORIES.new },
  { id: '6', name: 'Closed', category: STATUS_CATEGORIES.done },
];

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subtask: boolean;
  readonly hierarchyLevel: number;
  readonly avatarId: number;
}

export const ISSUE_TYPES: readonly IssueType[] = [
  issueType('10000', 'Epic', 'A big user story that needs to be broken down.', 1, 10307),
  issueType('10001', 'Task', 'A small, distinct piece of work.', 0, 10318),
  issueType('10002', 'Story', 'Functionality or a feature expressed as a user goal.', 0, 10315),
  issueType('10003', 'Bug', 'A problem or error.', 0, 10303),
  issueType('10004', 'Sub-task', 'A small piece of work that is part of a larger task.', -1, 10316),
  issueType('10005', 'Incident', 'Something that interrupts a service.', 0, 10304),
];

function issueType(
  id: string,
  name: string,
  description: string,
  hierarchyLevel: number,
  avatarId: number,
): IssueType {
  return { id, name, description, subtask: hierarchyLevel < 0, hierarchyLevel, avatarId };
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface PriorityLevel extends Named {
  readonly statusColor: string;
}

export const PRIORITIES: readonly PriorityLevel[] = [
  {
    id: '1',
    name: 'Highest',
    description: 'This problem will block progress.',
    statusColor: '#d04437',
  },
  {
    id: '2',
    name: 'High',
    description: 'Serious problem that could block progress.',
    statusColor: '#f15C75',
  },
  {
    id: '3',
    name: 'Medium',
    description: 'Has the potential to affect progress.',
    statusColor: '#f79232',
  },
  {
    id: '4',
    name: 'Low',
    description: 'Minor problem or easily worked around.',
    statusColor: '#707070',
  },
  {
    id: '5',
    name: 'Lowest',
    description: 'Trivial problem with little or no impact.',
    statusColor: '#999999',
  },
];

export const DEFAULT_PRIORITY_ID = '3';

export const RESOLUTIONS: readonly Named[] = [
  { id: '10000', name: 'Done', description: 'Work has been completed on this issue.' },
  { id: '10001', name: "Won't Do", description: "This issue won't be actioned." },
  {
    id: '10002',
    name: 'Duplicate',
    description: 'The problem is a duplicate of an existing issue.',
  },
  {
    id: '10003',
    name: 'Cannot Reproduce',
    description: 'All attempts at reproducing this failed.',
  },
];

export const DEFAULT_RESOLUTION_ID = '10000';

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export const LINK_TYPES: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

export const ROLES = {
  administrators: { id: '10002', name: 'Administrators' },
  developers: { id: '10003', name: 'Developers' },
  addons: { id: '10004', name: 'atlassian-addons-project-access' },
} as const;

/** Who sees an issue of the level: members of these project roles. */
export interface SecurityLevel extends Named {
  readonly roleIds: readonly string[];
}

export const SECURITY_LEVELS: readonly SecurityLevel[] = [
  {
    id: '10000',
    name: 'Internal',
    description: 'Developers, administrators and installed apps.',
    roleIds: [ROLES.administrators.id, ROLES.developers.id, ROLES.addons.id],
  },
  {
    id: '10001',
    name: 'Administrators only',
    description: 'Not even installed apps see these.',
    roleIds: [ROLES.administrators.id],
  },
];

/** The entry with that id, or with that name. */
export function findNamed<T extends { readonly id: string; readonly name: string }>(
  list: readonly T[],
  idOrName: string,
): T | undefined {
  return (
    list.find((entry) => entry.id === idOrName) ?? list.find((entry) => entry.name === idOrName)
  );
}

/** @throws Error where a stored id names nothing: the double's own data is broken then. */
export function getNamed<T extends { readonly id: string; readonly name: string }>(
  list: readonly T[],
  id: string,
): T {
  const entry = list.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`the Jira double's data names an unknown id ${id}`);
  return entry;
}
