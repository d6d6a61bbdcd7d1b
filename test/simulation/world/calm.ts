/** What comes after the trouble: time to catch up, and then an hour in which nothing may happen. */
import { isPaused } from '../check/stored';
import { readTold } from '../check/told';
import { familiesOf } from '../families';
import { MAPPING } from '../script/document';
import { callAdmin, settle } from './pages';
import type { Time } from './time';
import type { World } from './world';

const MINUTE_MS = 60_000;
/** Longer than the longest pause before a job is tried again. */
const RETRY_MS = 16 * MINUTE_MS;
/** The platform's queries run behind: what was saved a moment ago stands in none. */
const QUERY_LAG_MS = 1_000;
const DECISION_ROUNDS = 3;

/** Faults are over: delayed bells ring, jobs are tried again, sweep and verify run. */
export async function calmDown(world: World, time: Time): Promise<void> {
  if (world.book.pausedAt !== null) {
    world.book.pausedAt = null;
    await resume(world);
  }
  await time.advance(RETRY_MS);
  if (isPaused(world)) await resume(world);
  await sweep(time);
  await retryLetters(world);
  await verify(world, time);
  for (const family of familiesOf(world.choice)) await family.finish?.(world, time);
  if (world.choice.decidesAll) await decideAll(world);
  const { writes } = countWrites(world);
  await verify(world, time);
  // What the first verify wrote may have been overtaken; what the second writes has to be the last.
  if (countWrites(world).writes > writes) await verify(world, time);
}

async function resume(world: World): Promise<void> {
  await get(callAdmin(world, 'resumeMapping', { mappingId: MAPPING }));
}

async function sweep(time: Time): Promise<void> {
  time.fire('sweep');
  await time.advance(RETRY_MS);
}

/** Whoever is asked after a mass deletion has a look, and goes on. */
async function verify(world: World, time: Time): Promise<void> {
  await time.advance(QUERY_LAG_MS);
  time.fire('verify');
  await time.advance(2 * MINUTE_MS);
  if (!isPaused(world)) return;
  await resume(world);
  await sweep(time);
  await verify(world, time);
}

/** An admin tries what failed for good once more: nothing of it has a reason left. */
async function retryLetters(world: World): Promise<void> {
  const { deadLetters } = await readTold(world);
  for (const { id } of deadLetters) await callAdmin(world, 'retryDeadLetter', { id });
}

async function decideAll(world: World): Promise<void> {
  for (let round = 0; round < DECISION_ROUNDS; round += 1) {
    const { conflicts } = await readTold(world);
    for (const { linkId, field } of conflicts) {
      const birth = world.book.find('redmine', linkId.slice(linkId.indexOf(':') + 1))?.birth ?? -1;
      world.book.decisions.push({ birth, field, atMs: world.nowMs() });
      await callAdmin(world, 'resolveConflict', { linkId, field, keep: 'jira' });
      world.book.decisions.push({ birth, field, atMs: world.nowMs() });
    }
  }
  await settle(world);
}

/** I4: with no human edit there is no write. */
export async function findNoise(world: World, time: Time): Promise<readonly string[]> {
  const { jira, redmine } = world.host.ledger.read().requests;
  await sweep(time);
  await verify(world, time);
  const after = world.host.ledger.read().requests;
  const written = {
    jira: after.jira.writes - jira.writes,
    redmine: after.redmine.writes - redmine.writes,
  };
  return written.jira + written.redmine === 0
    ? []
    : [
        `I4 quiet: ${written.jira} writes to Jira and ${written.redmine} to Redmine without an edit`,
      ];
}

function countWrites(world: World): { readonly writes: number } {
  const { jira, redmine } = world.host.ledger.read().requests;
  return { writes: jira.writes + redmine.writes };
}

async function get(answered: ReturnType<typeof callAdmin>): Promise<unknown> {
  const answer = await answered;
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}
