/**
 * What Redmine says of a project, so that a configuration's names can be matched with its ids.
 *
 * Works for a key without admin rights, which sees neither the list of users nor that of custom
 * fields: people are then found among the members of the projects it sees, custom fields by what the
 * project and its newest issues show (by name and id; what they hold is taken for a line of text).
 */
import * as z from 'zod';
import type { FieldMetadata, MetadataReader, Named, ProjectMetadata } from '../core/metadata';
import { parseAnswer } from '../http/answer';
import { rememberReads } from '../http/remember-reads';
import type { RedmineClient, RedmineRequest } from './client';
import { guessField, listCustomFields, listShownFields } from './custom-fields';
import { FIELD_PLACES } from './field-table';
import { createPeopleFinder, listPeople, type RedminePerson } from './people';
import { RELATION_TYPES } from './relations';
import { findSavedQuery } from './scope';

const PAGE_SIZE = 100;
/** Five calls; those that come after are found by their identifier only. */
const MAX_PROJECTS = 500;

const named = z.object({ id: z.number(), name: z.string() });

const projectSchema = z.object({
  id: z.number(),
  name: z.string(),
  identifier: z.string(),
  trackers: z.array(named).optional(),
  issue_categories: z.array(named).optional(),
  issue_custom_fields: z.array(named).optional(),
  time_entry_activities: z.array(named).optional(),
});

/** With the list itself, so that many mappings cost hardly more calls than one. */
const PROJECT_PARTS = 'trackers,issue_categories,issue_custom_fields,time_entry_activities';

const projectAnswerSchema = z.object({ project: projectSchema });

const projectListSchema = z.object({
  projects: z.array(projectSchema),
  total_count: z.number(),
});

const statusesSchema = z.object({ issue_statuses: z.array(named) });

const prioritiesSchema = z.object({
  issue_priorities: z.array(named.extend({ active: z.boolean().optional() })),
});

const activitiesSchema = z.object({
  time_entry_activities: z.array(named.extend({ is_default: z.boolean().optional() })),
});

const versionsSchema = z.object({ versions: z.array(named) });
const categoriesSchema = z.object({ issue_categories: z.array(named) });

/** Redmine's reader, which reads each list once; it can also tell a person's login, where the key may see it. */
export interface RedmineMetadataReader extends MetadataReader {
  findPerson(nameOrId: string): Promise<RedminePerson | null>;
}

/** @param siteUrl the connection's address, for links */
export function createRedmineMetadata(
  redmine: RedmineClient,
  siteUrl: string,
): RedmineMetadataReader {
  const nameOf = ({ path, query }: RedmineRequest) => `${path}?${new URLSearchParams(query)}`;
  const client = { ...redmine, ...rememberReads(redmine, nameOf) };
  const asked = new Set<number>();
  const listIds = async () => {
    const all = (await listProjects(client)).map(({ id }) => id);
    return [...new Set([...asked, ...all])];
  };
  return {
    async findProject(nameOrKey, named) {
      const project = await findProject(client, siteUrl, nameOrKey, named);
      if (project) asked.add(Number(project.projectId));
      return project;
    },
    findPerson: createPeopleFinder(client, listIds),
    listPeople: (projectId) => listPeople(client, projectId),
    findQuery: (projectId, query) => findSavedQuery(client, projectId, query),
    async listProjectKeys() {
      return (await listProjects(client)).map((project) => project.identifier);
    },
  };
}

type WireProject = z.output<typeof projectSchema>;

async function listProjects(client: RedmineClient): Promise<readonly WireProject[]> {
  const projects: WireProject[] = [];
  for (;;) {
    const query = {
      include: PROJECT_PARTS,
      limit: String(PAGE_SIZE),
      offset: String(projects.length),
    };
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
  named: readonly string[] | undefined,
): Promise<ProjectMetadata | null> {
  const wanted = nameOrKey.trim().toLowerCase();
  const projects = await listProjects(client);
  const listed = projects.find(({ id, identifier, name }) =>
    [String(id), identifier, name].some((word) => word.toLowerCase() === wanted),
  );
  const found =
    listed ?? (projects.length < MAX_PROJECTS ? null : await openProject(client, wanted));
  return found && describeProject(client, siteUrl, found, named);
}

/** One that the list did not come to, by its identifier or number. */
async function openProject(client: RedmineClient, wanted: string): Promise<WireProject | null> {
  if (!/^[a-z0-9_-]+$/.test(wanted)) return null;
  const answer = await client.send({
    method: 'GET',
    path: `/projects/${wanted}.json`,
    query: { include: PROJECT_PARTS },
    accept: [403, 404],
  });
  return answer.status === 200 ? parseAnswer(answer, projectAnswerSchema).project : null;
}

async function describeProject(
  client: RedmineClient,
  siteUrl: string,
  project: WireProject,
  named: readonly string[] | undefined,
): Promise<ProjectMetadata> {
  const get = async <T>(path: string, schema: z.ZodType<T>) =>
    parseAnswer(await client.send({ method: 'GET', path }), schema);
  const [{ issue_statuses }, { issue_priorities }, activities, { fields: custom, ...how }] =
    await Promise.all([
      get('/issue_statuses.json', statusesSchema),
      get('/enumerations/issue_priorities.json', prioritiesSchema),
      get('/enumerations/time_entry_activities.json', activitiesSchema),
      findCustomFields(client, project, named),
    ]);
  const isAsked = (field: Pick<FieldMetadata, 'key' | 'name'>) =>
    named === undefined || named.some((name) => isCalled(field, name));
  const holdVersions = [
    { key: VERSION, name: FIELD_PLACES[VERSION]?.name ?? '' },
    ...custom.filter(isVersion),
  ];
  const versions = holdVersions.some(isAsked)
    ? await listVersions(client, String(project.id))
    : undefined;
  const options: Readonly<Record<string, readonly Named[] | undefined>> = {
    category: (project.issue_categories ?? []).map(toNamed),
    [VERSION]: versions,
  };
  return {
    projectId: String(project.id),
    projectKey: project.identifier,
    siteUrl: siteUrl.replace(/\/+$/, ''),
    fields: [
      ...describeBuiltIn(options),
      ...uniqueByKey(custom).map((field) =>
        versions && isVersion(field) ? { ...field, options: versions } : field,
      ),
    ],
    ...how,
    issueTypes: (project.trackers ?? []).map(toNamed),
    statuses: issue_statuses.map(toNamed),
    priorities: issue_priorities.filter(({ active }) => active !== false).map(toNamed),
    relationTypes: RELATION_TYPES,
    activities: listActivities(project.time_entry_activities ?? [], activities),
  };
}

/**
 * A key without admin rights learns them from the project; its newest issues are looked at only for
 * what that does not tell.
 */
async function findCustomFields(
  client: RedmineClient,
  project: WireProject,
  named: readonly string[] | undefined,
): Promise<{ readonly fields: readonly FieldMetadata[]; readonly learnsFieldsFromIssues?: true }> {
  const told = (project.issue_custom_fields ?? []).map(guessField);
  const builtIn = Object.entries(FIELD_PLACES).map(([key, { name }]) => ({ key, name }));
  const isTold = (known: readonly Pick<FieldMetadata, 'key' | 'name'>[]) =>
    named?.every((name) => known.some((field) => isCalled(field, name)));
  if (isTold(builtIn)) return { fields: told };
  const all = await listCustomFields(client);
  if (all) return { fields: all };
  if (isTold([...builtIn, ...told])) return { fields: told };
  const shown = await listShownFields(client, project.id);
  return { fields: [...told, ...shown], learnsFieldsFromIssues: true };
}

function isCalled({ key, name }: Pick<FieldMetadata, 'key' | 'name'>, wanted: string): boolean {
  return key === wanted || name.toLowerCase() === wanted.toLowerCase();
}

function isVersion({ kind }: FieldMetadata): boolean {
  return kind === 'version' || kind === 'versions';
}

/** A project may have activities of its own, under other ids; the default is the site's by name. */
function listActivities(
  activities: readonly z.output<typeof named>[],
  { time_entry_activities: ofSite }: z.output<typeof activitiesSchema>,
): readonly Named[] {
  const standard = ofSite.find((activity) => activity.is_default)?.name;
  const isDefault = ({ name }: { readonly name: string }) => Number(name === standard);
  return activities.toSorted((a, b) => isDefault(b) - isDefault(a)).map(toNamed);
}

const VERSION = 'fixed_version';

/** Fields whose values projects make for themselves. */
const GROWING: ReadonlySet<string> = new Set(['category', VERSION]);

function describeBuiltIn(
  options: Readonly<Record<string, readonly Named[] | undefined>>,
): readonly FieldMetadata[] {
  return Object.entries(FIELD_PLACES).map(([key, { name, kind, readOnly }]) => {
    const choices = options[key];
    return {
      key,
      name,
      kind,
      ...(choices ? { options: choices } : {}),
      ...(readOnly ? { readOnly } : {}),
      ...(GROWING.has(key) ? { growsOptions: true } : {}),
    };
  });
}

/** Absent where the key may not see them. */
export async function listVersions(
  client: RedmineClient,
  projectId: string,
): Promise<readonly Named[] | undefined> {
  const path = `/projects/${encodeURIComponent(projectId)}/versions.json`;
  const answer = await client.send({ method: 'GET', path, accept: [403] });
  if (answer.status === 403) return undefined;
  return parseAnswer(answer, versionsSchema).versions.map(toNamed);
}

/** Absent for a key that may not manage them: Redmine asks that even for reading. */
export async function listCategories(
  client: RedmineClient,
  projectId: string,
): Promise<readonly Named[] | undefined> {
  const path = `/projects/${encodeURIComponent(projectId)}/issue_categories.json`;
  const answer = await client.send({ method: 'GET', path, accept: [403] });
  if (answer.status === 403) return undefined;
  return parseAnswer(answer, categoriesSchema).issue_categories.map(toNamed);
}

function uniqueByKey(fields: readonly FieldMetadata[]): readonly FieldMetadata[] {
  return [...new Map(fields.map((field) => [field.key, field])).values()];
}

function toNamed({ id, name }: z.output<typeof named>) {
  return { id: String(id), name };
}
