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
  const circuits = await syncPorts.store.loadCircuits();
  const jiraHealth = viewHealth(circuits.jira);
  const [connections, mappings, runs, letters] = await Promise.all([
    viewConnections(circuits),
    syncPorts.store.listMappings(),
    listRuns(),
    pageStore.listDeadLetters(null, MAX_COUNTED),
  ]);
  const views = await Promise.all(mappings.map(viewMapping));
  const stopped = [jiraHealth, ...connections.map(({ health }) => health)].filter(
    ({ state }) => state !== 'closed',
  ).length;
  const troubled = views.reduce((sum, { links }) => sum + links.conflicts + links.problems, 0);
  return {
    jiraHealth,
    connections,
    mappings: views,
    runs,
    problemCount: troubled + letters.letters.length + stopped,
  };
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
  return viewMapping(mapping);
}

async function viewConnections(circuits: Circuits): Promise<readonly ConnectionView[]> {
  const connections = await pageStore.loadConnections();
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

async function viewMapping(mapping: Mapping): Promise<MappingView> {
  const links = await listUpTo(mapping.id, MAX_COUNTED);
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
      conflicts: links.filter((link) => link.conflicts.length > 0).length,
      problems: links.filter((link) => link.conflicts.length === 0 && link.problems.length > 0)
        .length,
    },
  };
}

/** The widest of what its fields do. */
function directionOf(mapping: Mapping): MappingView['direction'] {
  const directions = new Set(mapping.fields.map((row) => row.direction));
  if (directions.size !== 1 || directions.has('both')) return 'both';
  return directions.has('toRemote') ? 'toRedmine' : 'toJira';
}

async function listUpTo(mappingId: string, limit: number): Promise<readonly Link[]> {
  const links: Link[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof syncPorts.store.listLinks>> =
      await syncPorts.store.listLinks(mappingId, cursor);
    links.push(...page.links);
    cursor = page.cursor;
  } while (cursor !== null && links.length < limit);
  return links.slice(0, limit);
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
