/** What a simulation did, for people: how many of each kind, and how fast. */
import type { SeedsResult } from '../run-seeds';
import type { AwaitReport } from './awaits';

const SECTIONS = [
  ['edit: ', 'human edits'],
  ['first sync: ', 'of them steps of first syncs'],
  ['between: ', 'of them between a call and its being carried out'],
  ['bell: ', 'bells'],
  ['outage: ', 'outages'],
  ['fault: ', 'faults'],
  ['kill: ', 'kills, by the call at which'],
] as const;

export function printReport(
  result: SeedsResult,
  wallMs: number,
  awaits: readonly AwaitReport[],
): void {
  const { tally, edits, cpuMs, passed, failed } = result;
  for (const [prefix, title] of SECTIONS) {
    const rows = tally.under(prefix);
    if (rows.length === 0) continue;
    console.log(`${title}: ${tally.sum(prefix)}`);
    for (const [what, count] of rows) console.log(`${String(count).padStart(8)} ${what}`);
  }
  printNotKilled(result);
  printAwaits(awaits);
  const perCore = Math.round(edits / (cpuMs / 1000));
  const perSecond = Math.round(edits / (wallMs / 1000));
  console.log(
    `${edits} human edits (${perCore} a second of one core, ${perSecond} a second by the clock); ${tally.sum('fault: ')} faults, ${tally.sum('kill: ')} kills`,
  );
  console.log(`${passed} passed, ${failed} failed`);
}

/** Call places at which no run was ended, though calls were made there. */
function printNotKilled({ tally }: SeedsResult): void {
  const killed = new Set(tally.under('kill: ').map(([what]) => what));
  const places = tally.under('call: ');
  const missing = places.flatMap(([place, calls]) =>
    (['before', 'after'] as const)
      .filter((when) => !killed.has(`${place} ${when}`))
      .map((when) => `${String(calls).padStart(8)} calls of ${place}: never killed ${when}`),
  );
  const all = places.length * 2;
  console.log(`call places, each before and after: ${all - missing.length} of ${all} killed`);
  for (const line of missing) console.log(line);
}

function printAwaits(awaits: readonly AwaitReport[]): void {
  if (awaits.length === 0) return;
  const missing = awaits.filter(({ kills }) => kills === 0);
  console.log(
    `awaits of the pipeline: ${awaits.length - missing.length} of ${awaits.length} killed`,
  );
  for (const { place, code } of missing) console.log(`         not killed: ${place} ${code}`);
}
