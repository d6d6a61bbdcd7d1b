/**
 * What an edit costs, from the host's ledger: `npm run bench:cost`. Counts and bytes only, so that
 * every machine prints the same.
 */
import { z } from 'zod';
import { createVirtualClock } from '../virtual-clock';
import { type BenchIssue, createGrownIssue, createPlainIssue } from './bench-issues';
import { type BenchWorld, createBenchWorld } from './bench-world';

interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly kvsReads: number;
  readonly kvsWrites: number;
  readonly kvsWrittenBytes: number;
}

interface Limits {
  readonly requests: number;
  readonly kvsReads?: number;
  readonly kvsWrites: number;
  readonly kvsWrittenBytes?: number;
}

const WEB_SHOP = 1;
const UNMAPPED_PROJECT = 999;
const ONE_FIELD: Limits = { requests: 4, kvsWrites: 1, kvsWrittenBytes: 4096 };
const ECHO: Limits = { requests: 0, kvsReads: 1, kvsWrites: 0 };
const OUTSIDE: Limits = { requests: 0, kvsReads: 1, kvsWrites: 0 };

const withJournals = z.object({
  issue: z.object({ journals: z.array(z.object({ id: z.number() })) }),
});

async function measure(world: BenchWorld, act: () => Promise<unknown>): Promise<Cost> {
  await world.host.advance(10_000);
  world.host.ledger.reset();
  await act();
  await world.settle();
  const { requests, kvs } = world.host.ledger.read();
  return {
    reads: requests.jira.reads + requests.redmine.reads,
    writes: requests.jira.writes + requests.redmine.writes,
    kvsReads: kvs.reads.count,
    kvsWrites: kvs.writes.count,
    kvsWrittenBytes: kvs.writes.bytes,
  };
}

/** @returns whether everything stayed within its limits */
async function tellIssue(world: BenchWorld, issue: BenchIssue): Promise<boolean> {
  console.log(`\n${issue.name}`);
  const renamed = await measure(world, () =>
    world.askJira('PUT', `/issue/${issue.jiraKey}`, { fields: { summary: 'renamed in Jira' } }),
  );
  const ownJournal = await findLastJournal(world, issue);
  const echo = await measure(world, () => ring(world, issue.redmineId, WEB_SHOP, ownJournal));
  const answered = await measure(world, async () => {
    await world.askRedmine('PUT', `/issues/${issue.redmineId}.json`, {
      issue: { subject: 'renamed in Redmine' },
    });
    await ring(world, issue.redmineId, WEB_SHOP, await findLastJournal(world, issue));
  });
  return [
    tell('one field changed in Jira', renamed, ONE_FIELD),
    tell('its echo from Redmine', echo, ECHO),
    tell('one field changed in Redmine', answered, ONE_FIELD),
  ].every(Boolean);
}

async function tellOutside(world: BenchWorld): Promise<boolean> {
  console.log('\noutside of every mapping');
  const inJira = await measure(world, () =>
    world.askJira('POST', '/issue', {
      fields: { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'not ours' },
    }),
  );
  const inRedmine = await measure(world, () => ring(world, 4711, UNMAPPED_PROJECT, 1));
  return [
    tell('a bell of Jira', inJira, OUTSIDE),
    tell('a bell of Redmine', inRedmine, OUTSIDE),
  ].every(Boolean);
}

async function findLastJournal(world: BenchWorld, issue: BenchIssue): Promise<number | null> {
  const path = `/issues/${issue.redmineId}.json?include=journals`;
  const { journals } = withJournals.parse(await world.askRedmine('GET', path)).issue;
  return journals.at(-1)?.id ?? null;
}

async function ring(
  world: BenchWorld,
  issueId: number,
  projectId: number,
  journalId: number | null,
): Promise<void> {
  const status = await world.ringRedmine({ issueId, projectId, journalId });
  if (status !== 202) throw new Error(`the door answered ${status}`);
}

function tell(what: string, cost: Cost, limits: Limits): boolean {
  const { kvsReads = Number.POSITIVE_INFINITY, kvsWrittenBytes = Number.POSITIVE_INFINITY } =
    limits;
  const isWithin =
    cost.reads + cost.writes <= limits.requests &&
    cost.kvsReads <= kvsReads &&
    cost.kvsWrites <= limits.kvsWrites &&
    cost.kvsWrittenBytes <= kvsWrittenBytes;
  const figures = [
    `${cost.reads + cost.writes} REST calls (${cost.writes} write, at most ${limits.requests} calls)`,
    `${cost.kvsReads} storage reads${limits.kvsReads === undefined ? '' : ` (at most ${limits.kvsReads})`}`,
    `${cost.kvsWrites} storage writes (at most ${limits.kvsWrites}), ${cost.kvsWrittenBytes} bytes`,
  ];
  console.log(`  ${what}: ${figures.join('; ')}${isWithin ? '' : '  <- over'}`);
  return isWithin;
}

async function main(): Promise<void> {
  const world = await createBenchWorld({
    clock: createVirtualClock(Date.parse('2026-11-21T12:00:00Z')),
  });
  const plain = await createPlainIssue(world);
  const grown = await createGrownIssue(world);
  const results = [
    await tellIssue(world, plain),
    await tellIssue(world, grown),
    await tellOutside(world),
  ];
  console.log(results.every(Boolean) ? '\nall within their limits' : '\nsome over their limits');
  world.host.stop();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
