/** The admin page's calls on first syncs. */

import type { z } from 'zod';
import { syncPorts } from '../../app/sync';
import { upkeepPorts } from '../../app/upkeep';
import type { Mapping } from '../../core/mapping';
import type { AdminAnswers, backfillRequests } from '../../shared/api';
import * as controlPlan from '../../sync/backfill/control-plan';
import * as controlRun from '../../sync/backfill/control-run';
import { BackfillRefused } from '../../sync/backfill/set-going';
import { CallRefused } from '../answer-call';

type Request<C extends keyof typeof backfillRequests> = z.output<(typeof backfillRequests)[C]>;

export function startBackfill(request: Request<'startBackfill'>, accountId: string): Promise<null> {
  const { seed, create, numberField } = request;
  return onMapping(request, (mapping) => {
    return controlPlan.start(upkeepPorts, mapping, { seed, create, numberField }, accountId);
  });
}

export function decideProposals({
  mappingId,
  decision,
  which,
}: Request<'decideProposals'>): Promise<AdminAnswers['decideProposals']> {
  return refusing(async () => {
    const named = new Set(
      'pairs' in which ? which.pairs.map(({ jira, remote }) => `${jira} ${remote}`) : [],
    );
    const decided = await controlPlan.decide(upkeepPorts, mappingId, decision, (proposal) =>
      'pairs' in which
        ? named.has(`${proposal.jira} ${proposal.remote}`)
        : proposal.state === 'open' && proposal.confidencePercent >= which.minConfidencePercent,
    );
    return { decided };
  });
}

/** A message has room for so many. */
const MAX_MISTAKES = 200;

export function importPairs(request: Request<'importPairs'>): Promise<AdminAnswers['importPairs']> {
  return refusing(async () => {
    const mapping = await getMapping(request.mappingId);
    const { pairs, mistakes } = await controlPlan.importPairs(upkeepPorts, mapping, request.csv);
    return { accepted: pairs.length, mistakes: mistakes.slice(0, MAX_MISTAKES) };
  });
}

export function buildBackfillPlan(
  request: Request<'buildBackfillPlan'>,
  accountId: string,
): Promise<null> {
  return onMapping(request, (mapping) => controlPlan.plan(upkeepPorts, mapping, accountId));
}

export function tickBackfillRows(request: Request<'tickBackfillRows'>): Promise<null> {
  const { off, rows, kinds } = request;
  return onMapping(request, ({ id }) => controlPlan.tick(upkeepPorts, id, off, rows, kinds));
}

export function runBackfill(request: Request<'runBackfill'>, accountId: string): Promise<null> {
  return onMapping(request, (mapping) => controlRun.run(upkeepPorts, mapping, accountId));
}

export function pauseBackfill(request: Request<'pauseBackfill'>, accountId: string): Promise<null> {
  return onMapping(request, ({ id }) => controlRun.pause(upkeepPorts, id, accountId));
}

export function resumeBackfill(
  request: Request<'resumeBackfill'>,
  accountId: string,
): Promise<null> {
  return onMapping(request, (mapping) => controlRun.resume(upkeepPorts, mapping, accountId));
}

export function planUndo(request: Request<'planUndo'>, accountId: string): Promise<null> {
  return onMapping(request, ({ id }) => {
    return controlRun.planUndo(upkeepPorts, id, request.rows, accountId);
  });
}

export function runUndo(request: Request<'runUndo'>, accountId: string): Promise<null> {
  return onMapping(request, ({ id }) => controlRun.undo(upkeepPorts, id, accountId));
}

export function leaveUndo(request: Request<'leaveUndo'>): Promise<null> {
  return onMapping(request, ({ id }) => controlRun.leaveUndo(upkeepPorts, id));
}

export function discardBackfill(
  request: Request<'discardBackfill'>,
  accountId: string,
): Promise<null> {
  return onMapping(request, (mapping) => controlRun.discard(upkeepPorts, mapping, accountId));
}

/** @throws CallRefused where there is no such mapping */
export async function getMapping(mappingId: string): Promise<Mapping> {
  const { mapping } = await syncPorts.store.loadRun(mappingId, null);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  return mapping;
}

function onMapping(
  { mappingId }: { readonly mappingId: string },
  act: (mapping: Mapping) => Promise<void>,
): Promise<null> {
  return refusing(async () => {
    await act(await getMapping(mappingId));
    return null;
  });
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackfillRefused) throw new CallRefused(error.message);
    throw error;
  }
}
