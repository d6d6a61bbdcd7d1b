/**
 * `npm run simulate:selftest`: puts each classic bug into the app and shows that the simulation fails
 * within 500 seeds, and that the seed passes without the bug. `--only WORDS` takes those whose names
 * hold the words, `--workers N` processes instead of one for each core. The last line is `N found, M missed`.
 */
import { parseArgs } from 'node:util';
import { buildWorker, type Mutation } from './build';
import { MUTATIONS } from './mutations';
import { runSeeds, type WorldReport } from './run-seeds';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    workers: { type: 'string' },
  },
});

/** Seeds run at a time, so that a bug that is found soon costs little. */
const BATCH = 50;

async function main(): Promise<void> {
  const sound = await buildWorker();
  const health = new Health(sound.file);
  let found = 0;
  let missed = 0;
  for (const mutation of MUTATIONS.filter(({ name }) => name.includes(values.only))) {
    const world = await findFailure(mutation, health);
    if (world) {
      found += 1;
      console.log(`found   ${mutation.name}: seed ${world.seed}: ${world.broken[0]}`);
    } else {
      missed += 1;
      console.log(`MISSED  ${mutation.name}: ${values.seeds} seeds pass`);
    }
  }
  sound.remove();
  console.log(`${found} found, ${missed} missed`);
  process.exitCode = missed === 0 ? 0 : 1;
}

/** The first world that fails with the bug and does not without it. */
async function findFailure(mutation: Mutation, health: Health): Promise<WorldReport | null> {
  const bundle = await buildWorker(mutation);
  try {
    return await findFailureIn(bundle.file, health);
  } finally {
    bundle.remove();
  }
}

async function findFailureIn(bundle: string, health: Health): Promise<WorldReport | null> {
  const first = Number(values.from);
  const until = first + Number(values.seeds);
  for (let from = first; from < until; from += BATCH) {
    const count = Math.min(BATCH, until - from);
    const failures = await listFailures(bundle, from, count);
    if (failures.length === 0) continue;
    const unsound = await health.listUnsound(from, count);
    const found = failures.find(({ seed }) => !unsound.has(seed));
    if (found) return found;
  }
  return null;
}

async function listFailures(
  bundle: string,
  from: number,
  count: number,
): Promise<readonly WorldReport[]> {
  const failures: WorldReport[] = [];
  await runSeeds({
    bundle,
    from,
    count,
    ...(values.workers ? { workers: Number(values.workers) } : {}),
    onWorld: (world) => {
      if (world.broken.length > 0) failures.push(world);
    },
  });
  return failures.sort((left, right) => left.seed - right.seed);
}

/** Which seeds fail without any bug of ours: they show nothing. */
class Health {
  private readonly known = new Map<number, Promise<ReadonlySet<number>>>();

  constructor(private readonly sound: string) {}

  listUnsound(from: number, count: number): Promise<ReadonlySet<number>> {
    const known =
      this.known.get(from) ??
      listFailures(this.sound, from, count).then(
        (failures) => new Set(failures.map(({ seed }) => seed)),
      );
    this.known.set(from, known);
    return known;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
