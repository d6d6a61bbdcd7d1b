/** What the admin sees first: connections, mappings and what ran last. */
import { getWebhookUrl, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import {
  type Circuit,
  type Circuits,
  circuitStateOf,
  remoteTrackerId,
} from '../../core/failing/circuit';
import type { Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import type { VerifiedPass } from '../../core/verification';
import type { Connection } from '../../ports';
import {
  type AdminAnswers,
  COUNTED_UP_TO,
  type ConnectionView,
  type HealthView,
  type MappingView,
  type RunView,
} from '../../shared/api';
import { CallRefused } from '../answer-call';
import { adminEntry } from './configuration';
import { describeRun } from './describe-run';
import { countFailures, viewRhythm } from './rhythm';

const RUNS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The whole first screen in one call. */
export async function getOverview(): Promise<AdminAnswers['getOverview']> {
  const [circuits, connections, mappings, runs, letters, wanting, pulse] = await Promise.all([
    syncPorts.store.loadCircuits(),
    pageStore.loadConnections(),
    syncPorts.store.listMappings(),
    listRuns(),
    pageStore.listDeadLetters(null, COUNTED_UP_TO),
    listWanting(),
    pageStore.loadPulse(),
  ]);
  const verified = await Promise.all(
    mappings.map(async ({ id }) => (await syncPorts.store.loadVerification(id)).done),
  );
  const views = await Promise.all(
    mappings.map((mapping, index) => viewMapping(mapping, wanting, verified[index] ?? null)),
  );
  return {
    jiraHealth: viewHealth(circuits.jira),
    connections: await viewConnections(connections, circuits),
    mappings: views,
    runs,
    conflictCount: wanting.conflict.length,
    problemCount: Math.min(wanting.problem.length + letters.letters.length, COUNTED_UP_TO),
    rhythm: viewRhythm(pulse, verified),
    failures: countFailures(letters.letters),
  };
}

/** Links that want a person, whichever mapping they are of. */
type Wanting = Readonly<Record<'conflict' | 'problem', readonly Link[]>>;

async function listWanting(): Promise<Wanting> {
  const [conflict, problem] = await Promise.all([
    pageStore.listLinksInState('conflict', null, COUNTED_UP_TO),
    pageStore.listLinksInState('problem', null, COUNTED_UP_TO),
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
  const { done } = await syncPorts.store.loadVerification(mappingId);
  return viewMapping(mapping, await listWanting(), done);
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

async function viewMapping(
  mapping: Mapping,
  wanting: Wanting,
  verified: VerifiedPass | null,
): Promise<MappingView> {
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
      ...(await countLinks(mapping.id, verified)),
      conflicts: countOf('conflict'),
      problems: countOf('problem'),
    },
  };
}

/** The daily check counts them all; few are counted as they are now. */
async function countLinks(mappingId: string, verified: VerifiedPass | null) {
  const counted = verified?.links ?? 0;
  if (counted > COUNTED_UP_TO) return { total: counted, isMore: false };
  const { links, cursor } = await pageStore.listLinksOf(mappingId, COUNTED_UP_TO);
  return { total: links.length, isMore: cursor !== null };
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
