/** What is left once everything has had its time. */
import type { InProcessWorld } from './open-in-process-world';

/** A sweep, and the daily check of the day after. */
export async function calm(world: InProcessWorld): Promise<void> {
  await world.runTimer('sweep');
  await world.host.advance(30 * 3_600_000);
  await world.runTimer('verify');
}

/** Conflicts, problems and dead letters. */
export async function listTroubles(world: InProcessWorld): Promise<readonly object[]> {
  const { conflicts, problems, deadLetters } = await world.callAdmin('listProblems', {});
  return [...conflicts, ...problems, ...deadLetters];
}
