/**
 * Bundles the simulation with the app once, so that a worker starts in a moment and a classic bug
 * can be put into the app without touching its files. Packages stay outside, unmodified.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** A bug to be put into the app. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** One exact piece of source, put in another's place. */
interface Edit {
  /** From the repository's root. */
  readonly file: string;
  /** Has to be there exactly once. */
  readonly snippet: string;
  readonly replacement: string;
}

export interface Bundle {
  /** Its source map lies beside it. */
  readonly file: string;
  remove(): void;
}

/** Inside the repository, so that the packages are found. */
const CACHE = resolve('node_modules', '.cache');

/**
 * A bundle of its own for every caller: simulations may run side by side.
 * @throws {Error} where a snippet of the mutation is not in its file exactly once
 */
export async function buildWorker(mutation?: Mutation): Promise<Bundle> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'simulation-'));
  const outfile = join(folder, 'worker.cjs');
  const sources = mutation ? mutate(mutation) : new Map<string, string>();
  await build({
    entryPoints: [resolve('test/simulation/worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [
      {
        name: 'mutations',
        setup(builder) {
          builder.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
            const contents = sources.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return { file: outfile, remove: () => rmSync(folder, { recursive: true }) };
}

/** The changed sources by their absolute paths. */
function mutate({ name, edits }: Mutation): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { file, snippet, replacement } of edits) {
    const path = resolve(file);
    const source = sources.get(path) ?? readFileSync(path, 'utf8');
    const count = source.split(snippet).length - 1;
    if (count !== 1) {
      throw new Error(`mutation "${name}": its snippet is ${count} times in ${file}, not once`);
    }
    sources.set(
      path,
      source.replace(snippet, () => replacement),
    );
  }
  return sources;
}
