/**
 * Cuts a failing world down to the steps and strokes that it needs, by delta debugging: whatever can
 * be left out with the same invariant still broken is left out.
 * @see https://www.st.cs.uni-saarland.de/papers/tse2002/ (Zeller, Hildebrandt: ddmin)
 */
import { type Life, live } from './live';
import type { Step } from './script/steps';
import { writeScript } from './script/write-script';

/** Worlds that a shrinking may run. */
const MAX_WORLDS = 400;

/** @returns the script that is left, in words, a line a step, stroke and finding */
export async function shrink(seed: number): Promise<readonly string[]> {
  const first = await live({ script: writeScript(seed) });
  const what = nameOf(first);
  if (what === undefined) return [];
  let left = MAX_WORLDS;
  let best: Life = first;
  const stillFails = async (steps: readonly Step[], spared: ReadonlySet<string>) => {
    if (left <= 0) return false;
    left -= 1;
    const life = await live({ script: { seed, steps, spares: [] }, spared });
    const fails = life.broken.some((line) => line.startsWith(what));
    if (fails) best = life;
    return fails;
  };

  let { steps } = first;
  let spared: ReadonlySet<string> = new Set();
  const strokes = () => best.strokes.map(({ key }) => key);
  // Without any stroke it would be the shortest; then the steps, and the strokes that are left.
  const all = new Set(strokes());
  if (await stillFails(steps, all)) spared = all;
  steps = await reduce(steps, (some) => stillFails(some, spared));
  const needed = await reduce(strokes(), (some) =>
    stillFails(steps, new Set([...spared, ...strokes().filter((key) => !some.includes(key))])),
  );
  spared = new Set([...spared, ...strokes().filter((key) => !needed.includes(key))]);
  steps = await reduce(steps, (some) => stillFails(some, spared));

  const last = await live({ script: { seed, steps, spares: [] }, spared, traces: true });
  return [
    `${steps.length} of ${first.steps.length} steps and ${last.strokes.length} of ${first.strokes.length} strokes are needed:`,
    ...steps.map(({ id, act }) => `  [${id}] ${JSON.stringify(act)}`),
    ...last.strokes.map(({ key, what: stroke }) => `  stroke ${key}: ${stroke}`),
    'what happens then:',
    ...last.trace.map((line) => `  ${line}`),
    ...last.broken.map((line) => `  => ${line}`),
  ];
}

/** The invariant that is broken, without which issue it was. */
function nameOf({ broken }: Life): string | undefined {
  return broken[0]?.split(' ', 2).join(' ');
}

/** Leaves out what can be left out, in ever smaller pieces. */
async function reduce<T>(
  items: readonly T[],
  fails: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = items;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1 && kept.length > 0) {
    let start = 0;
    while (start < kept.length) {
      const some = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (await fails(some)) kept = some;
      else start += size;
    }
    size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return kept;
}
