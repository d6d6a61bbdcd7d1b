/**
 * Matches the names of one configured mapping with what the two projects have. Every name that does
 * not exist becomes a mistake that says where it stands and what would be valid.
 */

import { canonicalJson } from '../canonical-json';
import {
  type AttachmentRules,
  type Audience,
  type Direction,
  type FieldRow,
  flowsTo,
  type Mapping,
  type NoticeRules,
  type PersonRow,
  type ProjectRole,
} from '../mapping';
import type { ProjectMetadata } from '../metadata';
import { otherSide, SIDES, type Side, type TextFormat } from '../model';
import { datedRows } from '../scope';
import { compileDeletion } from './compile-deletion';
import { compileField, narrow, policyOf } from './compile-field';
import { compileRelations } from './compile-relations';
import { compileScope } from './compile-scope';
import { compileScreens } from './compile-screens';
import { compileTime } from './compile-time';
import { compileValueRows, directionOf } from './compile-values';
import type { ConfigurationMistake, ConfiguredField, ConfiguredMapping } from './configuration';
import type { Limits } from './limits';

export interface CompileInput {
  readonly configured: ConfiguredMapping;
  /** Like `mappings[0]`, for the mistakes' places. */
  readonly path: string;
  readonly projects: Readonly<Record<Side, ProjectMetadata>>;
  readonly people: readonly PersonRow[];
  /** What the trackers themselves pick issues by, as they know it. */
  readonly queries?: Readonly<Partial<Record<Side, string>>>;
  readonly textFormat: TextFormat;
  readonly limits: Limits;
  /** Whom in Jira private comments are for, where the mapping says so. */
  readonly privateTo?: Audience;
  /** Who decides conflicts besides administrators, where the mapping says so. */
  readonly deciders?: ProjectRole;
  /** The accountIds of those who are told of conflicts, in the order of their names. */
  readonly toldOfConflicts?: readonly string[];
  /** Used where the mapping is new. */
  readonly enabledAt: Mapping['enabledAt'];
  /** The mapping as it stands, if there is one. */
  readonly standing: Mapping | null;
}

export type Compiled =
  | { readonly kind: 'mapping'; readonly mapping: Mapping }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] };

/** What `issueTypes`, `statuses` and `priorities` are on each side. */
const OPTION_FIELDS = [
  { field: 'issuetype', key: 'issueTypes', jira: 'issuetype', remote: 'tracker' },
  { field: 'status', key: 'statuses', jira: 'status', remote: 'status' },
  { field: 'priority', key: 'priorities', jira: 'priority', remote: 'priority' },
] as const;

/** Carried when the configuration names no fields at all. */
const DEFAULT_FIELDS: readonly ConfiguredField[] = [
  { jira: 'summary', redmine: 'subject' },
  { jira: 'description', redmine: 'description' },
];

/** Compiles one mapping, or tells all of its mistakes. */
export function compileMapping(input: CompileInput): Compiled {
  const { configured, projects, standing } = input;
  const mistakes: ConfigurationMistake[] = [];
  const direction = directionOf(configured.direction);
  const onConflict = policyOf(configured.onConflict);
  const options = compileOptions(input, direction, mistakes);
  const configuredFields = configured.fields.length > 0 ? configured.fields : DEFAULT_FIELDS;
  const rows = configuredFields.flatMap((field, index) => {
    const path = `${input.path}.fields[${index}]`;
    const row = compileField(
      { configured: field, path, projects, people: input.people, direction, onConflict },
      mistakes,
    );
    return row ? [row] : [];
  });
  const fields = nameRows(rows, new Set(options.map(({ field }) => field)));
  findDoubles([...fields, ...options], input.path, mistakes);
  const screens = compileScreens(
    configured.screens,
    `${input.path}.screens`,
    projects.jira,
    mistakes,
  );
  const relations = compileRelations(
    configured.relations,
    `${input.path}.relations`,
    projects,
    (own) => narrow(directionOf(own), direction),
    mistakes,
  );
  const scope = compileScope(
    {
      configured: configured.scope,
      path: `${input.path}.scope`,
      project: projects.remote,
      people: input.people,
      queries: input.queries ?? {},
    },
    mistakes,
  );
  const timeEntries = compileTime(
    configured.timeEntries,
    `${input.path}.timeEntries`,
    projects.remote.activities,
    (own) => narrow(directionOf(own), direction),
    mistakes,
  );
  const deleting = compileDeletion(
    configured,
    `${input.path}.deleting`,
    projects,
    direction,
    mistakes,
  );
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes };

  const watchers = compileWatchers(input, direction);
  const { direction: ownDirection = 'both', attribution, asAuthor } = configured.comments ?? {};
  const comments = {
    direction: narrow(directionOf(ownDirection), direction),
    ...(attribution === undefined ? {} : { attribution }),
    ...(asAuthor ? { asAuthor } : {}),
    ...(input.privateTo ? { privateTo: input.privateTo } : {}),
  };
  const mapping: Mapping = {
    id: configured.id,
    version: 1,
    connectionId: configured.connection,
    jira: { projectId: projects.jira.projectId, projectKey: projects.jira.projectKey },
    remote: { projectId: projects.remote.projectId, projectKey: projects.remote.projectKey },
    textFormat: input.textFormat,
    enabledAt: standing?.enabledAt ?? input.enabledAt,
    paused: standing?.paused ?? false,
    ...(standing?.pausedFor === undefined ? {} : { pausedFor: standing.pausedFor }),
    ...(standing?.resumedAtMs === undefined ? {} : { resumedAtMs: standing.resumedAtMs }),
    ...(standing?.backfill === undefined ? {} : { backfill: standing.backfill }),
    create: { jira: configured.create.jira, remote: configured.create.redmine },
    fields: datedRows(
      [...fields, ...options.map((row) => quietIfShown(row, fields)), ...watchers],
      standing,
      (standing?.version ?? 0) + 1,
    ),
    ...(scope ? { scope } : {}),
    comments,
    attachments: compileAttachments(configured.attachments, direction),
    relations,
    timeEntries,
    ...(deleting ? { deleting } : {}),
    onConflict,
    ...(configured.decidedBy === 'project-admins' ? { decidedBy: configured.decidedBy } : {}),
    ...(input.deciders ? { decidedBy: { role: input.deciders } } : {}),
    limits: input.limits,
    siteName: { jira: 'Jira', remote: 'Redmine' },
    siteUrl: { jira: projects.jira.siteUrl, remote: projects.remote.siteUrl },
    people: input.people,
    ...(configured.timeZone === undefined ? {} : { timeZone: configured.timeZone }),
    ...(Object.keys(screens).length === 0 ? {} : { screens }),
    ...(configured.notices ? { notices: compileNotices(input) } : {}),
  };
  return { kind: 'mapping', mapping: { ...mapping, version: nextVersion(mapping, standing) } };
}

/** Far below what a Forge function holds, and above what most trackers take. */
const DEFAULT_MAX_MEGABYTES = 50;

const MEGABYTE = 1_000_000;

function compileAttachments(
  configured: ConfiguredMapping['attachments'],
  mapping: Direction,
): AttachmentRules | null {
  if (configured === false) return null;
  return {
    direction: narrow(directionOf(configured?.direction ?? 'both'), mapping),
    maxBytes: Math.round((configured?.maxMegabytes ?? DEFAULT_MAX_MEGABYTES) * MEGABYTE),
    tooLarge: configured?.tooLarge ?? 'link',
    renames: configured?.renames ?? true,
    deletions: configured?.deletions ?? true,
  };
}

function compileNotices({ configured: { notices }, toldOfConflicts }: CompileInput): NoticeRules {
  const { jira, redmine } = notices?.authors ?? {};
  return {
    conflicts: toldOfConflicts ?? [],
    authors: { ...(jira ? { jira } : {}), ...(redmine ? { remote: redmine } : {}) },
  };
}

function nextVersion(mapping: Mapping, standing: Mapping | null): number {
  if (!standing) return 1;
  // Neither says anything of what is synced: links need not be looked at anew for them.
  const rules = ({ version: _version, limits: _limits, notices: _notices, ...one }: Mapping) =>
    canonicalJson(one);
  return rules(mapping) === rules(standing) ? standing.version : standing.version + 1;
}

function compileOptions(
  { configured, path, projects }: CompileInput,
  direction: Direction,
  mistakes: ConfigurationMistake[],
): FieldRow[] {
  return OPTION_FIELDS.flatMap(({ field, key, jira, remote }) => {
    const rows = configured[key];
    if (rows.length === 0) return [];
    const known = {
      jira: { kind: 'option', options: projects.jira[key] },
      remote: { kind: 'option', options: projects.remote[key] },
    } as const;
    return [
      {
        field,
        jira,
        remote,
        kinds: { jira: 'option', remote: 'option' },
        direction,
        onConflict: policyOf(configured.onConflict),
        values: compileValueRows(rows, `${path}.${key}`, known, mistakes),
      },
    ];
  });
}

/** People watch for themselves: those without a row are left alone, and nobody is told. */
function compileWatchers({ configured }: CompileInput, direction: Direction): FieldRow[] {
  const { watchers } = configured;
  if (!watchers) return [];
  return [
    {
      field: 'watchers',
      jira: 'watches',
      remote: 'watchers',
      kinds: { jira: 'users', remote: 'users' },
      direction: narrow(directionOf(watchers.direction), direction),
      onConflict: policyOf(configured.onConflict),
      values: [],
      unmapped: 'keep',
    },
  ];
}

/**
 * A row is called by its Jira field, as bases know it; where that feeds several fields, or several
 * feed one, the others are called by what they feed.
 */
function nameRows(
  rows: readonly Omit<FieldRow, 'field'>[],
  taken: Set<string>,
): readonly FieldRow[] {
  return rows.map((row) => {
    const isFree = row.jira !== '' && !taken.has(row.jira);
    const field = isFree ? row.jira : `${row.jira}>${row.remote}`;
    taken.add(field);
    return { field, ...row };
  });
}

/** A value that is shown in a field of its own needs no counterpart. */
function quietIfShown(option: FieldRow, fields: readonly FieldRow[]): FieldRow {
  const isShown = SIDES.some((from) =>
    fields.some((row) => row[from] === option[from] && flowsTo(row.direction, otherSide(from))),
  );
  return isShown ? { ...option, unmapped: 'keep' } : option;
}

/** One field may feed several, but each is fed by one. */
function findDoubles(
  rows: readonly FieldRow[],
  path: string,
  mistakes: ConfigurationMistake[],
): void {
  for (const side of SIDES) {
    const seen = new Set<string>();
    for (const row of rows) {
      if (!flowsTo(row.direction, side)) continue;
      if (seen.has(row[side])) {
        mistakes.push({ path: `${path}.fields`, message: `"${row[side]}" is mapped twice.` });
      }
      seen.add(row[side]);
    }
  }
}
