/**
 * From the edit to the other side, with 150 ms on every call of either tracker:
 * `npm run bench:latency`. Two rounds are the floor: both reads at once, then the write.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createOffsetClock } from '../offset-clock';
import { createPlainIssue } from './bench-issues';
import { type BenchWorld, createBenchWorld } from './bench-world';

const CALL_MS = 150;
const EDITS = 40;
const TARGET_P50_MS = 400;

const subjectAnswer = z.object({ issue: z.object({ subject: z.string() }) });

async function main(): Promise<void> {
  let isSlow = false;
  const world = await createBenchWorld({
    clock: createOffsetClock(),
    delay: async () => {
      if (isSlow) await pause(CALL_MS);
    },
  });
  const issue = await createPlainIssue(world);
  isSlow = true;
  const totals: number[] = [];
  const queued: number[] = [];
  for (let edit = 1; edit <= EDITS; edit += 1) {
    const { totalMs, queueMs } = await timeEdit(
      world,
      issue.jiraKey,
      issue.redmineId,
      `edit ${edit}`,
    );
    totals.push(totalMs);
    queued.push(queueMs);
  }
  console.log(`${EDITS} edits in Jira, ${CALL_MS} ms on every call of either tracker`);
  console.log(
    `  from the edit to Redmine: ${tell(totals)} (target: p50 at most ${TARGET_P50_MS} ms)`,
  );
  console.log(`  of which until the consumer started (event, door, queue): ${tell(queued)}`);
  console.log('  The platform may add its own: events up to minutes, the queue about a second.');
  world.host.stop();
}

async function timeEdit(
  world: BenchWorld,
  jiraKey: string,
  redmineId: number,
  summary: string,
): Promise<{ readonly totalMs: number; readonly queueMs: number }> {
  world.host.ledger.reset();
  const startMs = performance.now();
  await world.askJira('PUT', `/issue/${jiraKey}`, { fields: { summary } });
  let queueMs: number | undefined;
  for (;;) {
    const { jira, redmine } = world.host.ledger.read().requests;
    if (queueMs === undefined && jira.count + redmine.count > 0)
      queueMs = performance.now() - startMs;
    const { issue } = subjectAnswer.parse(
      await world.askRedmine('GET', `/issues/${redmineId}.json`),
    );
    if (issue.subject === summary) break;
    await pause(1);
  }
  const totalMs = performance.now() - startMs;
  await world.settle();
  return { totalMs, queueMs: queueMs ?? totalMs };
}

function tell(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
