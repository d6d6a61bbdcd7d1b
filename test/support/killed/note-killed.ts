/** Notes where in the app runs were killed, for `npm run check:awaits`. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const noted = new Set<string>();

/**
 * Adds each new place to a file of this process in the folder that `KILLED_AWAITS` names; nothing is
 * noted where it names none.
 * @param places of the app's frames, as `src/sync/ring.ts:38:5`: line and column from 1
 */
export function noteKilled(places: readonly string[]): void {
  const folder = process.env.KILLED_AWAITS;
  const fresh = [...new Set(places)].filter((place) => !noted.has(place));
  if (!folder || fresh.length === 0) return;
  mkdirSync(folder, { recursive: true });
  for (const place of fresh) noted.add(place);
  appendFileSync(join(folder, `${process.pid}.txt`), fresh.map((place) => `${place}\n`).join(''));
}

/** Each once, of all processes. */
export function readKilled(folder: string): readonly string[] {
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').split('\n'),
  );
  return [...new Set(lines.filter((line) => line !== ''))];
}
