/**
 * `npm run check:awaits -- FOLDER`: holds every `await` of the app against where it was killed, which
 * simulations and tests noted in that folder (`KILLED_AWAITS=FOLDER`). It fails with each that was
 * killed nowhere and is not left out for a reason. With `--no-fail` it only tells, since a few worlds
 * come to fewer awaits than twenty thousand.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import {
  type Await,
  findAwaitAt,
  findAwaits,
  isInPipeline,
  placeOf,
} from '../support/killed/find-awaits';
import { type LeftOut, NEVER_WAITING, NOT_REACHED } from '../support/killed/left-out';
import { readKilled } from '../support/killed/note-killed';

function main(folder: string, fails: boolean): void {
  const sources = listSources();
  const awaits = [...sources.values()].flatMap(findAwaits);
  const killed = new Set(
    readKilled(folder).flatMap((place) => findNoted(sources, awaits, place) ?? []),
  );
  const rest = awaits.filter((each) => !killed.has(each));
  const unwaiting = rest.filter((each) => isOneOf(NEVER_WAITING, each));
  const unreached = rest.filter((each) => isOneOf(NOT_REACHED, each));
  const missing = rest.filter((each) => !unwaiting.includes(each) && !unreached.includes(each));
  for (const each of missing) console.log(`not killed: ${placeOf(each)} ${each.code}`);
  console.log(
    `${awaits.length} awaits: ${killed.size} killed, ${unwaiting.length} wait for no call, ${unreached.length} are not reached, ${missing.length} are missing`,
  );
  const stale = [...NEVER_WAITING, ...NOT_REACHED].filter(
    (one) => !awaits.some((each) => isOneOf([one], each)),
  );
  for (const { file, codes } of stale) console.log(`left out, and not there: ${file} ${codes}`);
  if (fails && missing.length + stale.length > 0) process.exitCode = 1;
}

const isOneOf = (left: readonly LeftOut[], { file, code }: Await): boolean =>
  left.some((one) => one.file === file && one.codes.some((start) => code.startsWith(start)));

function listSources(): ReadonlyMap<string, ts.SourceFile> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter((file) => isInPipeline(file) && file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(file, 'utf8');
      return [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)];
    }),
  );
}

/** The await at a place, as frames are noted. */
function findNoted(
  sources: ReadonlyMap<string, ts.SourceFile>,
  awaits: readonly Await[],
  place: string,
): Await | undefined {
  const [file = '', line, column] = place.split(':');
  const source = sources.get(file);
  if (!source) return undefined;
  const offset = source.getPositionOfLineAndCharacter(Number(line) - 1, Number(column) - 1);
  return findAwaitAt(awaits, file, offset);
}

const { values, positionals } = parseArgs({
  options: { fail: { type: 'boolean', default: true } },
  allowNegative: true,
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Killed where? KILLED_AWAITS=FOLDER npm test, then npm run check:awaits -- FOLDER');
  process.exit(1);
}
main(folder, values.fail);
