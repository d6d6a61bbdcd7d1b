/** What the admin sees first: connections, mappings and what ran last. */
import { getWebhookUrl, pageStore, syncPorts } from '../app';
import {
  type Circuit,
  type Circuits,
  circuitStateOf,
  remoteTrackerId,
} from '../core/failing/circuit';
import type { Link } from '../core/link';
import type { Mapping } from '../core/mapping';
import type { Connection } from '../ports';
import type { AdminAnswers, ConnectionView, HealthView, MappingView, RunView } from '../shared/api';
import { adminEntry } from './admin-configuration';
import { CallRefused } from './answer-call';
import { describeRun } from './describe-run';

const RUNS = 20;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Counting further would cost reads that nobody needs: the page says "100+". */
const MAX_COUNTED = 100;

/** The whole first screen in one call. */
export async function getOverview(): Promise<AdminAnswers['getOverview']> {
  const [circuits, connections, mappings, runs, letters, wanting] = await Promise.all([
    syncPorts.store.loadCircuits(),
    pageStore.loadConnections(),
    syncPorts.store.listMappings(),
    listRuns(),
    pageStore.listDeadLetters(null, MAX_COUNTED),
    listWanting(),
  ]);
  const views = await Promise.all(mappings.map((mapping) => viewMapping(mapping, wanting)));
  return {
    jiraHealth: viewHealth(circuits.jira),
    connections: await viewConnections(connections, circuits),
    mappings: views,
    runs,
    conflictCount: wanting.conflict.length,
    problemCount: wanting.problem.length + letters.letters.length,
  };
}

/** Links that want a person, whichever mapping they are of. */
type Wanting = Readonly<Record<'conflict' | 'problem', readonly Link[]>>;

async function listWanting(): Promise<Wanting> {
  const [conflict, problem] = await Promise.all([
    pageStore.listLinksInState('conflict', null, MAX_COUNTED),
    pageStore.listLinksInState('problem', null, MAX_COUNTED),
  ]);
  return { conflict: conflict.links, problem: problem.links };
}

/** Pauses or resumes; the cursors stand meanwhile, so that nothing is missed. */
export async function setPaused(
  mappingId: string,
  paused: boolean,
  accountId: string,
): Promise<MappingView> {
  const audit = { ...adminEntry(paused ? 'pause' : 'resume', mappingId, accountId), mappingId };
  const mapping = await pageStore.setMappingPaused(mappingId, paused, audit);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  return viewMapping(mapping, await listWanting());
}

async function viewConnections(
  connections: readonly Connection[],
  circuits: Circuits,
): Promise<readonly ConnectionView[]> {
  if (connections.length === 0) return [];
  const webhookUrl = await getWebhookUrl();
  return connections.map((connection) => ({
    id: connection.id,
    name: connection.name,
    url: connection.url,
    textFormat: connection.textFormat,
    webhookUrl: `${webhookUrl}/${connection.id}`,
    hasApiKey: connection.apiKey !== '',
    hasWebhookSecret: connection.webhookSecrets.length > 0,
    health: viewHealth(circuits[remoteTrackerId(connection.id)]),
  }));
}

function viewHealth(circuit: Circuit | undefined): HealthView {
  const state = circuitStateOf(circuit, syncPorts.clock.nowMs());
  if (!circuit || circuit.kind === 'failing' || state === 'closed') return { state: 'closed' };
  const { retryAtMs, message } = circuit;
  return circuit.kind === 'waiting'
    ? { state: 'waiting', cause: 'limit', sinceMs: null, retryAtMs, message }
    : { state, cause: circuit.cause, sinceMs: circuit.openedAtMs, retryAtMs, message };
}

async function viewMapping(mapping: Mapping, wanting: Wanting): Promise<MappingView> {
  const { links } = await pageStore.listLinksOf(mapping.id, MAX_COUNTED);
  const countOf = (state: keyof Wanting) =>
    wanting[state].filter(({ mappingId }) => mappingId === mapping.id).length;
  return {
    id: mapping.id,
    connectionId: mapping.connectionId,
    jiraProject: mapping.jira.projectKey,
    redmineProject: mapping.remote.projectKey,
    direction: directionOf(mapping),
    state: mapping.paused ? 'paused' : 'active',
    pausedFor: mapping.pausedFor ?? null,
    links: {
      total: links.length,
      conflicts: countOf('conflict'),
      problems: countOf('problem'),
    },
  };
}

/** The widest of what its fields do. */
function directionOf(mapping: Mapping): MappingView['direction'] {
  const directions = new Set(mapping.fields.map((row) => row.direction));
  if (directions.size !== 1 || directions.has('both')) return 'both';
  return directions.has('toRemote') ? 'toRedmine' : 'toJira';
}

async function listRuns(): Promise<readonly RunView[]> {
  const nowMs = syncPorts.clock.nowMs();
  const today = await pageStore.listAuditOfDay(nowMs, RUNS);
  const earlier =
    today.length < RUNS ? await pageStore.listAuditOfDay(nowMs - DAY_MS, RUNS - today.length) : [];
  const saves = [...today, ...earlier];
  const linkIds = saves.flatMap((entries) => entries[0]?.linkId ?? []);
  const links = await pageStore.findLinks([...new Set(linkIds)]);
  return saves.flatMap((entries) => {
    const first = entries[0];
    if (!first) return [];
    const link = first.linkId ? links.get(first.linkId) : undefined;
    return [
      {
        atMs: first.atMs,
        linkId: first.linkId,
        jiraKey: link?.sides.jira.key ?? null,
        remoteKey: link?.sides.remote.key ?? null,
        summary: describeRun(entries),
      },
    ];
  });
}
