/** The admin page's resolver. Every call asks first whether the caller is a Jira admin. */
import Resolver, { type Request } from '@forge/resolver';
import type { z } from 'zod';
import { isCallerJiraAdmin } from '../../app/admin';
import { type AdminAnswers, type AdminCall, adminRequests } from '../../shared/api';
import { answerCall } from '../answer-call';
import { accountIdOf } from '../call-context';
import { exportAudit, getAuditState, listAudit, verifyAudit } from './audit';
import {
  buildBackfillPlan,
  decideProposals,
  discardBackfill,
  importPairs,
  leaveUndo,
  pauseBackfill,
  planUndo,
  resumeBackfill,
  runBackfill,
  runUndo,
  startBackfill,
  tickBackfillRows,
} from './backfill';
import {
  exportBackfill,
  getBackfill,
  listBackfillRows,
  listProposals,
  listUndoRows,
} from './backfill-views';
import { exportConfiguration, importConfiguration } from './configuration';
import { getConflict, listConflicts, resolveConflict, resolveConflicts } from './conflicts';
import { testConnection } from './doctor';
import { exportTable, findVersion, listVersions, previewImport, readTables } from './files';
import { getMappingChoices } from './mapping-choices';
import { getNotices } from './notices';
import { getOverview, setPaused } from './overview';
import { applyToPairs, previewPairs } from './pairs';
import { pinPanel } from './pin';
import { discardDeadLetter, listProblems, retryDeadLetter, retryDeadLetters } from './problems';
import { rebuildLinks } from './rebuild';
import { suggestRows } from './suggestions';
import { getSupportBundle } from './support';
import { tryIssues } from './trial';
import { getWebhook, rotateWebhookSecret, watchWebhook } from './webhook';

type Work<C extends AdminCall> = (
  request: z.output<(typeof adminRequests)[C]>,
  accountId: string,
) => Promise<AdminAnswers[C]>;

const work: { readonly [C in AdminCall]: Work<C> } = {
  getOverview,
  importConfiguration,
  previewImport,
  exportConfiguration,
  listVersions,
  findVersion,
  exportTable,
  readTables,
  previewPairs,
  applyToPairs,
  suggestRows,
  testConnection,
  getWebhook,
  rotateWebhookSecret,
  watchWebhook,
  getSupportBundle,
  pauseMapping: ({ mappingId }, accountId) => setPaused(mappingId, true, accountId),
  resumeMapping: ({ mappingId }, accountId) => setPaused(mappingId, false, accountId),
  pinPanel,
  listProblems,
  listConflicts,
  getConflict,
  resolveConflict,
  resolveConflicts,
  retryDeadLetter,
  retryDeadLetters,
  discardDeadLetter,
  listAudit,
  exportAudit,
  verifyAudit,
  getAuditState,
  rebuildLinks,
  tryIssues,
  getBackfill,
  startBackfill,
  listProposals,
  decideProposals,
  importPairs,
  buildBackfillPlan,
  listBackfillRows,
  exportBackfill,
  tickBackfillRows,
  runBackfill,
  pauseBackfill,
  resumeBackfill,
  planUndo,
  listUndoRows,
  runUndo,
  leaveUndo,
  discardBackfill,
  getMappingChoices,
  getNotices,
};

const schemas: { readonly [C in AdminCall]: z.ZodType<z.output<(typeof adminRequests)[C]>> } =
  adminRequests;

const resolver = new Resolver();
for (const call of Object.keys(work) as AdminCall[]) define(call);

function define<C extends AdminCall>(call: C): void {
  resolver.define(call, (request: Request) => {
    const accountId = accountIdOf(request);
    return answerCall(
      {
        findRefusal: async () =>
          (await isCallerJiraAdmin()) ? null : 'Only Jira administrators may do this.',
        schema: schemas[call],
        payload: request.payload,
      },
      (parsed) => work[call](parsed, accountId),
    );
  });
}

export const adminResolver = resolver.getDefinitions();
