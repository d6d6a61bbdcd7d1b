/** Rows for a mapping's tables, suggested from what both projects have. */
import { openReaders, pageStore } from '../../app/admin';
import {
  type SuggestedTable,
  type Suggestions,
  suggestFields,
  suggestNamed,
  suggestPeople,
} from '../../core/configuration/suggest-rows';
import type { FieldMetadata, Named, ProjectMetadata } from '../../core/metadata';
import type { Side } from '../../core/model';
import type { AdminAnswers } from '../../shared/api';
import type { ConnectionReaders } from '../../sync/configuration/import-ports';
import { CallRefused } from '../answer-call';

const MAX_LEFT = 500;

export async function suggestRows(request: {
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
  readonly table: SuggestedTable | { readonly jira: string; readonly redmine: string };
}): Promise<AdminAnswers['suggestRows']> {
  const { readers, projects } = await readProjects(request);
  const { jira, remote } = projects;
  const { rows, left } = await suggest(request.table, projects, async () => {
    const people = await Promise.all([
      readers.jira.listPeople(jira.projectId),
      readers.remote.listPeople(remote.projectId),
    ]);
    return suggestPeople(...people);
  });
  return {
    rows,
    leftInJira: left.jira.slice(0, MAX_LEFT),
    leftInRedmine: left.remote.slice(0, MAX_LEFT),
  };
}

interface ProjectPair {
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
}

/** Both projects as they are now. @throws CallRefused where one of them is not there */
export async function readProjects(request: ProjectPair): Promise<{
  readonly readers: ConnectionReaders;
  readonly projects: Readonly<Record<Side, ProjectMetadata>>;
}> {
  const connections = await pageStore.loadConnections();
  const connection = connections.find(({ id }) => id === request.connectionId);
  if (!connection) throw new CallRefused(`There is no connection "${request.connectionId}".`);
  const readers = await openReaders({
    id: connection.id,
    name: connection.name,
    url: connection.url,
    apiKey: connection.apiKey,
    textFormat: connection.textFormat,
  });
  const [jira, remote] = await Promise.all([
    readers.jira.findProject(request.jiraProject),
    readers.remote.findProject(request.redmineProject),
  ]);
  if (!jira) throw new CallRefused(`Jira has no project "${request.jiraProject}".`);
  if (!remote) throw new CallRefused(`Redmine has no project "${request.redmineProject}".`);
  return { readers, projects: { jira, remote } };
}

async function suggest(
  table: SuggestedTable | { readonly jira: string; readonly redmine: string },
  projects: Readonly<Record<Side, ProjectMetadata>>,
  ofPeople: () => Promise<Suggestions>,
): Promise<Suggestions> {
  if (typeof table !== 'string') {
    const jira = optionsOf(projects.jira, table.jira);
    return suggestNamed(jira, optionsOf(projects.remote, table.redmine));
  }
  switch (table) {
    case 'fields':
      return suggestFields(projects);
    case 'users':
      return ofPeople();
    case 'issueTypes':
    case 'statuses':
    case 'priorities':
      return suggestNamed(projects.jira[table], projects.remote[table]);
    default:
      return table satisfies never;
  }
}

function optionsOf({ fields }: ProjectMetadata, name: string): readonly Named[] {
  const field = fields.find((known: FieldMetadata) => known.key === name || known.name === name);
  if (!field) throw new CallRefused(`There is no field "${name}".`);
  if (!field.options) throw new CallRefused(`The choices of "${field.name}" cannot be listed.`);
  return field.options;
}
