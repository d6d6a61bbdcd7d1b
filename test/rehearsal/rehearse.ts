/**
 * `npm run rehearse`: the first sync of two grown trackers on a real Redmine, looked at with eyes
 * that are not the app's: plan, run, be killed three times, run again, undo half, run once more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackfillView } from '../../src/shared/backfill-api';
import { compareTrackers, type Difference, findLost } from './compare-trackers';
import { readAll, waitForBackfill } from './follow-backfill';
import { type GrownTrackers, growTrackers } from './grown-trackers';
import { MAPPING, openRehearsal, type Rehearsal } from './open-rehearsal';

const KILLS = 3;
const SURE_PERCENT = 80;
const atTime = (): string => new Date().toISOString().slice(11, 19);
/** Differences that are printed; the rest is counted. */
const SHOWN = 20;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      redmine: { type: 'string', default: '3000' },
      jira: { type: 'string', default: '2000' },
      pairs: { type: 'string', default: '500' },
      /** Keeps what was filled, so that the next rehearsal of that directory begins at once. */
      data: { type: 'string' },
    },
  });
  const sizes = {
    redmine: Number(values.redmine),
    jira: Number(values.jira),
    pairs: Number(values.pairs),
  };
  const folder = values.data ?? mkdtempSync(join(tmpdir(), 'redmine-sync-rehearsal-'));
  const dataDir = join(resolve(folder), `${sizes.redmine}-${sizes.jira}-${sizes.pairs}`);
  const grown = growTrackers(sizes);
  const rehearsal = await openRehearsal(grown, dataDir, values.data !== undefined);
  const { redmine, jira, pairs } = sizes;
  console.log(
    `${atTime()} Redmine holds ${redmine} issues, Jira ${jira}; ${pairs} belong together`,
  );
  try {
    process.exitCode = (await rehearse(rehearsal, grown)) ? 0 : 1;
  } finally {
    await rehearsal.close();
    if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

interface Rehearsed extends Rehearsal {
  /** What the plans so far said of pairs: a pair that stands keeps it. */
  readonly announced: Set<string>;
}

async function rehearse(opened: Rehearsal, grown: GrownTrackers): Promise<boolean> {
  const rehearsal: Rehearsed = { ...opened, announced: new Set() };
  const { admin } = rehearsal;
  tell('planned', await plan(rehearsal));

  let kills = 0;
  await admin.call('runBackfill', { mappingId: MAPPING });
  const ran = await follow(rehearsal, async ({ progress }) => {
    const killAt = ((kills + 1) * progress.total) / (KILLS + 2);
    if (kills >= KILLS || progress.done === 0 || progress.done < killAt) return;
    kills += 1;
    await rehearsal.host.kill();
    await rehearsal.host.restart();
    await rehearsal.control.fireTimer('sweep');
    console.log(
      `${atTime()} killed at row ${progress.done} of ${progress.total}, and started again`,
    );
  });
  tell(`ran, killed ${kills} times`, ran);
  const isInStep = await compare(rehearsal, grown, 'after the run');

  const writes = await countWrites(rehearsal, async () => {
    await admin.call('runBackfill', { mappingId: MAPPING });
    await follow(rehearsal);
  });
  console.log(`${atTime()} ran again: ${writes} writes to either tracker`);

  const isUndone = await undoHalf(rehearsal, ran.totals?.rows ?? 0);
  tell('planned again', await plan(rehearsal));
  await admin.call('runBackfill', { mappingId: MAPPING });
  tell('ran', await follow(rehearsal));
  const isInStepAgain = await compare(rehearsal, grown, 'after undoing half and running again');
  return isInStep && isInStepAgain && isUndone && writes === 0 && kills === KILLS;
}

/** Takes the pairs that are sure enough. */
async function plan(rehearsal: Rehearsed): Promise<BackfillView> {
  const { admin } = rehearsal;
  const create = { jira: true, remote: true };
  await admin.call('startBackfill', { mappingId: MAPPING, seed: 'jira', create });
  await follow(rehearsal);
  await admin.call('decideProposals', {
    mappingId: MAPPING,
    decision: 'accepted',
    which: { minConfidencePercent: SURE_PERCENT },
  });
  await admin.call('buildBackfillPlan', { mappingId: MAPPING });
  const planned = await follow(rehearsal);
  for (const change of await listAnnounced(rehearsal)) rehearsal.announced.add(change);
  return planned;
}

async function countWrites({ control }: Rehearsal, act: () => Promise<void>): Promise<number> {
  await control.resetLedger();
  await act();
  const { requests } = await control.readLedger();
  return requests.jira.writes + requests.redmine.writes;
}

/** Undoes every other row, and looks whether exactly what was made for them is gone. */
async function undoHalf(rehearsal: Rehearsal, count: number): Promise<boolean> {
  const { admin } = rehearsal;
  const rows = Array.from({ length: Math.min(5000, Math.floor(count / 2)) }, (_, row) => row * 2);
  const before = await rehearsal.countIssues();
  await admin.call('planUndo', { mappingId: MAPPING, rows });
  const planned = await follow(rehearsal);
  const toDelete = await readAll((cursor) =>
    admin.call('listUndoRows', {
      mappingId: MAPPING,
      kind: 'delete',
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  await admin.call('runUndo', { mappingId: MAPPING });
  await follow(rehearsal);
  const after = await rehearsal.countIssues();
  const gone = before - after;
  const { delete: deletions = 0, part = 0, left = 0 } = planned.undo ?? {};
  const leftRows = await readAll((cursor) =>
    admin.call('listBackfillRows', {
      mappingId: MAPPING,
      outcome: 'left',
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  // A tracker refuses some only when asked, a sub-task's parent in Jira, say; and people come between.
  const numbers = new Set(toDelete.map(({ number }) => number));
  const kept = leftRows.filter(({ row }) => numbers.has(row.number)).length;
  console.log(
    `${atTime()} undone ${rows.length} rows: planned ${deletions} deletions, ${part} partings, ${left} left; ` +
      `${leftRows.length - left} more were refused, ${kept} of them deletions; ${gone} issues are gone`,
  );
  return gone === deletions - kept;
}

function follow(
  { admin, control }: Rehearsal,
  onProgress?: (view: BackfillView) => Promise<void>,
): Promise<BackfillView> {
  return waitForBackfill({
    admin,
    control,
    mappingId: MAPPING,
    ...(onProgress ? { onProgress } : {}),
  });
}

function tell(what: string, { proposals, totals, progress }: BackfillView): void {
  const { created, failed, replanned, calls, points, workedMs } = progress;
  console.log(`${atTime()} ${what}:`);
  console.log(`  proposals ${JSON.stringify(proposals)}`);
  if (totals) {
    console.log(`  rows ${JSON.stringify(totals.byKind)}`);
    console.log(`  estimated ${JSON.stringify(totals.estimate)}`);
  }
  console.log(
    `  created ${JSON.stringify(created)}, failed ${failed}, planned again ${replanned}, ` +
      `calls ${JSON.stringify(calls)}, ${points} points, ${Math.round(workedMs / 1000)} s`,
  );
}

/**
 * Once Redmine has told of the values that follow from children. The daily check reads every pair, so
 * it is waited for only where something differs without it.
 */
async function compare(rehearsal: Rehearsed, grown: GrownTrackers, when: string): Promise<boolean> {
  const afterSweep = await look(rehearsal, grown, 'sweep', when);
  return afterSweep || look(rehearsal, grown, 'verify', `${when} and the daily check`);
}

async function look(
  rehearsal: Rehearsed,
  grown: GrownTrackers,
  timer: 'sweep' | 'verify',
  when: string,
): Promise<boolean> {
  await rehearsal.control.fireTimer(timer);
  await rehearsal.control.waitUntilIdle();
  const [jira, redmine] = [await rehearsal.readJira(), await rehearsal.readRedmine()];
  const told = await listTold(rehearsal);
  const all = compareTrackers(jira, redmine);
  const differences = all.filter(({ issue, field }) => !told.has(`${issue} ${field}`));
  const lost = [...findLost(grown.jira, jira), ...findLost(grown.redmine, redmine)];
  console.log(
    `${atTime()} ${when}: ${jira.length} issues in Jira, ${redmine.length} in Redmine, ` +
      `${differences.length} differences, ${lost.length} lost; ` +
      `${all.length - differences.length} that the plan announced and a problem tells of`,
  );
  for (const line of [...differences.map(show), ...lost].slice(0, SHOWN)) console.log(`  ${line}`);
  return differences.length === 0 && lost.length === 0;
}

/** The app's names of what is compared, where they differ from the checker's. */
const FIELDS: Readonly<Record<string, string>> = {
  duedate: 'due',
  issuetype: 'type',
  description: 'words',
};

/** `WEB-15 ↔ #15 priority`: what a plan was to change, and Redmine did not take. */
async function listTold({ admin, announced }: Rehearsed): Promise<ReadonlySet<string>> {
  const problems = await readAll(async (cursor) => {
    const page = await admin.call('listProblems', cursor === undefined ? {} : { cursor });
    return { rows: page.problems, cursor: page.cursor };
  });
  return new Set(
    problems
      .filter(({ jiraKey, field }) => announced.has(`${jiraKey} ${field}`))
      .map(({ jiraKey, remoteKey, field }) => {
        return `${jiraKey} ↔ ${remoteKey} ${FIELDS[field ?? ''] ?? field}`;
      }),
  );
}

/** `WEB-15 priority`, of the plan as it stands. */
async function listAnnounced({ admin }: Rehearsal): Promise<readonly string[]> {
  const rows = await readAll((cursor) =>
    admin.call('listBackfillRows', {
      mappingId: MAPPING,
      kind: 'change',
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  return rows.flatMap(({ row }) =>
    row.details.flatMap((detail) =>
      detail.kind === 'change' && row.kind === 'pair' ? [`${row.jira.key} ${detail.field}`] : [],
    ),
  );
}

const show = ({ issue, field, jira, redmine }: Difference): string =>
  `${issue} ${field}: Jira ${jira}, Redmine ${redmine}`;

void main();
