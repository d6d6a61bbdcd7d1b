/** Conflicts, problems and dead letters: what an admin sees and decides. */
import * as z from 'zod';
import { pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import { kindOfDeadLetter } from '../../core/failing/dead-letter-kind';
import { findRemedy } from '../../core/failing/find-remedy';
import type { Link } from '../../core/link';
import type { AdminAnswers, ProblemView } from '../../shared/api';
import { jobOf } from '../../sync/failing/retry-letters';
import { runSyncJob } from '../../sync/run-job';
import { CallRefused } from '../answer-call';
import { viewConflicts } from '../conflict-view';
import { parseJson } from '../parse-json';
import { adminEntry } from './configuration';

const PAGE = 25;

/** One page of everything that wants a person. */
export async function listProblems(request: {
  readonly cursor?: string | undefined;
}): Promise<AdminAnswers['listProblems']> {
  const cursors = readCursor(request.cursor);
  const [conflicted, troubled, dead] = await Promise.all([
    cursors.conflict === DONE
      ? NOTHING
      : pageStore.listLinksInState('conflict', cursors.conflict, PAGE),
    cursors.problem === DONE
      ? NOTHING
      : pageStore.listLinksInState('problem', cursors.problem, PAGE),
    cursors.dead === DONE ? NO_LETTERS : pageStore.listDeadLetters(cursors.dead, PAGE),
  ]);
  const links = [...conflicted.links, ...troubled.links];
  const next = {
    conflict: conflicted.cursor ?? DONE,
    problem: troubled.cursor ?? DONE,
    dead: dead.cursor ?? DONE,
  };
  return {
    conflicts: links.flatMap(viewConflicts),
    problems: links.flatMap(viewProblems),
    deadLetters: dead.letters.map(({ id, mappingId, message, failedAtMs }) => ({
      id,
      mappingId,
      kind: kindOfDeadLetter(message),
      remedy: findRemedy(message),
      message,
      failedAtMs,
    })),
    cursor: Object.values(next).every((cursor) => cursor === DONE) ? null : JSON.stringify(next),
  };
}

/** Tries a dead letter's issue again; it comes back if it fails again. */
export async function retryDeadLetter(
  request: { readonly id: string },
  accountId: string,
): Promise<null> {
  const letter = await pageStore.findDeadLetter(request.id);
  if (!letter) return null;
  await assertMapping(letter.mappingId);
  // The letter stands until the outcome is known: nothing is lost where this run is cut off.
  const outcome = await runSyncJob(syncPorts, await jobOf(syncPorts, letter));
  if (outcome.kind === 'failed') throw new CallRefused(outcome.message);
  if (outcome.kind === 'retry') throw new CallRefused(`Not now: ${outcome.message}`);
  await pageStore.closeDeadLetter(request.id, [
    { ...adminEntry('retry', request.id, accountId), mappingId: letter.mappingId },
  ]);
  return null;
}

/** Tries all letters of a mapping that failed in the same words, over the background queue. */
export async function retryDeadLetters(
  request: { readonly mappingId: string; readonly kind: string },
  accountId: string,
): Promise<null> {
  const { mappingId, kind: letterKind } = request;
  await assertMapping(mappingId);
  const kept = await syncPorts.queue.push(
    [{ v: 1, kind: 'retry-letters', mappingId, letterKind, cursor: null }],
    'background',
  );
  if (kept === 'refused') throw new CallRefused('The queue is full; try again in a minute.');
  await pageStore.auditRetryOfLetters(mappingId, [
    { ...adminEntry('retry-all', letterKind, accountId), mappingId },
  ]);
  return null;
}

async function assertMapping(mappingId: string): Promise<void> {
  const { mapping } = await syncPorts.store.loadRun(mappingId, null);
  if (!mapping) throw new CallRefused(`The mapping "${mappingId}" is gone; discard it instead.`);
}

/** Gives a dead letter up; the reason stands in the audit. */
export async function discardDeadLetter(
  request: { readonly id: string; readonly reason: string },
  accountId: string,
): Promise<null> {
  // An id of anything else that is stored must not get further.
  if (!(await pageStore.findDeadLetter(request.id))) return null;
  await pageStore.closeDeadLetter(request.id, [
    adminEntry('discard', `${request.id}: ${request.reason}`, accountId),
  ]);
  return null;
}

function viewProblems(link: Link): ProblemView[] {
  return link.problems.map(({ kind, field, message, foundAtMs }) => ({
    ...keysOf(link),
    kind,
    field,
    message,
    foundAtMs,
  }));
}

function keysOf(link: Link) {
  return { linkId: link.id, jiraKey: link.sides.jira.key, remoteKey: link.sides.remote.key };
}

/** A list that was read to its end. */
const DONE = 'done';
const NOTHING = { links: [], cursor: null };
const NO_LETTERS = { letters: [], cursor: null };

const cursorsSchema = z.object({
  conflict: z.string().nullable(),
  problem: z.string().nullable(),
  dead: z.string().nullable(),
});

function readCursor(cursor: string | undefined): z.output<typeof cursorsSchema> {
  if (!cursor) return { conflict: null, problem: null, dead: null };
  const parsed = z.string().transform(parseJson).pipe(cursorsSchema).safeParse(cursor);
  if (!parsed.success) throw new CallRefused('The page cursor is not valid.');
  return parsed.data;
}
