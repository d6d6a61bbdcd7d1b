/** What two trackers say while a configuration is matched, for tests of `sync/configuration`. */
import type {
  Configuration,
  ConfiguredConnection,
  ConfiguredMapping,
} from '../../src/core/configuration/configuration';
import type { KnownPerson } from '../../src/core/metadata';
import type { ConnectionReaders } from '../../src/sync/configuration/import-ports';
import { aProject } from './a-project';

export const MARK = { jira: { atMs: 1, issueId: 0 }, remote: { atMs: 0, issueId: 9 } };

/** A Redmine with a key unless said otherwise. */
export function aConnection(connection: Partial<ConfiguredConnection> = {}): ConfiguredConnection {
  return {
    id: 'main',
    name: 'Main',
    url: 'https://redmine.acme.com',
    apiKey: 'k',
    textFormat: 'textile',
    ...connection,
  };
}

/** WEB and web-shop, by name, with nothing that goes without saying. */
export function aConfiguredMapping(mapping: Partial<ConfiguredMapping> = {}): ConfiguredMapping {
  return {
    id: 'web',
    connection: 'main',
    jiraProject: 'WEB',
    redmineProject: 'web-shop',
    direction: 'both',
    create: { jira: true, redmine: true },
    issueTypes: [],
    statuses: [],
    priorities: [],
    fields: [],
    onConflict: 'manual',
    ...mapping,
  };
}

/** One connection with one mapping unless said otherwise. */
export function aDocument(document: Partial<Configuration> = {}): Configuration {
  return {
    version: 1,
    connections: [aConnection()],
    mappings: [aConfiguredMapping()],
    users: [],
    ...document,
  };
}

export type Known = Readonly<Record<string, KnownPerson>>;

/** Readers that know both projects, and these people by these names. */
export function aReader(
  people: { readonly jira?: Known; readonly remote?: Known } = {},
  changes: {
    readonly jira?: Partial<ConnectionReaders['jira']>;
    readonly remote?: Partial<ConnectionReaders['remote']>;
  } = {},
): ConnectionReaders & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const reader = (side: 'jira' | 'remote') => ({
    async findProject(name: string) {
      asked.push(`${side} project ${name}`);
      const project = aProject(side);
      return name === project.projectKey ? project : null;
    },
    async findPerson(name: string) {
      asked.push(`${side} person ${name}`);
      return people[side]?.[name] ?? null;
    },
    listPeople: async (projectId: string) => {
      asked.push(`${side} people of ${projectId}`);
      return Object.values(people[side] ?? {});
    },
    findQuery: async (projectId: string, query: string) =>
      query.startsWith('?')
        ? ({ kind: 'unknown', message: `no ${query} in ${projectId}` } as const)
        : ({ kind: 'found', query: `${query} of ${projectId}` } as const),
    listProjectKeys: async () => [aProject(side).projectKey, 'ELSE'],
  });
  return {
    asked,
    jira: {
      ...reader('jira'),
      findAudience: async (projectId, kind, name) =>
        name.startsWith('?')
          ? { kind: 'unknown', message: `no ${kind} ${name} in ${projectId}` }
          : { kind: 'found', audience: { kind, id: `${name} of ${projectId}`, name } },
      findRole: async (projectId, name) =>
        name.startsWith('?')
          ? { kind: 'unknown', message: `no ${name} in ${projectId}` }
          : { kind: 'found', role: { id: `${name} of ${projectId}`, name } },
      ...changes.jira,
    },
    remote: { ...reader('remote'), ...changes.remote },
    markNow: async () => {
      asked.push('now');
      return MARK;
    },
    remoteUser: { id: '1', name: 'Jira Sync' },
  };
}
