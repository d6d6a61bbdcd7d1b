/**
 * Carries out what a person does on a page of the app. A page's call meets faults like any other;
 * who sees an error tries again, and in the end everybody gets through.
 */
import { seeJira } from '../check/see-jira';
import { seeRedmine } from '../check/see-redmine';
import { nextCall } from '../families/first-sync/next-call';
import { areRowsShown } from '../families/rows/are-rows-shown';
import { applyRemap } from '../script/configuration';
import { CONNECTION, MAPPING, writeDocument } from '../script/document';
import { acrossFrom, type PageAct } from '../script/steps';
import type { Book } from '../world/book';
import type { Configurations } from '../world/configurations';
import { type Answer, callAdmin, callPanel } from '../world/pages';
import { callRoll } from '../world/roll-call';
import type { World } from '../world/world';

export interface PageParts {
  readonly world: World;
  readonly configurations: Configurations;
  readonly apiKey: string;
  /** Runs something with nothing going wrong. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
}

const TRIES = 2;

/** @returns what was done, or `null` where there was nothing to do */
export async function actOnPage(
  parts: PageParts,
  step: number,
  act: PageAct,
): Promise<string | null> {
  const { world } = parts;
  world.book.now += 1;
  callRoll(world);
  const done = await attempt(parts, act);
  if (!done) return null;
  world.book.edits += 1;
  world.tally.add(`edit: ${act.do}`);
  world.trace?.push(`${new Date(world.nowMs()).toISOString()} [${step}] ${JSON.stringify(act)}`);
  return act.do;
}

async function attempt(parts: PageParts, act: PageAct): Promise<boolean> {
  const { world } = parts;
  const { book } = world;
  switch (act.do) {
    case 'unlink':
      return unlink(parts, act.birth);
    case 'relink':
      return relink(parts, act);
    case 'sync-now':
      return syncNow(parts, act.birth);
    case 'decide':
      return decide(parts, act);
    case 'first-sync': {
      const call = await nextCall(world, act.choice);
      if (!call) return false;
      await insist(parts, () => callAdmin(world, call.name, call.payload));
      world.tally.add(`first sync: ${call.name}`);
      return true;
    }
    case 'pause':
    case 'resume': {
      const call = act.do === 'pause' ? 'pauseMapping' : 'resumeMapping';
      book.pausedAt = null;
      const answer = await insist(parts, () => callAdmin(world, call, { mappingId: MAPPING }));
      if (!answer.ok) throw new Error(`${call}: ${answer.reason}`);
      // Runs that began before it was done do not know of it.
      book.now += 1;
      if (act.do === 'pause') book.pausedAt = book.now;
      return true;
    }
    case 'remap': {
      if (!areRowsShown(world)) return false;
      const { configurations, apiKey } = parts;
      const mapping = applyRemap(configurations.now, act.change);
      configurations.begin(mapping, world.nowMs());
      const document = writeDocument(mapping, world.choice, apiKey);
      const answer = await insist(parts, () =>
        callAdmin(world, 'importConfiguration', { document }),
      );
      if (!answer.ok || !(answer.value as { imported: boolean }).imported) {
        throw new Error(`import: ${JSON.stringify(answer)}`);
      }
      configurations.settle(world.nowMs());
      return true;
    }
    default:
      return act satisfies never;
  }
}

/** Until it is answered well, the last time with nothing going wrong. */
async function insist(parts: PageParts, call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await call();
    if (answer.ok && (answer.value as { imported?: boolean } | null)?.imported !== false)
      return answer;
  }
  return parts.quietly(call);
}

function jiraIssueOf(book: Book, birth: number): string | null {
  const jira = book.on('jira', birth);
  const redmine = book.on('redmine', birth);
  if (!jira || jira.isDeleted || jira.access === 'hidden' || redmine?.isDeleted) return null;
  return jira.id;
}

async function unlink(parts: PageParts, birth: number): Promise<boolean> {
  const { book } = parts.world;
  const id = jiraIssueOf(book, birth);
  if (id === null || !book.on('redmine', birth) || book.parted.has(birth)) return false;
  const answer = await insist(parts, () => callPanel(parts.world, id, 'unlinkIssue'));
  // Parted by a try whose answer was lost; where it never was linked, nothing is parted.
  const isParted = answer.ok || (await wasUnlinked(parts, id));
  book.now += 1;
  if (isParted) part(parts.world, birth);
  return isParted;
}

/** A copy whose original is deleted and that the app had no time to take back stays, too. */
function part(world: World, birth: number): void {
  const { book } = world;
  book.parted.set(birth, book.now);
  for (const comment of book.comments.values()) {
    if (!comment.isDeleted || comment.issue.birth !== birth) continue;
    const across = book.on(acrossFrom(comment.issue.side), birth);
    const seen =
      across && (across.side === 'jira' ? seeJira(world, across.id) : seeRedmine(world, across.id));
    const words = seen?.comments.flatMap(({ text }) => text.split(' ')) ?? [];
    if (words.includes(comment.word)) comment.isDeletedApart = true;
  }
}

async function wasUnlinked({ world }: PageParts, jiraId: string): Promise<boolean> {
  return world.store.get(`kvs/plain/unlinked:${CONNECTION}:jira:${jiraId}`) !== undefined;
}

async function relink(parts: PageParts, act: Extract<PageAct, { do: 'relink' }>): Promise<boolean> {
  const { world } = parts;
  const { book } = world;
  const id = jiraIssueOf(book, act.birth);
  const redmine = book.on('redmine', act.birth);
  if (id === null || !redmine || !book.parted.has(act.birth)) return false;
  const seed = act.seed === 'redmine' ? 'remote' : act.seed;
  const payload = { redmineIssue: redmine.id, seed };
  book.decisions.push({ birth: act.birth, field: null, atMs: world.nowMs() });
  book.parted.delete(act.birth);
  const answer = await insist(parts, () => callPanel(world, id, 'linkIssue', payload));
  const isLinked = answer.ok || !(await wasUnlinked(parts, id));
  if (!isLinked) book.parted.set(act.birth, book.now);
  return isLinked;
}

async function syncNow(parts: PageParts, birth: number): Promise<boolean> {
  const { book } = parts.world;
  const id = jiraIssueOf(book, birth);
  if (id === null || book.parted.has(birth)) return false;
  const hasTwin = book.on('redmine', birth) !== undefined;
  const answer = await callPanel(parts.world, id, 'syncNow');
  // Who is refused and does not ask again may be left without one.
  if (answer.ok && !hasTwin) book.asked.add(birth);
  return true;
}

interface ConflictView {
  readonly linkId: string;
  readonly field: string;
}

async function decide(parts: PageParts, act: Extract<PageAct, { do: 'decide' }>): Promise<boolean> {
  const { world } = parts;
  const listed = await insist(parts, () => callAdmin(world, 'listProblems', {}));
  if (!listed.ok) return false;
  const { conflicts } = listed.value as { conflicts: readonly ConflictView[] };
  const conflict = conflicts[Math.floor(act.choice * conflicts.length)];
  if (!conflict) return false;
  const redmine = conflict.linkId.slice(conflict.linkId.indexOf(':') + 1);
  const birth = world.book.find('redmine', redmine)?.birth ?? -1;
  world.book.decisions.push({ birth, field: conflict.field, atMs: world.nowMs() });
  const keep = act.keep === 'jira' ? 'jira' : 'remote';
  const { linkId, field } = conflict;
  await insist(parts, () => callAdmin(world, 'resolveConflict', { linkId, field, keep }));
  return true;
}
