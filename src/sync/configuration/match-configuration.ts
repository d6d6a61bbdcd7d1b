/**
 * Takes a configuration over: every name is matched with both trackers first, and only a document
 * without a mistake changes anything.
 */
import { compileMapping } from '../../core/configuration/compile-configuration';
import type {
  Configuration,
  ConfigurationMistake,
  ConfiguredConnection,
} from '../../core/configuration/configuration';
import { findOverlaps } from '../../core/configuration/find-overlaps';
import { limitsOf } from '../../core/configuration/limits';
import { unknownName } from '../../core/configuration/match-names';
import type { Mapping, PersonRow } from '../../core/mapping';
import type { Person } from '../../core/model';
import type { ConnectionReaders, ImportPorts } from './import-ports';
import { addByEmail, matchPeople } from './match-people';
import { openConnections } from './open-connections';
import { readProjects } from './read-projects';

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
  const opened = await openConnections(ports, configuration.connections, mistakes);
  const people = new Map<string, readonly PersonRow[]>();
  for (const [id, readers] of opened) {
    // People are found among the members of the projects that were asked for, before all others.
    for (const { connection, redmineProject } of configuration.mappings) {
      if (connection === id) await readers.remote.findProject(redmineProject, []);
    }
    people.set(id, await matchPeople(configuration, readers, mistakes));
  }
  const read = await readAll(ports, configuration, opened);
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
    const { input, found } = read[index] ?? { input: null, found: [] };
    mistakes.push(...found);
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

/** As many as neither tracker minds; the page that waits does so for 25 seconds. */
const MAPPINGS_AT_ONCE = 10;

/** What each mapping names, in their order, with the mistakes of each; `null` where it cannot be told. */
async function readAll(
  ports: ImportPorts,
  { mappings }: Configuration,
  opened: ReadonlyMap<string, ConnectionReaders>,
) {
  const read = [];
  for (let at = 0; at < mappings.length; at += MAPPINGS_AT_ONCE) {
    const some = mappings.slice(at, at + MAPPINGS_AT_ONCE).map(async (configured, index) => {
      const found: ConfigurationMistake[] = [];
      const readers = opened.get(configured.connection);
      const path = `mappings[${at + index}]`;
      const input = readers && (await readProjects(ports, configured, path, readers, found));
      return { input: input ?? null, found };
    });
    read.push(...(await Promise.all(some)));
  }
  return read;
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
