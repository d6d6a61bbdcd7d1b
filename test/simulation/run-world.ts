/** One world from its first edit to its calm: people edit while things go wrong, then all is checked. */
import { findBroken } from './check';
import { People } from './people';
import { Tally } from './tally';
import { createWorld, type World } from './world';

export interface WorldResult {
  readonly seed: number;
  readonly broken: readonly string[];
  readonly tally: Tally;
  /** What people did, and what the host said of it. */
  readonly trace: readonly string[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MIN_EDITS = 30;
const IDLE = { timeoutMs: 60_000, advance: true } as const;

/** Runs one seed. Never throws: a failure of the run is what is broken. */
export async function runWorld(seed: number): Promise<WorldResult> {
  const tally = new Tally();
  const trace: string[] = [];
  let broken: readonly string[];
  let world: World | undefined;
  try {
    world = await createWorld(seed, tally);
    broken = await live(world, tally, trace);
  } catch (error) {
    broken = [
      `the world ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ];
  }
  world?.host.stop();
  return { seed, broken, tally, trace: [...trace, ...(world?.notices ?? [])] };
}

async function live(world: World, tally: Tally, trace: string[]): Promise<readonly string[]> {
  const { chance, faults, host } = world;
  const people = new People(world, tally, (line) => trace.push(line));
  faults.active = true;
  const edits = chance.between(MIN_EDITS, MIN_EDITS + 20);
  for (let edit = 0; edit < edits; edit += 1) {
    await people.act();
    if (chance.happens(0.03)) faults.startOutage();
    await pass(world);
  }
  faults.stop();
  await calmDown(world);
  const broken = [...(await findBroken(world, people))];
  broken.push(...(await findNoise(world)));
  void host;
  return broken;
}

/** Between two edits: nothing, a moment, minutes, or hours. */
async function pass(world: World): Promise<void> {
  const { chance, host } = world;
  const kind = chance.next();
  if (kind < 0.45) return;
  if (kind < 0.75) await advance(world, chance.between(1, 30) * 1000);
  else if (kind < 0.97) await advance(world, chance.between(1, 15) * MINUTE_MS);
  else await advance(world, chance.between(1, 30) * HOUR_MS);
  void host;
}

async function advance(world: World, ms: number): Promise<void> {
  if (!(await world.host.advance(ms))) throw new Error('the host did not come to rest');
}

/** Faults are over: what is delayed runs, sweeps catch up, and every link is verified. */
async function calmDown(world: World): Promise<void> {
  await advance(world, HOUR_MS);
  await advance(world, HOUR_MS);
  for (let round = 0; round < 2; round += 1) {
    await world.host.timers.run('verify');
    if (!(await world.host.idle(IDLE))) throw new Error('the verify run did not end');
  }
  await advance(world, 20 * MINUTE_MS);
}

/** I4: with no human edit there is no write. */
async function findNoise(world: World): Promise<readonly string[]> {
  const { host } = world;
  host.ledger.reset();
  await advance(world, HOUR_MS);
  await host.timers.run('verify');
  await host.idle(IDLE);
  const { requests } = host.ledger.read();
  const writes = { jira: requests.jira.writes, redmine: requests.redmine.writes };
  return writes.jira + writes.redmine === 0
    ? []
    : [`I4 quiet: ${writes.jira} writes to Jira and ${writes.redmine} to Redmine without an edit`];
}
