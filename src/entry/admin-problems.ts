/** Conflicts, problems and dead letters: what an admin sees and decides. */
import { z } from 'zod';
import { pageStore, syncPorts } from '../app';
import { type Link, linkIdOf } from '../core/link';
import type { FieldValue, Side } from '../core/model';
import type { AdminAnswers, ConflictView, ProblemView } from '../shared/api';
import { decideConflict } from '../sync/decide-conflict';
import { runSyncJob } from '../sync/run-job';
import { adminEntry } from './admin-configuration';
import { CallRefused } from './answer-call';
import { parseJson } from './parse-json';
import { showText } from './show-text';

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
      message,
      failedAtMs,
    })),
    cursor: Object.values(next).every((cursor) => cursor === DONE) ? null : JSON.stringify(next),
  };
}

/** Keeps one side's value and carries it out at once. */
export async function resolveConflict(
  request: { readonly linkId: string; readonly field: string; readonly keep: Side },
  accountId: string,
): Promise<null> {
  const reason = await decideConflict(syncPorts, { ...request, accountId });
  if (reason) throw new CallRefused(reason);
  return null;
}

/** Tries a dead letter's issue again; it comes back if it fails again. */
export async function retryDeadLetter(
  request: { readonly id: string },
  accountId: string,
): Promise<null> {
  const letter = await pageStore.findDeadLetter(request.id);
  if (!letter) return null;
  const { mapping } = await syncPorts.store.loadRun(letter.mappingId, null);
  if (!mapping)
    throw new CallRefused(`The mapping "${letter.mappingId}" is gone; discard it instead.`);
  const linkId =
    letter.side === 'remote'
      ? linkIdOf(mapping.connectionId, letter.issueId)
      : await syncPorts.store.findLinkId(mapping.connectionId, letter.issueId);
  await pageStore.closeDeadLetter(request.id, [
    { ...adminEntry('retry', request.id, accountId), mappingId: letter.mappingId },
  ]);
  const outcome = await runSyncJob(syncPorts, {
    v: 1,
    kind: 'sync',
    mappingId: letter.mappingId,
    side: letter.side,
    issueId: letter.issueId,
    linkId,
    entryId: null,
    atMs: null,
    deleted: false,
    cause: letter.cause,
  });
  if (outcome.kind === 'failed') throw new CallRefused(outcome.message);
  if (outcome.kind === 'retry') throw new CallRefused(`It will be tried again: ${outcome.message}`);
  return null;
}

/** Gives a dead letter up; the reason stands in the audit. */
export async function discardDeadLetter(
  request: { readonly id: string; readonly reason: string },
  accountId: string,
): Promise<null> {
  await pageStore.closeDeadLetter(request.id, [
    adminEntry('discard', `${request.id}: ${request.reason}`, accountId),
  ]);
  return null;
}

function viewConflicts(link: Link): ConflictView[] {
  return link.conflicts.map((conflict) => ({
    ...keysOf(link),
    field: conflict.field,
    jira: conflict.labels.jira ?? showValue(conflict.jira),
    remote: conflict.labels.remote ?? showValue(conflict.remote),
    foundAtMs: conflict.foundAtMs,
  }));
}

function viewProblems(link: Link): ProblemView[] {
  return link.problems.map(({ field, message, foundAtMs }) => ({
    ...keysOf(link),
    field,
    message,
    foundAtMs,
  }));
}

function keysOf(link: Link) {
  return { linkId: link.id, jiraKey: link.sides.jira.key, remoteKey: link.sides.remote.key };
}

function showValue(value: FieldValue): string {
  if (value === null) return '(empty)';
  return typeof value === 'string' ? value : showText(value);
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
