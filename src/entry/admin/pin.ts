/** Pins the issue panel to the project of a mapping, so that people see it. */
import { pinPanelAsCaller } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { AdminAnswers } from '../../shared/api';
import { CallRefused } from '../answer-call';

export async function pinPanel({
  mappingId,
}: {
  readonly mappingId: string;
}): Promise<AdminAnswers['pinPanel']> {
  const { mapping } = await syncPorts.store.loadRun(mappingId, null);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  const outcome = await pinPanelAsCaller(mapping.jira.projectId);
  if (outcome.kind === 'failed') {
    throw new CallRefused(`Jira did not pin the panel: ${outcome.message}`);
  }
  return { state: outcome.kind };
}
