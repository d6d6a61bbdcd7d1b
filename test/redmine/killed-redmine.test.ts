/** A real Redmine is killed in the middle of work and is gone for ten minutes of the host's time. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEBHOOK_SECRET } from '../support/local-host/a-configuration';
import type { Pair } from '../support/local-host/open-world';
import {
  expectAllThere,
  IN_JIRA,
  IN_REDMINE,
  nothingDone,
  work,
} from '../support/local-host/people-at-work';
import { savePluginSettings } from '../support/local-host/redmine-plugin-page';
import { absent, openRealWorld, type RealWorld } from './stages';

const PAIRS = 3;
const OUTAGE_MINUTES = 10;

describe.skipIf(absent !== undefined)('a real Redmine, with our plugin, that is killed', () => {
  let world: RealWorld;
  beforeAll(async () => {
    world = await openRealWorld({
      textFormat: 'textile',
      appKey: 'member',
      plugins: [join(__dirname, '../../redmine-plugin')],
    });
    const url = await world.control.readWebhookUrl();
    const settings = { url, secret: WEBHOOK_SECRET };
    await savePluginSettings(world.server.url, 'redmine_sync_bells', settings);
  }, 180_000);
  afterAll(() => world?.close());

  it('for ten minutes under edits on both sides: then both agree, and nothing is twice', {
    timeout: 300_000,
  }, async () => {
    const pairs: Pair[] = [];
    for (let index = 0; index < PAIRS; index += 1) pairs.push(await world.makePair());
    const done = nothingDone();
    const workUntil = (isOver: () => boolean, acts: typeof IN_JIRA) =>
      work(world, pairs, acts, done, isOver);

    let isDown = false;
    let isOver = false;
    const inJira = workUntil(() => isOver, IN_JIRA);
    const inRedmine = workUntil(() => isDown, IN_REDMINE);
    await pause(1500 + Math.random() * 500);
    isDown = true;
    await world.server.kill();
    await inRedmine;
    // Jira's people do not know, and go on.
    await pause(500);
    isOver = true;
    await inJira;

    for (let minute = 0; minute < OUTAGE_MINUTES; minute += 1) {
      await world.control.advance(60);
      const [pair] = pairs;
      const summary = world.title(`Edited in minute ${minute}`);
      await world.jira.editIssue(pair?.jira.key ?? '', { summary });
      done.summaries.set(pair?.jira.key ?? '', summary);
      if (minute % 5 === 4) await world.control.runTimer('sweep').catch(() => {});
    }
    const [first] = pairs;
    await world.restartRedmine();
    const missed = await world.redmine.readIssue(first?.redmine ?? 0);
    expect(missed.subject).not.toBe(done.summaries.get(first?.jira.key ?? ''));

    isOver = false;
    const people = [IN_JIRA, IN_REDMINE].map((acts) => workUntil(() => isOver, acts));
    await pause(1500);
    isOver = true;
    await Promise.all(people);

    await world.settle();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    await expectAllThere(world, pairs, done);
    await world.control.resetLedger();
    await world.control.runTimer('sweep');
    await world.control.runTimer('verify');
    const { requests } = await world.control.readLedger();
    expect([requests.jira.writes, requests.redmine.writes]).toEqual([0, 0]);
  });
});
