/** What Jira says of a project, so that a configuration's names can be matched with its ids. */
import * as z from 'zod';
import type { AudienceReader, MetadataReader, Named, ProjectMetadata } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import { rememberReads } from '../http/remember-reads';
import { findAudience, findRole } from './audience';
import { type JiraClient, route } from './client';
import {
  collectOptions,
  createFieldsSchema,
  fieldsSchema,
  toFieldMetadata,
  type WireCreateField,
} from './field-metadata';
import { findPerson, listPeople } from './people';
import { findJqlMistake } from './scope';
import { typeStatusesSchema } from './wire';

const PAGE_SIZE = 50;
/** As many are named where one is unknown, and looked through for one that is called by its name. */
const MAX_PROJECTS = 200;
const CREATE_META_PAGE = 200;
const ID_OR_KEY = /^(\d+|[a-z][a-z0-9_]+)$/i;

const named = z.object({ id: z.string(), name: z.string() });

const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(named).optional(),
});

const projectPageSchema = z.object({ values: z.array(projectSchema), isLast: z.boolean() });

const linkTypesSchema = z.object({ issueLinkTypes: z.array(z.object({ name: z.string() })) });

const serverInfoSchema = z.object({ baseUrl: z.url() });

/** Reads as the given client, and each list once; the app itself sees every project that it is to sync. */
export function createJiraMetadata(jira: JiraClient): MetadataReader & AudienceReader {
  const client = { ...jira, ...rememberReads(jira, ({ path }) => path.value) };
  return {
    async findProject(nameOrKey) {
      const found = await findProject(client, nameOrKey);
      return found && describeProject(client, found);
    },
    findPerson: (nameOrId) => findPerson(client, nameOrId),
    listPeople: (projectId) => listPeople(client, projectId),
    findAudience: (projectId, kind, name) => findAudience(client, projectId, kind, name),
    findRole: (projectId, name) => findRole(client, projectId, name),
    async findQuery(projectId, jql) {
      const mistake = await findJqlMistake(client, projectId, jql);
      return mistake === null
        ? { kind: 'found', query: jql }
        : {
            kind: 'unknown',
            message: `${mistake}. Valid: JQL without ORDER BY, such as labels = redmine.`,
          };
    },
    async listProjectKeys() {
      return (await listProjects(client)).map((project) => project.key);
    },
  };
}

export type WireProject = z.output<typeof projectSchema>;

/**
 * The projects that the client sees, the first 200.
 * @param part of the key or the name; absent: any
 */
export async function listProjects(
  client: JiraClient,
  part?: string,
): Promise<readonly WireProject[]> {
  const projects: WireProject[] = [];
  for (let isLast = false; !isLast && projects.length < MAX_PROJECTS; ) {
    const startAt = projects.length;
    const path =
      part === undefined
        ? route`/rest/api/3/project/search?startAt=${startAt}&maxResults=${PAGE_SIZE}`
        : route`/rest/api/3/project/search?startAt=${startAt}&maxResults=${PAGE_SIZE}&query=${part}`;
    const page = parseAnswer(await client.send({ method: 'GET', path }), projectPageSchema);
    projects.push(...page.values);
    isLast = page.isLast || page.values.length === 0;
  }
  return projects;
}

/** A project by id, key or name. */
export async function findProject(
  client: JiraClient,
  nameOrKey: string,
): Promise<WireProject | null> {
  const wanted = nameOrKey.trim();
  const opened = ID_OR_KEY.test(wanted) ? await openProject(client, wanted) : null;
  if (opened) return opened;
  const named = await listProjects(client, wanted);
  const isWanted = (word: string) => word.toLowerCase() === wanted.toLowerCase();
  return named.find(({ key, name }) => isWanted(key) || isWanted(name)) ?? null;
}

/**
 * Jira finds by id and key at once, however many projects there are.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-projectidorkey-get
 */
async function openProject(client: JiraClient, idOrKey: string): Promise<WireProject | null> {
  const path = route`/rest/api/3/project/${idOrKey}`;
  const answer = await client.send({ method: 'GET', path, accept: [404] });
  return answer.status === 200 ? parseAnswer(answer, projectSchema) : null;
}

async function describeProject(client: JiraClient, project: WireProject): Promise<ProjectMetadata> {
  const [siteUrl, types, fields, { issueLinkTypes }] = await Promise.all([
    findSiteUrl(client),
    get(client, route`/rest/api/3/project/${project.id}/statuses`, typeStatusesSchema),
    get(client, route`/rest/api/3/field`, fieldsSchema),
    get(client, route`/rest/api/3/issueLinkType`, linkTypesSchema),
  ]);
  // A project that was found by its name is told without them.
  const issueTypes = project.issueTypes ?? types;
  const options = new Map(collectOptions(await listCreateFields(client, project.id, issueTypes)));
  // It stands on no create screen; screens of transitions are filled with it.
  const resolutions = await get(client, route`/rest/api/3/resolution`, z.array(named));
  options.set('resolution', uniqueById(resolutions));
  return {
    projectId: project.id,
    projectKey: project.key,
    siteUrl,
    fields: fields.flatMap((field) => {
      const ownedBy = field.scope?.project?.id;
      return ownedBy === undefined || ownedBy === project.id ? toFieldMetadata(field, options) : [];
    }),
    issueTypes: issueTypes.map(({ id, name }) => ({ id, name })),
    statuses: uniqueById(types.flatMap((type) => type.statuses)),
    priorities: await listPriorities(client, options.get('priority')),
    relationTypes: issueLinkTypes.map(({ name }) => name),
    // Worklogs say what was done in their text, if at all.
    activities: [],
  };
}

/** The site's address as people use it, without a trailing slash. */
export async function findSiteUrl(client: JiraClient): Promise<string> {
  const { baseUrl } = await get(client, route`/rest/api/3/serverInfo`, serverInfoSchema);
  return baseUrl.replace(/\/+$/, '');
}

/**
 * Every field of the project's create screens, with what can be chosen there.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-issuetypeid-get
 */
export async function listCreateFields(
  client: JiraClient,
  projectId: string,
  issueTypes: readonly Named[],
): Promise<readonly WireCreateField[]> {
  const lists = await Promise.all(
    issueTypes.map(async (type) => {
      const fields: WireCreateField[] = [];
      for (let isAll = false; !isAll; ) {
        const path = route`/rest/api/3/issue/createmeta/${projectId}/issuetypes/${type.id}?startAt=${fields.length}&maxResults=${CREATE_META_PAGE}`;
        const page = await get(client, path, createFieldsSchema);
        fields.push(...page.fields);
        isAll = page.fields.length === 0 || fields.length >= (page.total ?? 0);
      }
      return fields;
    }),
  );
  return lists.flat();
}

/**
 * The priorities that the project's own issues may have, as a site can keep several schemes of
 * them; where they stand on no create screen, the site's whole list is all that can be said.
 */
async function listPriorities(
  client: JiraClient,
  allowed: readonly Named[] | undefined,
): Promise<readonly Named[]> {
  if (allowed && allowed.length > 0) return allowed;
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
