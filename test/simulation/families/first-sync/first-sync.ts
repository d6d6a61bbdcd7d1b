/**
 * Two projects that are older than the app: their first sync is planned and run, paused and resumed,
 * undone and run again, while people go on working in both.
 */
import { isInReach } from '../../check/scene';
import { listAudit } from '../../check/stored';
import { callAdmin } from '../../world/pages';
import type { Time } from '../../world/time';
import type { World } from '../../world/world';
import type { Family } from '../family';
import { call, pairsOf, readFirstSync, start } from './next-call';
import { makeOldIssues, OLD_BIRTHS, PAIR } from './old-issues';

const MINUTE_MS = 60_000;
/** A hold ends within an hour; and each step takes a minute at most. */
const PATIENCE = 40;
/** A second run takes what people changed under the first; then there is nothing left. */
const RUNS = 3;
const LINKING_MS = 10 * MINUTE_MS;

export const firstSync: Family = {
  odds: 0.25,
  births: OLD_BIRTHS,
  acts: () => [],
  configure: () => ({}),
  prepare: makeOldIssues,
  act: () => false,
  async finish(world, time) {
    await rest(world, time);
    await plan(world, time);
    await demand(world, 'runBackfill');
    for (let run = 1; run < RUNS; run += 1) {
      const { progress } = await rest(world, time);
      if (progress.failed + progress.replanned === 0) break;
      await demand(world, 'runBackfill');
    }
    await rest(world, time);
    for (const birth of OLD_BIRTHS) if (isToBeLinked(world, birth)) world.book.asked.add(birth);
    noteSeeds(world);
  },
};

/** Whose counterpart the admin named, and it cannot be had, waits for it. */
function isToBeLinked(world: World, birth: number): boolean {
  const { all } = world.book;
  return birth !== PAIR || all.every((issue) => issue.birth !== PAIR || isInReach(world, issue));
}

async function plan(world: World, time: Time): Promise<void> {
  const first = start(0);
  await demand(world, first.name, first.payload);
  await rest(world, time);
  const csv = pairsOf(world);
  if (csv !== '') await demand(world, 'importPairs', { csv });
  await demand(world, 'buildBackfillPlan');
  await rest(world, time);
}

/** Until it waits for the admin; what somebody paused is resumed. */
async function rest(world: World, time: Time) {
  for (let look = 0; look < PATIENCE; look += 1) {
    const view = await readFirstSync(world);
    if (!view || (!view.isWorking && !view.hold)) return view ?? { progress: NOTHING };
    if (view.hold?.kind === 'paused' || view.hold?.kind === 'failed') {
      // What was planned for another mapping cannot go on.
      if (view.isOutdated) return view;
      await demand(world, 'resumeBackfill');
    }
    time.fire('sweep');
    await time.advance(5 * MINUTE_MS);
  }
  const view = await readFirstSync(world);
  throw new Error(`the first sync does not come to its end: ${JSON.stringify(view)}`);
}

const NOTHING = { failed: 0, replanned: 0 };

async function demand(world: World, name: string, payload: object = {}): Promise<void> {
  const asked = call(name, payload);
  const answer = await callAdmin(world, asked.name, asked.payload);
  if (!answer.ok) throw new Error(`${name}: ${answer.reason}`);
}

/** Where two issues were linked, one side's values were chosen. */
function noteSeeds(world: World): void {
  for (const { kind, linkId, atMs } of listAudit(world)) {
    if (kind !== 'linked') continue;
    const redmine = world.book.find('redmine', linkId.slice(linkId.indexOf(':') + 1));
    if (redmine?.birth === undefined) continue;
    // The plan said so before; what a killed run wrote by it is linked later.
    const spanMs = { sinceMs: 0, atMs: atMs + LINKING_MS };
    world.book.decisions.push({ birth: redmine.birth, field: null, ...spanMs });
  }
}
