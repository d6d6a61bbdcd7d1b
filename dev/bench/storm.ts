/**
 * 5,000 linked issues are renamed in Jira within one minute, while one call of the app in ten fails
 * and one function is killed each minute: `npm run bench:storm`. On virtual time, with the limits of
 * Forge and Jira in force. All 5,000 have to end in step, each renamed once.
 */
import { z } from 'zod';
import { createVirtualClock } from '../virtual-clock';
import { type BenchWorld, createBenchWorld } from './bench-world';
import { createSeededRandom } from './seeded-random';
import { StormFaults } from './storm-faults';
import { StormMeter } from './storm-meter';

const ISSUES = Number(process.argv[2] ?? 5_000);
const EDIT_SECONDS = 60;
const MAX_MINUTES = 6 * 60;
const MAX_EVENT_DELAY_MS = 180_000;
const CREATED_AT_ONCE = 50;
const CREATE_SECONDS = 20;
const PAGE_SIZE = 100;

const created = z.object({ key: z.string() });
const redminePage = z.object({
  total_count: z.number(),
  issues: z.array(z.object({ id: z.number(), subject: z.string() })),
});
const withJournals = z.object({
  issue: z.object({ subject: z.string(), journals: z.array(z.object({ id: z.number() })) }),
});
interface Storm {
  readonly world: BenchWorld;
  readonly faults: StormFaults;
  readonly meter: StormMeter;
}

async function main(): Promise<void> {
  const random = createSeededRandom(1);
  const clock = createVirtualClock(Date.parse('2026-11-21T12:00:30Z'));
  const faults = new StormFaults(random, () => clock.nowMs());
  const meter = new StormMeter(() => clock.nowMs());
  let metered = false;
  const world = await createBenchWorld({
    clock,
    isStrict: true,
    isHeard: () => metered,
    random,
    searchLagSeconds: 5,
    onTrackerAnswer: (...answer) => metered && meter.onTrackerAnswer(...answer),
    host: {
      timers: 'auto',
      onCall: faults.decide,
      onAnswer: (answer) => metered && meter.onAnswer(answer),
      onNotice: () => {},
      // The platform delivers events up to three minutes late, in any order.
      noise: {
        copies: () => 1,
        delayMs: (kind) =>
          kind === 'product-event' && metered ? Math.floor(random() * MAX_EVENT_DELAY_MS) : 0,
      },
    },
  });
  const keys = await createPairs(world);
  console.log(`${keys.length} pairs are in step; each is renamed in Jira within a minute`);

  world.host.ledger.reset();
  metered = true;
  faults.active = true;
  await editAll(world, keys);
  const minutes = await waitUntilInStep({ world, faults, meter });
  faults.active = false;
  metered = false;
  const isWell = await tellEnd(world, minutes);
  console.log(
    `  ${faults.calls} calls of the app: ${faults.failures} failed, ${faults.kills} kills`,
  );
  meter.print();
  console.log(isWell ? 'nothing lost, nothing twice' : 'NOT in step');
  if (!isWell) process.exitCode = 1;
  world.host.stop();
}

/** Through the app itself, at a pace that the platform takes. */
async function createPairs(world: BenchWorld): Promise<readonly string[]> {
  const keys: string[] = [];
  while (keys.length < ISSUES) {
    for (let made = 0; made < CREATED_AT_ONCE && keys.length < ISSUES; made += 1) {
      const fields = {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: `before ${keys.length}`,
      };
      keys.push(created.parse(await world.askJira('POST', '/issue', { fields })).key);
    }
    await advance(world, CREATE_SECONDS);
  }
  await advance(world, 20 * 60);
  const { total, unequal } = await compare(world, 'before');
  if (total !== ISSUES || unequal > 0) {
    throw new Error(`${total} twins of ${ISSUES} issues, ${unequal} not in step`);
  }
  return keys;
}

async function editAll(world: BenchWorld, keys: readonly string[]): Promise<void> {
  for (let second = 0; second < EDIT_SECONDS; second += 1) {
    const from = Math.round((second * keys.length) / EDIT_SECONDS);
    const to = Math.round(((second + 1) * keys.length) / EDIT_SECONDS);
    for (let index = from; index < to; index += 1) {
      await world.askJira('PUT', `/issue/${keys[index]}`, {
        fields: { summary: `after ${index}` },
      });
    }
    await advance(world, 1);
  }
}

/** @returns how many minutes it took, by the world's clock */
async function waitUntilInStep({ world, meter }: Storm): Promise<number> {
  for (let minute = 1; minute <= MAX_MINUTES; minute += 1) {
    for (let second = 0; second < 60; second += 1) {
      await advance(world, 1);
      meter.takePoints(world.host.ledger.read().requests.jira.points);
    }
    if (minute % 5 === 0 && (await compare(world, 'after')).unequal === 0) return minute;
  }
  return MAX_MINUTES;
}

async function advance(world: BenchWorld, seconds: number): Promise<void> {
  if (!(await world.host.advance(seconds * 1000))) throw new Error('the host did not come to rest');
}

interface Comparison {
  /** Issues in Redmine's project. */
  readonly total: number;
  /** Issues of Jira whose title no issue of Redmine bears, or more than one. */
  readonly unequal: number;
  readonly ids: readonly number[];
}

async function compare(world: BenchWorld, word: 'before' | 'after'): Promise<Comparison> {
  const bySubject = new Map<string, number[]>();
  let total = 0;
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const path = `/projects/web-shop/issues.json?status_id=*&sort=id&limit=${PAGE_SIZE}&offset=${offset}`;
    const page = redminePage.parse(await world.askRedmine('GET', path));
    for (const { id, subject } of page.issues) {
      if (!/^(before|after) \d+$/.test(subject)) continue;
      total += 1;
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), id]);
    }
    if (page.issues.length < PAGE_SIZE) break;
  }
  const unequal = Array.from({ length: ISSUES }, (_, index) => `${word} ${index}`).filter(
    (subject) => bySubject.get(subject)?.length !== 1,
  ).length;
  return { total, unequal, ids: [...bySubject.values()].flat() };
}

/** @returns whether all is as it should be */
async function tellEnd(world: BenchWorld, minutes: number): Promise<boolean> {
  const { total, unequal, ids } = await compare(world, 'after');
  let renamedTwice = 0;
  for (const id of ids) {
    const path = `/issues/${id}.json?include=journals`;
    const { journals } = withJournals.parse(await world.askRedmine('GET', path)).issue;
    if (journals.length !== 1) renamedTwice += 1;
  }
  const { deadLetters, conflicts } = await world.listProblems();
  console.log(
    `  ${ISSUES - unequal} of ${ISSUES} in step after ${minutes} minutes; ${total} twins; ${renamedTwice} written more or less than once; ${deadLetters.length} dead letters; ${conflicts.length} conflicts`,
  );
  return unequal + renamedTwice + deadLetters.length + conflicts.length === 0 && total === ISSUES;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
