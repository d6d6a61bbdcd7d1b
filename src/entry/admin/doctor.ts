/** The doctor: both sides of a connection and what lies between them, in one call that only reads. */
import { examineJira, examineRedmine, pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Bells } from '../../core/bells';
import { type Finding, findingOf, sortFindings } from '../../core/doctor/finding';
import { type Circuit, circuitStateOf, remoteTrackerId } from '../../core/failing/circuit';
import type { Connection } from '../../ports';
import type { AdminAnswers } from '../../shared/api';
import { forgetCircuits } from './configuration';
import { getConnection } from './webhook';

export async function testConnection(request: {
  readonly connectionId: string;
}): Promise<AdminAnswers['testConnection']> {
  const connection = getConnection(await pageStore.loadConnections(), request.connectionId);
  const mappings = (await syncPorts.store.listMappings()).filter(
    ({ connectionId }) => connectionId === connection.id,
  );
  const [redmine, jira, bells, circuits] = await Promise.all([
    examineRedmine(connection, mappings),
    examineJira(mappings),
    pageStore.loadBells(connection.id),
    syncPorts.store.loadCircuits(),
  ]);
  const isMended = redmine.every(({ level }) => level !== 'broken');
  // What an admin has mended is called again at once; the sweep catches up.
  if (isMended) await forgetCircuits([remoteTrackerId(connection.id)]);
  const findings = [
    ...redmine,
    ...examineBells(connection, bells),
    ...jira,
    ...examineCircuit('Jira', circuits.jira),
    ...(isMended ? [] : examineCircuit('Redmine', circuits[remoteTrackerId(connection.id)])),
    ...(connection.requestsPerMinute === null
      ? []
      : [findingOf('rate', 'well', String(connection.requestsPerMinute))]),
  ];
  return { findings: sortFindings(findings) };
}

/** A Redmine may do without a webhook, so that one that never rang is in doubt and not broken. */
function examineBells(connection: Connection, { heard, refused }: Bells): readonly Finding[] {
  if (connection.webhookSecrets.length === 0) return [findingOf('webhook-secret', 'untold')];
  const isLastRefused = refused !== null && refused.atMs > (heard?.atMs ?? 0);
  return [
    heard
      ? findingOf('bell-heard', heard.isFormerSecret ? 'doubtful' : 'well', String(heard.atMs))
      : findingOf('bell-heard', 'untold'),
    ...(isLastRefused ? [findingOf('bell-refused', 'broken', refused.why)] : []),
  ];
}

function examineCircuit(tracker: string, circuit: Circuit | undefined): readonly Finding[] {
  const state = circuitStateOf(circuit, syncPorts.clock.nowMs());
  if (!circuit || circuit.kind === 'failing' || state === 'closed') return [];
  const level = circuit.kind === 'waiting' ? 'doubtful' : 'broken';
  return [findingOf('circuit', level, circuit.message, tracker)];
}
