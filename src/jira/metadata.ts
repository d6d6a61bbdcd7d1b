/** What Jira says of a project, so that a configuration's names can be matched with its ids. */
import { z } from 'zod';
import type { FieldKind } from '../core/mapping';
import type { FieldMetadata, MetadataReader, Named, ProjectMetadata } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';
import { findPerson } from './people';
import { typeStatusesSchema } from './wire';

const PAGE_SIZE = 50;
const MAX_PROJECTS = 200;

const named = z.object({ id: z.string(), name: z.string() });

const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(named).optional(),
});

const projectPageSchema = z.object({ values: z.array(projectSchema), isLast: z.boolean() });

const serverInfoSchema = z.object({ baseUrl: z.url() });

const fieldsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.object({ type: z.string(), custom: z.string().optional() }).optional(),
    scope: z.object({ project: z.object({ id: z.string() }).optional() }).nullish(),
  }),
);

const createFieldsSchema = z.object({
  fields: z.array(
    z.object({ fieldId: z.string(), allowedValues: z.array(z.unknown()).optional() }),
  ),
});

/** Reads as the given client; the app itself sees every project that it is to sync. */
export function createJiraMetadata(client: JiraClient): MetadataReader {
  return {
    findProject: (nameOrKey) => findProject(client, nameOrKey),
    findPerson: (nameOrId) => findPerson(client, nameOrId),
    async listProjectKeys() {
      return (await listProjects(client)).map((project) => project.key);
    },
  };
}

type WireProject = z.output<typeof projectSchema>;

async function listProjects(client: JiraClient): Promise<readonly WireProject[]> {
  const projects: WireProject[] = [];
  for (let isLast = false; !isLast && projects.length < MAX_PROJECTS; ) {
    const path = route`/rest/api/3/project/search?startAt=${projects.length}&maxResults=${PAGE_SIZE}`;
    const page = parseAnswer(await client.send({ method: 'GET', path }), projectPageSchema);
    projects.push(...page.values);
    isLast = page.isLast || page.values.length === 0;
  }
  return projects;
}

async function findProject(client: JiraClient, nameOrKey: string): Promise<ProjectMetadata | null> {
  const wanted = nameOrKey.trim().toLowerCase();
  const found = (await listProjects(client)).find(({ id, key, name }) =>
    [id, key, name].some((word) => word.toLowerCase() === wanted),
  );
  return found ? describeProject(client, found) : null;
}

async function describeProject(client: JiraClient, found: WireProject): Promise<ProjectMetadata> {
  const [project, siteUrl, types, fields] = await Promise.all([
    get(client, route`/rest/api/3/project/${found.id}`, projectSchema),
    findSiteUrl(client),
    get(client, route`/rest/api/3/project/${found.id}/statuses`, typeStatusesSchema),
    get(client, route`/rest/api/3/field`, fieldsSchema),
  ]);
  const issueTypes = project.issueTypes ?? types;
  return {
    projectId: project.id,
    projectKey: project.key,
    siteUrl,
    fields: fields.flatMap((field) => {
      const ownedBy = field.scope?.project?.id;
      return ownedBy === undefined || ownedBy === project.id ? toFieldMetadata(field) : [];
    }),
    issueTypes: issueTypes.map(({ id, name }) => ({ id, name })),
    statuses: uniqueById(types.flatMap((type) => type.statuses)),
    priorities: await listPriorities(client, project.id, issueTypes),
  };
}

/** The site's address as people use it, without a trailing slash. */
export async function findSiteUrl(client: JiraClient): Promise<string> {
  const { baseUrl } = await get(client, route`/rest/api/3/serverInfo`, serverInfoSchema);
  return baseUrl.replace(/\/+$/, '');
}

/** The priorities that the project's own issues may have; a site can keep several schemes of them. */
async function listPriorities(
  client: JiraClient,
  projectId: string,
  issueTypes: readonly Named[],
): Promise<readonly Named[]> {
  const pages = await Promise.all(
    issueTypes.map((type) =>
      get(
        client,
        route`/rest/api/3/issue/createmeta/${projectId}/issuetypes/${type.id}?maxResults=200`,
        createFieldsSchema,
      ),
    ),
  );
  const allowed = pages
    .flatMap((page) => page.fields)
    .filter((field) => field.fieldId === 'priority')
    .flatMap((field) =>
      z
        .array(named)
        .catch([])
        .parse(field.allowedValues ?? []),
    );
  if (allowed.length > 0) return uniqueById(allowed);
  // Not on any create screen: the site's whole list is all that can be said.
  return uniqueById(await get(client, route`/rest/api/3/priority`, z.array(named)));
}

async function get<T>(
  client: JiraClient,
  path: ReturnType<typeof route>,
  schema: z.ZodType<T>,
): Promise<T> {
  return parseAnswer(await client.send({ method: 'GET', path }), schema);
}

function uniqueById(items: readonly Named[]): readonly Named[] {
  return [...new Map(items.map(({ id, name }) => [id, { id, name }])).values()];
}

/** By the field's schema type. Lists, numbers and times of day are not carried over yet. */
const KIND_BY_TYPE: Readonly<Record<string, FieldKind>> = {
  string: 'line',
  date: 'date',
  user: 'user',
  option: 'option',
  priority: 'option',
  status: 'option',
  issuetype: 'option',
  resolution: 'option',
};

/** Fields of type `string` that hold documents. */
const DOCUMENT_FIELDS: ReadonlySet<string> = new Set([
  'description',
  'environment',
  'com.atlassian.jira.plugin.system.customfieldtypes:textarea',
]);

function toFieldMetadata(field: z.output<typeof fieldsSchema>[number]): FieldMetadata[] {
  const kind = field.schema && KIND_BY_TYPE[field.schema.type];
  if (!kind) return [];
  const isDocument = DOCUMENT_FIELDS.has(field.schema?.custom ?? field.id);
  return [{ key: field.id, name: field.name, kind: isDocument ? 'text' : kind }];
}
