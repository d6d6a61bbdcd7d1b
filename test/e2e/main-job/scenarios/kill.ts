/** The host is killed in the middle of work, several times: nothing is lost and nothing comes twice. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Pair } from '../../../support/local-host/open-world';
import {
  expectAllThere,
  IN_JIRA,
  IN_REDMINE,
  nothingDone,
  work,
} from '../../../support/local-host/people-at-work';
import type { Scenario } from '../../../support/local-host/scenario';

const PAIRS = 3;
const KILLS = 4;

/** Needs a world with a data folder. */
export const killScenario: Scenario = {
  says: 'loses nothing and does nothing twice where the host is killed in the middle, several times',
  timeoutMs: 300_000,
  async run(world) {
    const pairs: Pair[] = [];
    for (let index = 0; index < PAIRS; index += 1) pairs.push(await world.makePair());
    const done = nothingDone();
    for (let kill = 0; kill < KILLS; kill += 1) {
      let isOver = false;
      const people = Promise.all(
        [IN_JIRA, IN_REDMINE].map((acts) => work(world, pairs, acts, done, () => isOver)),
      );
      // The moment of the kill is the point of the test: somewhere in the work of a second.
      await pause(150 + Math.random() * 850);
      isOver = true;
      await world.process.kill();
      await people;
      await world.process.restart();
    }
    await world.settle();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    await expectAllThere(world, pairs, done);

    await world.control.resetLedger();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    const { requests } = await world.control.readLedger();
    expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
  },
};
