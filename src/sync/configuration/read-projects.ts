/** What a mapping names, as its two trackers know it: projects, queries, roles and people. */
import type { CompileInput } from '../../core/configuration/compile-configuration';
import type {
  ConfigurationMistake,
  ConfiguredMapping,
} from '../../core/configuration/configuration';
import { unknownName } from '../../core/configuration/match-names';
import type { Audience, ProjectRole } from '../../core/mapping';
import type { Side } from '../../core/model';
import type { ConnectionReaders, ImportPorts } from './import-ports';
import { unknownPerson } from './match-people';

/** @returns `null` where a project is unknown; the other mistakes leave out what they are about */
export async function readProjects(
  ports: ImportPorts,
  configured: ConfiguredMapping,
  path: string,
  readers: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<Omit<CompileInput, 'people' | 'textFormat' | 'limits' | 'enabledAt'> | null> {
  const [jira, remote, standing] = await Promise.all([
    readers.jira.findProject(configured.jiraProject),
    readers.remote.findProject(configured.redmineProject, listNamedFields(configured)),
    ports.findMapping(configured.id),
  ]);
  if (!jira) {
    const valid = await readers.jira.listProjectKeys();
    mistakes.push({
      path: `${path}.jiraProject`,
      message: unknownName(configured.jiraProject, valid),
    });
  }
  if (!remote) {
    const valid = await readers.remote.listProjectKeys();
    mistakes.push({
      path: `${path}.redmineProject`,
      message: unknownName(configured.redmineProject, valid),
    });
  }
  if (!jira || !remote) return null;
  const projects = { jira, remote };
  const queries = await findQueries(configured, `${path}.scope`, projects, readers, mistakes);
  const privateTo = await findAudience(configured, path, jira.projectId, readers, mistakes);
  const deciders = await findDeciders(configured, path, jira.projectId, readers, mistakes);
  const toldOfConflicts = await findToldOfConflicts(configured, path, readers, mistakes);
  return {
    configured,
    path,
    projects,
    standing,
    queries,
    ...(privateTo ? { privateTo } : {}),
    ...(deciders ? { deciders } : {}),
    toldOfConflicts,
  };
}

/** What the mapping names of Redmine's fields: many projects would take a call each for the others. */
export function listNamedFields({ fields, scope }: ConfiguredMapping): readonly string[] {
  return [
    ...fields.flatMap(({ redmine, template, redmineType }) => [
      ...(redmine === undefined ? namesIn(template ?? '') : [redmine]),
      // Its choices are the project's versions.
      ...(redmineType?.startsWith('version') ? ['fixed_version'] : []),
    ]),
    ...Object.keys(scope?.redmine?.customFields ?? {}),
  ];
}

function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name.trim());
}

/** JQL and saved queries, as the trackers know them. */
async function findQueries(
  { scope }: ConfiguredMapping,
  path: string,
  projects: CompileInput['projects'],
  readers: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<Readonly<Partial<Record<Side, string>>>> {
  const asked = [
    { side: 'jira', query: scope?.jira, place: `${path}.jira` },
    { side: 'remote', query: scope?.redmine?.query, place: `${path}.redmine.query` },
  ] as const;
  const found = await Promise.all(
    asked.map(async ({ side, query, place }) => {
      if (query === undefined) return [];
      const answer = await readers[side].findQuery(projects[side].projectId, String(query));
      if (answer.kind === 'found') return [[side, answer.query] as const];
      mistakes.push({ path: place, message: answer.message });
      return [];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** Whom private comments are for. */
async function findAudience(
  { comments }: ConfiguredMapping,
  path: string,
  projectId: string,
  { jira }: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<Audience | null> {
  const asked = comments?.private;
  if (!asked) return null;
  const kind = asked.role === undefined ? 'group' : 'role';
  const answer = await jira.findAudience(projectId, kind, asked.role ?? asked.group ?? '');
  if (answer.kind === 'found') return answer.audience;
  mistakes.push({ path: `${path}.comments.private.${kind}`, message: answer.message });
  return null;
}

/** The role that decides conflicts. */
async function findDeciders(
  { decidedBy }: ConfiguredMapping,
  path: string,
  projectId: string,
  { jira }: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<ProjectRole | null> {
  if (typeof decidedBy !== 'object') return null;
  const answer = await jira.findRole(projectId, decidedBy.role);
  if (answer.kind === 'found') return answer.role;
  mistakes.push({ path: `${path}.decidedBy.role`, message: answer.message });
  return null;
}

/** The people who are told of conflicts, in the order of their names. */
async function findToldOfConflicts(
  { notices }: ConfiguredMapping,
  path: string,
  { jira }: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<readonly string[]> {
  const names = notices?.conflicts ?? [];
  const people = await Promise.all(names.map((name) => jira.findPerson(name)));
  return people.flatMap((person, index) => {
    if (person) return [person.id];
    mistakes.push({
      path: `${path}.notices.conflicts[${index}]`,
      message: unknownPerson(names[index] ?? ''),
    });
    return [];
  });
}
