/**
 * Matches the names of one configured mapping with what the two projects have. Every name that does
 * not exist becomes a mistake that says where it stands and what would be valid.
 */
import type {
  ConfigurationMistake,
  ConfiguredDirection,
  ConfiguredField,
  ConfiguredMapping,
  ConfiguredPolicy,
  ConfiguredValue,
} from './configuration';
import type { Limits } from './limits';
import type {
  AttachmentRules,
  Direction,
  FieldKind,
  FieldRow,
  Mapping,
  PersonRow,
  Policy,
  ValueRow,
} from './mapping';
import type { FieldMetadata, Named, ProjectMetadata } from './metadata';
import type { Side, TextFormat } from './model';

export interface CompileInput {
  readonly configured: ConfiguredMapping;
  /** Like `mappings[0]`, for the mistakes' places. */
  readonly path: string;
  readonly projects: Readonly<Record<Side, ProjectMetadata>>;
  readonly people: readonly PersonRow[];
  readonly textFormat: TextFormat;
  readonly limits: Limits;
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
  const options = OPTION_FIELDS.flatMap((option) =>
    compileOptions(input, option, direction, onConflict, mistakes),
  );
  const configuredFields = configured.fields.length > 0 ? configured.fields : DEFAULT_FIELDS;
  const fields = configuredFields.flatMap((field, index) =>
    compileField(input, field, `${input.path}.fields[${index}]`, direction, onConflict, mistakes),
  );
  findDoubles([...fields, ...options], input.path, mistakes);
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes };

  const comments = configured.comments
    ? { direction: narrow(directionOf(configured.comments.direction), direction) }
    : { direction };
  const mapping: Mapping = {
    id: configured.id,
    version: 1,
    connectionId: configured.connection,
    jira: { projectId: projects.jira.projectId, projectKey: projects.jira.projectKey },
    remote: { projectId: projects.remote.projectId, projectKey: projects.remote.projectKey },
    textFormat: input.textFormat,
    enabledAt: standing?.enabledAt ?? input.enabledAt,
    paused: standing?.paused ?? false,
    create: { jira: configured.create.jira, remote: configured.create.redmine },
    fields: [...fields, ...options],
    comments,
    attachments: compileAttachments(configured.attachments, direction),
    onConflict,
    limits: input.limits,
    siteName: { jira: 'Jira', remote: 'Redmine' },
    siteUrl: { jira: projects.jira.siteUrl, remote: projects.remote.siteUrl },
    people: input.people,
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

function nextVersion(mapping: Mapping, standing: Mapping | null): number {
  if (!standing) return 1;
  // Limits say nothing of what is synced: links need not be looked at anew for them.
  const rules = (one: Mapping) => JSON.stringify({ ...one, version: 0, limits: null });
  return rules(mapping) === rules(standing) ? standing.version : standing.version + 1;
}

function compileOptions(
  input: CompileInput,
  option: (typeof OPTION_FIELDS)[number],
  direction: Direction,
  onConflict: Policy,
  mistakes: ConfigurationMistake[],
): FieldRow[] {
  const rows = input.configured[option.key];
  if (rows.length === 0) return [];
  const values = rows.flatMap((row, index) =>
    compileValue(
      row,
      `${input.path}.${option.key}[${index}]`,
      { jira: input.projects.jira[option.key], remote: input.projects.remote[option.key] },
      mistakes,
    ),
  );
  return [
    {
      field: option.field,
      jira: option.jira,
      remote: option.remote,
      kind: 'option',
      direction,
      onConflict,
      values,
    },
  ];
}

function compileValue(
  row: ConfiguredValue,
  path: string,
  known: Readonly<Record<Side, readonly Named[]>>,
  mistakes: ConfigurationMistake[],
): ValueRow[] {
  const jira = findNamed(row.jira, `${path}.jira`, known.jira, mistakes);
  const remote = findNamed(row.redmine, `${path}.redmine`, known.remote, mistakes);
  if (!jira || !remote) return [];
  return [{ jira: jira.id, remote: remote.id, direction: directionOf(row.direction ?? 'both') }];
}

function compileField(
  input: CompileInput,
  field: ConfiguredField,
  path: string,
  direction: Direction,
  onConflict: Policy,
  mistakes: ConfigurationMistake[],
): FieldRow[] {
  const jira = findField(field.jira, `${path}.jira`, input.projects.jira.fields, mistakes);
  const remote = findField(
    field.redmine,
    `${path}.redmine`,
    input.projects.remote.fields,
    mistakes,
  );
  if (!jira || !remote) return [];
  const kind = joinKinds(jira.kind, remote.kind);
  if (!kind) {
    mistakes.push({
      path,
      message: `"${jira.name}" holds a ${jira.kind} and "${remote.name}" a ${remote.kind}: they cannot be mapped.`,
    });
    return [];
  }
  if (field.onConflict === 'merge' && kind !== 'text') {
    mistakes.push({
      path: `${path}.onConflict`,
      message: `"merge" is for rich text, and "${jira.name}" is a ${kind}. Valid: jira, redmine, newest, manual, halt.`,
    });
    return [];
  }
  return [
    {
      field: jira.key,
      jira: jira.key,
      remote: remote.key,
      kind,
      direction: narrow(directionOf(field.direction ?? 'both'), direction),
      onConflict: field.onConflict ? policyOf(field.onConflict) : onConflict,
      values:
        kind === 'user'
          ? input.people.map((person) => ({
              jira: person.jira,
              remote: person.remote,
              direction: 'both',
            }))
          : [],
    },
  ];
}

/** A line fits where a text is, but not the other way without losing what it means. */
function joinKinds(jira: FieldKind, remote: FieldKind): FieldKind | null {
  return jira === remote ? jira : null;
}

function findDoubles(
  rows: readonly FieldRow[],
  path: string,
  mistakes: ConfigurationMistake[],
): void {
  for (const side of ['jira', 'remote'] as const) {
    const seen = new Set<string>();
    for (const row of rows) {
      if (seen.has(row[side])) {
        mistakes.push({ path: `${path}.fields`, message: `"${row[side]}" is mapped twice.` });
      }
      seen.add(row[side]);
    }
  }
}

function findNamed(
  name: string,
  path: string,
  known: readonly Named[],
  mistakes: ConfigurationMistake[],
): Named | null {
  const found =
    known.find((candidate) => candidate.name === name) ??
    known.find((candidate) => candidate.id === name) ??
    known.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  mistakes.push({
    path,
    message: unknownName(
      name,
      known.map((candidate) => candidate.name),
    ),
  });
  return null;
}

function findField(
  name: string,
  path: string,
  known: readonly FieldMetadata[],
  mistakes: ConfigurationMistake[],
): FieldMetadata | null {
  const found =
    known.find((candidate) => candidate.key === name) ??
    known.find((candidate) => candidate.name === name);
  if (found) return found;
  mistakes.push({
    path,
    message: unknownName(
      name,
      known.map((candidate) => candidate.key),
    ),
  });
  return null;
}

/** The message for a name that does not exist. */
export function unknownName(name: string, valid: readonly string[]): string {
  return `"${name}" does not exist. Valid: ${valid.length > 0 ? valid.join(', ') : '(none)'}.`;
}

function directionOf(direction: ConfiguredDirection): Direction {
  return direction === 'toRedmine' ? 'toRemote' : direction;
}

function policyOf(policy: ConfiguredPolicy | 'merge'): Policy {
  return policy === 'redmine' ? 'remote' : policy;
}

/** A row may narrow its mapping's direction, not widen it. */
function narrow(row: Direction, mapping: Direction): Direction {
  return mapping === 'both' ? row : mapping;
}
