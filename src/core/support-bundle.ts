/**
 * What somebody who helps needs to know of an installation. Everything in it is picked by name, so
 * that a field added later stays out until somebody decides otherwise: no secret, no person, no
 * host, and nothing that anybody wrote into an issue. Pure.
 */
import type { Circuits } from './failing/circuit';
import { findRemedy } from './failing/find-remedy';
import type { Link } from './link';
import type { Mapping } from './mapping';
import type { TextFormat } from './model';
import type { Pulse } from './pulse';
import type { Verification } from './verification';

export interface BundleInput {
  readonly nowMs: number;
  readonly versions: Readonly<Record<string, string | number>>;
  readonly connections: readonly {
    readonly id: string;
    readonly url: string;
    readonly textFormat: TextFormat;
    readonly apiKey: string;
    readonly webhookSecrets: readonly unknown[];
    readonly requestsPerMinute: number | null;
  }[];
  readonly mappings: readonly Mapping[];
  readonly verifications: readonly Verification[];
  readonly circuits: Circuits;
  readonly pulse: Pulse | null;
  /** The newest of what waits for a person. */
  readonly links: readonly Pick<Link, 'conflicts' | 'problems'>[];
  readonly letters: readonly { readonly message: string; readonly failedAtMs: number }[];
}

export function composeBundle(input: BundleInput): Readonly<Record<string, unknown>> {
  const { connections, mappings, circuits, pulse, links, letters } = input;
  return {
    at: new Date(input.nowMs).toISOString(),
    versions: input.versions,
    connections: connections.map((connection, index) => ({
      connection: index + 1,
      url: hideHost(connection.url),
      textFormat: connection.textFormat,
      hasApiKey: connection.apiKey !== '',
      webhookSecrets: connection.webhookSecrets.length,
      requestsPerMinute: connection.requestsPerMinute,
    })),
    mappings: mappings.map((mapping, index) => ({
      mapping: index + 1,
      connection: connections.findIndex(({ id }) => id === mapping.connectionId) + 1,
      ...describeMapping(mapping),
      verification: describeVerification(input.verifications[index]),
    })),
    circuits: Object.entries(circuits).map(([id, circuit]) => ({
      tracker: id === 'jira' ? 'jira' : 'redmine',
      kind: circuit.kind,
      ...(circuit.kind === 'open' ? { cause: circuit.cause } : {}),
      ...('message' in circuit ? { said: shapeOf(circuit.message) } : {}),
    })),
    pulse: pulse && {
      sweptAt: new Date(pulse.sweptAtMs).toISOString(),
      days: pulse.days,
      lagsMs: pulse.lagsMs,
    },
    conflicts: countBy(links.flatMap(({ conflicts }) => conflicts.map(({ kind }) => kind))),
    problems: countBy(
      links.flatMap(({ problems }) => problems.map(({ kind, side }) => `${kind} in ${side}`)),
    ),
    givenUp: countBy(letters.map(({ message }) => `${shapeOf(message)} (${findRemedy(message)})`)),
  };
}

function describeMapping(mapping: Mapping): object {
  const { comments, attachments, relations, timeEntries, scope } = mapping;
  return {
    isPaused: mapping.paused,
    isPausedByApp: mapping.pausedFor !== undefined,
    version: mapping.version,
    textFormat: mapping.textFormat,
    create: { jira: mapping.create.jira, remote: mapping.create.remote },
    onConflict: mapping.onConflict,
    people: mapping.people.length,
    limits: mapping.limits,
    fields: mapping.fields.map((row) => ({
      jira: row.jira,
      remote: row.remote,
      kinds: row.kinds,
      direction: row.direction,
      onConflict: row.onConflict,
      unmapped: row.unmapped ?? 'review',
      values: row.values.length,
      isTemplate: row.template !== undefined,
    })),
    comments: comments && {
      direction: comments.direction,
      carriesPrivate: comments.privateTo !== undefined,
    },
    attachments,
    relations: relations && { direction: relations.direction, types: relations.types.length },
    timeEntries: timeEntries && { direction: timeEntries.direction },
    scope: scope && {
      leaving: scope.leaving,
      hasJql: scope.jira?.query !== undefined,
      hasSavedQuery: scope.remote?.query !== undefined,
      terms: scope.remote?.terms.map(({ key }) => key) ?? [],
    },
  };
}

function describeVerification(verification: Verification | undefined): object | null {
  const done = verification?.done;
  if (!done) return null;
  return {
    finishedAt: new Date(done.finishedAtMs).toISOString(),
    links: done.links ?? null,
    left: done.left.length,
  };
}

/** `https://…:8443/redmine`: how it is reached, and not where. */
function hideHost(address: string): string {
  if (!URL.canParse(address)) return 'no address';
  const url = new URL(address);
  const segments = url.pathname.split('/').filter(Boolean).length;
  return `${url.protocol}//…${url.port === '' ? '' : `:${url.port}`}${'/…'.repeat(segments)}`;
}

const SHAPE = /^\[(\w+)\] (?:(GET|POST|PUT|DELETE) ((?:\/rest\/api\/3)?\/\w+))?[^:]*(?:: (\d{3}))?/;

/** Who was asked for what, and the status: `[redmine] PUT /issues: 422`, without anybody's words. */
function shapeOf(message: string): string {
  const [, tracker, method, path, status] = SHAPE.exec(message) ?? [];
  if (tracker === undefined) return 'of our own';
  const call = method === undefined ? '' : ` ${method} ${path}`;
  return `[${tracker}]${call}${status === undefined ? '' : `: ${status}`}`;
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a));
}
