/**
 * What Redmine says of a project, so that a configuration's names can be matched with its ids.
 *
 * Works for a key without admin rights, which sees neither the list of users nor that of custom
 * fields: people are then found among the members of the projects it sees, custom fields by what the
 * project and its newest issues show (by name and id; what they hold is taken for a line of text).
 */
import { z } from 'zod';
import type { FieldKind } from '../core/mapping';
import type { FieldMetadata, MetadataReader, ProjectMetadata } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import type { RedmineClient } from './client';
import { FIELD_PLACES } from './field-table';
import { createPeopleFinder, type RedminePerson } from './people';
import { customFieldValueSchema } from './wire';

const PAGE_SIZE = 100;
const MAX_PROJECTS = 500;

const named = z.object({ id: z.number(), name: z.string() });

const projectSchema = z.object({ id: z.number(), name: z.string(), identifier: z.string() });

const projectListSchema = z.object({
  projects: z.array(projectSchema),
  total_count: z.number(),
});

const projectDetailSchema = z.object({
  project: projectSchema.extend({
    trackers: z.array(named).optional(),
    issue_custom_fields: z.array(named).optional(),
  }),
});

const statusesSchema = z.object({ issue_statuses: z.array(named) });

const prioritiesSchema = z.object({
  issue_priorities: z.array(named.extend({ active: z.boolean().optional() })),
});

const customFieldsSchema = z.object({
  custom_fields: z.array(
    named.extend({
      customized_type: z.string(),
      field_format: z.string(),
      multiple: z.boolean().optional(),
    }),
  ),
});

const shownFieldsSchema = z.object({
  issues: z.array(z.object({ custom_fields: z.array(customFieldValueSchema).optional() })),
});

/** Redmine's reader; it can also tell a person's login, where the key may see it. */
export interface RedmineMetadataReader extends MetadataReader {
  findPerson(nameOrId: string): Promise<RedminePerson | null>;
}

/** @param siteUrl the connection's address, for links */
export function createRedmineMetadata(
  client: RedmineClient,
  siteUrl: string,
): RedmineMetadataReader {
  const listIds = async () => (await listProjects(client)).map(({ id }) => id);
  return {
    findProject: (nameOrKey) => findProject(client, siteUrl, nameOrKey),
    findPerson: createPeopleFinder(client, listIds),
    async listProjectKeys() {
      return (await listProjects(client)).map((project) => project.identifier);
    },
  };
}

type WireProject = z.output<typeof projectSchema>;

async function listProjects(client: RedmineClient): Promise<readonly WireProject[]> {
  const projects: WireProject[] = [];
  for (;;) {
    const query = { limit: String(PAGE_SIZE), offset: String(projects.length) };
    const answer = await client.send({ method: 'GET', path: '/projects.json', query });
    const page = parseAnswer(answer, projectListSchema);
    projects.push(...page.projects);
    const isAll = page.projects.length === 0 || projects.length >= page.total_count;
    if (isAll || projects.length >= MAX_PROJECTS) return projects;
  }
}

async function findProject(
  client: RedmineClient,
  siteUrl: string,
  nameOrKey: string,
): Promise<ProjectMetadata | null> {
  const wanted = nameOrKey.trim().toLowerCase();
  const found = (await listProjects(client)).find(({ id, identifier, name }) =>
    [String(id), identifier, name].some((word) => word.toLowerCase() === wanted),
  );
  return found ? describeProject(client, siteUrl, found.id) : null;
}

async function describeProject(
  client: RedmineClient,
  siteUrl: string,
  projectId: number,
): Promise<ProjectMetadata> {
  const get = async <T>(path: string, schema: z.ZodType<T>, query = {}) =>
    parseAnswer(await client.send({ method: 'GET', path, query }), schema);
  const [{ project }, { issue_statuses }, { issue_priorities }, customFields] = await Promise.all([
    get(`/projects/${projectId}.json`, projectDetailSchema, {
      include: 'trackers,issue_custom_fields',
    }),
    get('/issue_statuses.json', statusesSchema),
    get('/enumerations/issue_priorities.json', prioritiesSchema),
    listCustomFields(client),
  ]);
  const custom = customFields ?? [
    ...(project.issue_custom_fields ?? []),
    ...(await listShownFields(client, projectId)),
  ];
  return {
    projectId: String(project.id),
    projectKey: project.identifier,
    siteUrl: siteUrl.replace(/\/+$/, ''),
    fields: [...BUILT_IN, ...uniqueByKey(custom.flatMap(toFieldMetadata))],
    issueTypes: (project.trackers ?? []).map(toNamed),
    statuses: issue_statuses.map(toNamed),
    priorities: issue_priorities.filter(({ active }) => active !== false).map(toNamed),
  };
}

const BUILT_IN: readonly FieldMetadata[] = Object.entries(FIELD_PLACES).map(
  ([key, { name, kind }]) => ({ key, name, kind }),
);

interface CustomField {
  readonly id: number;
  readonly name: string;
  /** Absent where the key may not see it. */
  readonly format?: string;
  readonly multiple?: boolean | undefined;
}

/** All issue custom fields with their formats; `null` for a key without admin rights. */
async function listCustomFields(client: RedmineClient): Promise<readonly CustomField[] | null> {
  const answer = await client.send({ method: 'GET', path: '/custom_fields.json', accept: [403] });
  if (answer.status === 403) return null;
  return parseAnswer(answer, customFieldsSchema)
    .custom_fields.filter((field) => field.customized_type === 'issue')
    .map(({ id, name, field_format: format, multiple }) => ({ id, name, format, multiple }));
}

/** On 5.0 a project does not list the fields that are for all projects, but its issues do. */
async function listShownFields(
  client: RedmineClient,
  projectId: number,
): Promise<readonly CustomField[]> {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: { project_id: String(projectId), status_id: '*', limit: '25', sort: 'id:desc' },
  });
  return parseAnswer(answer, shownFieldsSchema).issues.flatMap((issue) =>
    (issue.custom_fields ?? []).map(({ id, name, multiple }) => ({ id, name, multiple })),
  );
}

/** By `field_format`. Attachments and what else plugins add are not carried over. */
const KIND_BY_FORMAT: Readonly<Record<string, FieldKind>> = {
  string: 'line',
  int: 'line',
  float: 'line',
  link: 'line',
  text: 'text',
  date: 'date',
  user: 'user',
  list: 'option',
  bool: 'option',
  version: 'option',
  enumeration: 'option',
};

function toFieldMetadata(field: CustomField): FieldMetadata[] {
  const kind = field.format === undefined ? 'line' : KIND_BY_FORMAT[field.format];
  return kind && field.multiple !== true ? [{ key: `cf_${field.id}`, name: field.name, kind }] : [];
}

function uniqueByKey(fields: readonly FieldMetadata[]): readonly FieldMetadata[] {
  return [...new Map(fields.map((field) => [field.key, field])).values()];
}

function toNamed({ id, name }: z.output<typeof named>) {
  return { id: String(id), name };
}
