/**
 * Takes a configuration over: every name is matched with both trackers first, and only a document
 * without a mistake changes anything.
 */
import { type CompileInput, compileMapping } from '../core/configuration/compile-configuration';
import type {
  Configuration,
  ConfigurationMistake,
  ConfiguredConnection,
  ConfiguredMapping,
} from '../core/configuration/configuration';
import { findOverlaps } from '../core/configuration/find-overlaps';
import { limitsOf } from '../core/configuration/limits';
import { unknownName } from '../core/configuration/match-names';
import type { Audience, Mapping, PersonRow, ProjectRole } from '../core/mapping';
import type { AudienceReader, KnownPerson, MetadataReader } from '../core/metadata';
import type { Person, Side } from '../core/model';
import { PermanentError, RetryLaterError } from '../ports';

/** What one connection's trackers say while names are matched. */
export interface ConnectionReaders {
  readonly jira: MetadataReader & AudienceReader;
  readonly remote: MetadataReader;
  /** This moment, to tell later which issues were created after it. */
  markNow(): Promise<Mapping['enabledAt']>;
  /** Who the key is. */
  readonly remoteUser: Person;
}

export interface ImportPorts {
  /** @throws PermanentError, RetryLaterError where the connection does not answer */
  openReaders(connection: ConfiguredConnection): Promise<ConnectionReaders>;
  findMapping(mappingId: string): Promise<Mapping | null>;
}

export interface ImportedConnection {
  readonly configured: ConfiguredConnection;
  readonly remoteUser: Person;
}

export type Imported =
  | {
      readonly kind: 'imported';
      readonly mappings: readonly Mapping[];
      readonly connections: readonly ImportedConnection[];
    }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] };

/** Matches the whole document. Nothing is stored here. */
export async function matchConfiguration(
  ports: ImportPorts,
  configuration: Configuration,
): Promise<Imported> {
  const mistakes: ConfigurationMistake[] = findDoubleIds(configuration);
  const opened = await openAll(ports, configuration.connections, mistakes);
  const people = new Map<string, readonly PersonRow[]>();
  for (const [id, readers] of opened) {
    // People are found among the members of the projects that were asked for, before all others.
    for (const { connection, redmineProject } of configuration.mappings) {
      if (connection === id) await readers.remote.findProject(redmineProject);
    }
    people.set(id, await matchPeople(configuration, readers, mistakes));
  }
  const mappings: Mapping[] = [];
  const marks = new Map<string, Mapping['enabledAt']>();
  for (const [index, configured] of configuration.mappings.entries()) {
    const path = `mappings[${index}]`;
    const connection = configuration.connections.find(({ id }) => id === configured.connection);
    if (!connection) {
      const valid = configuration.connections.map(({ id }) => id);
      mistakes.push({
        path: `${path}.connection`,
        message: unknownName(configured.connection, valid),
      });
      continue;
    }
    const readers = opened.get(connection.id);
    if (!readers) continue;
    const input = await readProjects(ports, configured, path, readers, mistakes);
    if (!input) continue;
    const compiled = compileMapping({
      ...input,
      people: await addByEmail(configuration, readers, input.projects, people.get(connection.id)),
      textFormat: connection.textFormat,
      limits: limitsOf(configuration, connection),
      enabledAt: await markOnce(marks, connection.id, readers),
    });
    if (compiled.kind === 'mistakes') mistakes.push(...compiled.mistakes);
    else mappings.push(compiled.mapping);
  }
  mistakes.push(...findOverlaps(mappings));
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes: unique(mistakes) };
  return {
    kind: 'imported',
    mappings,
    connections: configuration.connections.flatMap((configured) => {
      const readers = opened.get(configured.id);
      return readers ? [{ configured, remoteUser: readers.remoteUser }] : [];
    }),
  };
}

/** One moment serves all mappings of a connection. */
async function markOnce(
  marks: Map<string, Mapping['enabledAt']>,
  connectionId: string,
  readers: ConnectionReaders,
): Promise<Mapping['enabledAt']> {
  const mark = marks.get(connectionId) ?? (await readers.markNow());
  marks.set(connectionId, mark);
  return mark;
}

async function openAll(
  ports: ImportPorts,
  connections: readonly ConfiguredConnection[],
  mistakes: ConfigurationMistake[],
): Promise<ReadonlyMap<string, ConnectionReaders>> {
  const opened = new Map<string, ConnectionReaders>();
  for (const [index, connection] of connections.entries()) {
    const path = `connections[${index}]`;
    if (!connection.apiKey) {
      mistakes.push({
        path: `${path}.apiKey`,
        message: 'An API key is needed; none is stored for this connection.',
      });
      continue;
    }
    try {
      opened.set(connection.id, await ports.openReaders(connection));
    } catch (error) {
      mistakes.push(toMistake(path, error));
    }
  }
  return opened;
}

/** Messages end with the status; Redmine says 401 to a key that it does not know. */
const KEY_REFUSED = /: 401\b/;

function toMistake(path: string, error: unknown): ConfigurationMistake {
  if (error instanceof PermanentError && KEY_REFUSED.test(error.message)) {
    return {
      path: `${path}.apiKey`,
      message: `${error.message}. Valid: the API key of an active Redmine user, from "My account"; the REST web service must be switched on under Administration, Settings, API.`,
    };
  }
  if (!(error instanceof PermanentError || error instanceof RetryLaterError)) throw error;
  return {
    path: `${path}.url`,
    message: `${error.message}. Valid: the address of a Redmine that answers now.`,
  };
}

async function readProjects(
  ports: ImportPorts,
  configured: ConfiguredMapping,
  path: string,
  readers: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<Omit<CompileInput, 'people' | 'textFormat' | 'limits' | 'enabledAt'> | null> {
  const [jira, remote, standing] = await Promise.all([
    readers.jira.findProject(configured.jiraProject),
    readers.remote.findProject(configured.redmineProject),
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

function unknownPerson(name: string): string {
  return `Jira has no person "${name}" that the app may see. Valid: an e-mail address, an accountId or a full name.`;
}

/** Jira is asked for each of them, and the page that waits does so for 25 seconds. */
const PEOPLE_AT_ONCE = 20;

async function matchPeople(
  configuration: Configuration,
  readers: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<readonly PersonRow[]> {
  const rows: PersonRow[] = [];
  const found: (readonly [Person | null, KnownPerson | null])[] = [];
  for (let at = 0; at < configuration.users.length; at += PEOPLE_AT_ONCE) {
    const some = configuration.users.slice(at, at + PEOPLE_AT_ONCE);
    const pairs = some.map(({ jira, redmine }) =>
      Promise.all([readers.jira.findPerson(jira), readers.remote.findPerson(String(redmine))]),
    );
    found.push(...(await Promise.all(pairs)));
  }
  for (const [index, row] of configuration.users.entries()) {
    const name = String(row.redmine);
    const [jira, remote] = found[index] ?? [null, null];
    if (!jira) {
      mistakes.push({
        path: `users[${index}].jira`,
        message: unknownPerson(row.jira),
      });
    }
    if (!remote) {
      mistakes.push({
        path: `users[${index}].redmine`,
        message: `Redmine has no person "${name}" that the key may see. Valid: a login, where the key may see it, a full name or a numeric id of a member of the project.`,
      });
    }
    if (jira && remote) {
      rows.push({
        jira: jira.id,
        remote: remote.id,
        jiraName: jira.name,
        remoteName: remote.name,
        remoteLogin: remote.login ?? null,
      });
    }
  }
  return rows;
}

/** Jira is asked for each of them, with everything else of the import. */
const MAX_BY_EMAIL = 50;

/**
 * The rows by hand, and the members whose address Redmine shows and Jira knows as one person's. Jira
 * hides addresses from lists, but finds by the whole of one.
 */
async function addByEmail(
  { matchPeople: rule }: Configuration,
  readers: ConnectionReaders,
  { remote }: CompileInput['projects'],
  byHand: readonly PersonRow[] = [],
): Promise<readonly PersonRow[]> {
  if (rule !== 'email') return byHand;
  const members = (await readers.remote.listPeople(remote.projectId)).filter(
    ({ id, email }) => email && !byHand.some((row) => row.remote === id),
  );
  const found = await Promise.all(
    members.slice(0, MAX_BY_EMAIL).map(async (member): Promise<readonly PersonRow[]> => {
      const person = await readers.jira.findPerson(member.email ?? '');
      if (!person || byHand.some((row) => row.jira === person.id)) return [];
      return [
        {
          jira: person.id,
          remote: member.id,
          jiraName: person.name,
          remoteName: member.name,
          remoteLogin: member.login ?? null,
        },
      ];
    }),
  );
  return [...byHand, ...found.flat()];
}

function findDoubleIds(configuration: Configuration): ConfigurationMistake[] {
  const lists = [
    ['connections', configuration.connections],
    ['mappings', configuration.mappings],
  ] as const;
  return lists.flatMap(([name, list]) =>
    list.flatMap(({ id }, index) =>
      list.findIndex((other) => other.id === id) < index
        ? [{ path: `${name}[${index}].id`, message: `"${id}" is used twice.` }]
        : [],
    ),
  );
}

/** A person who is missing is missing on every connection. */
function unique(mistakes: readonly ConfigurationMistake[]): readonly ConfigurationMistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ path, message }) => {
    const key = `${path} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
