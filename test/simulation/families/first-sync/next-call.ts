/** What an admin does next with the first sync, as far as the page tells where it stands. */
import { MAPPING } from '../../script/document';
import { isDone } from '../../world/ask';
import { callAdmin } from '../../world/pages';
import type { World } from '../../world/world';
import { PAIR } from './old-issues';

export interface FirstSyncView {
  readonly phase: string;
  readonly hold: { readonly kind: string } | null;
  readonly isWorking: boolean;
  readonly isOutdated: boolean;
  readonly totals: { readonly rows: number } | null;
  readonly progress: { readonly failed: number; readonly replanned: number };
}

export interface AdminCall {
  readonly name: string;
  readonly payload: object;
}

/** @returns `null` where no first sync was begun. @throws {Error} where the page does not answer */
export async function readFirstSync(world: World): Promise<FirstSyncView | null> {
  const answer = await callAdmin(world, 'getBackfill', { mappingId: MAPPING });
  if (!answer.ok) throw new Error(`getBackfill: ${answer.reason}`);
  return answer.value as FirstSyncView | null;
}

/** @returns `null` where it goes on by itself, or the page does not answer just now */
export async function nextCall(world: World, choice: number): Promise<AdminCall | null> {
  const answer = await callAdmin(world, 'getBackfill', { mappingId: MAPPING });
  if (!answer.ok) return null;
  const view = answer.value as FirstSyncView | null;
  if (view?.hold) return view.isOutdated ? start(choice) : call('resumeBackfill');
  if (view?.isWorking) return choice < 0.3 ? call('pauseBackfill') : null;
  switch (view?.phase) {
    case 'paired':
      return choice < 0.5 && pairsOf(world) !== ''
        ? call('importPairs', { csv: pairsOf(world) })
        : call('buildBackfillPlan');
    case 'planned':
      return view.isOutdated ? start(choice) : call('runBackfill');
    case 'done':
      return choice < 0.35 ? call('planUndo', { rows: choice < 0.2 ? [0] : [] }) : afterRun(choice);
    case 'undo-planned':
      return call(choice < 0.7 ? 'runUndo' : 'leaveUndo');
    default:
      return start(choice);
  }
}

function afterRun(choice: number): AdminCall {
  return choice < 0.6 ? call('runBackfill') : start(choice);
}

/** Mostly Jira's values count where two issues of a pair differ. */
export function start(choice: number): AdminCall {
  const seed = choice > 0.9 ? 'ask' : choice > 0.8 ? 'remote' : 'jira';
  return call('startBackfill', { seed, create: { jira: true, remote: true } });
}

export function call(name: string, payload: object = {}): AdminCall {
  return { name, payload: { mappingId: MAPPING, ...payload } };
}

/** The admin knows which two belong together; empty where one of them cannot be seen. */
export function pairsOf(world: World): string {
  const jira = world.book.all.find(({ birth, side }) => birth === PAIR && side === 'jira');
  const redmine = world.book.all.find(({ birth, side }) => birth === PAIR && side === 'redmine');
  if (!jira || !redmine) return '';
  const reply = world.askJira('admin', 'GET', `/issue/${jira.id}?fields=summary`);
  return isDone(reply) ? `${reply.body.key},${redmine.id}` : '';
}
