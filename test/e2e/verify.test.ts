/** The daily check through the app's real entry points, on virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadePair, makePair } from '../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';

const HOUR_MS = 60 * 60 * 1000;

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterEach(() => world.host.stop());

async function look({ jiraId, projectId }: MadePair) {
  const answer = await world.askPanel({ id: jiraId, projectId }, 'getPanel');
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

describe('the daily check', () => {
  it('says of every pair when it was last compared, and writes no pair for it', async () => {
    const pair = await makePair(world, 'The lift is stuck');
    const before = await look(pair);
    await world.host.advance(5 * HOUR_MS);
    const startedAtMs = world.clock.nowMs();
    world.host.ledger.reset();

    await world.runTimer('verify');

    expect((await look(pair)).verifiedAtMs).toBeGreaterThanOrEqual(startedAtMs);
    expect(before.verifiedAtMs).toBeLessThan(startedAtMs);
    expect(world.host.ledger.read().requests).toMatchObject({
      jira: { writes: 0 },
      redmine: { writes: 0 },
    });
  });

  it('does not claim to have compared a pair that it may not read', async () => {
    const pair = await makePair(world, 'The lift is stuck');
    await world.asRedmine('ada', 'PUT', `/issues/${pair.redmineId}.json`, {
      issue: { is_private: true },
    });
    const before = (await look(pair)).verifiedAtMs;
    await world.host.advance(5 * HOUR_MS);

    await world.runTimer('verify');

    expect((await look(pair)).verifiedAtMs).toBe(before);
  });
});

describe('an issue that is deleted while its mapping is paused', () => {
  it('is known to be deleted when the mapping goes on', async () => {
    const pair = await makePair(world, 'The lift is stuck');
    await world.callAdmin('pauseMapping', { mappingId: 'web' });
    await world.asJira('admin', 'DELETE', `/issue/${pair.key}`);
    await world.settle();
    await world.callAdmin('resumeMapping', { mappingId: 'web' });
    await world.runTimer('verify');

    const { conflicts: _none, ...problems } = await world.callAdmin('listProblems', {});
    expect(JSON.stringify(problems)).toMatch(/WEB-\d+ was deleted/);
  });
});
