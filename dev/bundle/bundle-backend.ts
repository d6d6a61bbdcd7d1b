/**
 * Makes the code that Forge uploads for the functions, in the folder that `app.package` of the
 * manifest names: `index.cjs` with the handlers, and beside it pieces of minified CommonJS, which a
 * handler loads with its first call (docs/decisions/009-own-bundle.md).
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/packaging/standard/
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile, transform } from 'esbuild';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  app: z.object({
    runtime: z.object({ name: z.string().regex(/^nodejs\d+\.x$/) }),
    package: z.object({ bundler: z.literal('manual@2026'), path: z.string() }),
  }),
});

export interface BackendBundle {
  /** The module whose exports are the handlers. */
  readonly file: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** The largest first. */
  readonly loads: readonly Load[];
  /** Bytes by package, or by folder of `src`; the largest first. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
}

/** What the first call of a handler loads. */
export interface Load {
  /** `src/entry/jira-event.ts` */
  readonly door: string;
  readonly file: string;
  /** With everything that the file loads at once. */
  readonly bytes: number;
}

/**
 * Builds it, in a few seconds. The source maps go to a folder beside it, for reading stack traces,
 * and are not uploaded.
 * @throws esbuild's error, with every place, where something does not build
 */
export async function bundleBackend(projectRoot: string): Promise<BackendBundle> {
  const { app } = manifestSchema.parse(
    parse(readFileSync(join(projectRoot, 'manifest.yml'), 'utf8')),
  );
  const folder = join(projectRoot, app.package.path);
  const maps = `${folder}-maps`;
  const common = {
    minify: true,
    platform: 'node',
    target: `node${/\d+/.exec(app.runtime.name)}`,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  } as const satisfies BuildOptions;
  const { outputFiles, metafile } = await build({
    ...common,
    absWorkingDir: projectRoot,
    entryPoints: [join('src', 'index.ts')],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // esbuild splits ES modules only; each becomes CommonJS below.
    format: 'esm',
    splitting: true,
    sourcemap: 'inline',
    write: false,
    metafile: true,
  });
  for (const path of [folder, maps]) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  }
  const sizes = new Map<string, number>();
  let gzippedBytes = 0;
  for (const { path, text } of outputFiles) {
    const { code, map } = await transform(text, {
      ...common,
      format: 'cjs',
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcefile: basename(path),
    });
    writeFileSync(path, code);
    writeFileSync(join(maps, `${basename(path)}.map`), map);
    sizes.set(relative(projectRoot, path).replaceAll('\\', '/'), Buffer.byteLength(code));
    gzippedBytes += gzipSync(code, { level: 9 }).length;
  }
  return {
    file: join(folder, 'index.cjs'),
    bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    gzippedBytes,
    loads: measureLoads(metafile, sizes).map((load) => ({
      ...load,
      file: join(projectRoot, load.file),
    })),
    parts: measureParts(metafile),
  };
}

function measureLoads({ outputs }: Metafile, sizes: ReadonlyMap<string, number>): readonly Load[] {
  const loads = Object.entries(outputs).flatMap(([file, { entryPoint }]): Load[] => {
    if (!entryPoint?.startsWith('src/entry/')) return [];
    const loaded = [...collectImported(outputs, file)];
    const bytes = loaded.reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0);
    return [{ door: entryPoint, file, bytes }];
  });
  return loads.toSorted((a, b) => b.bytes - a.bytes);
}

/** The file, what it imports at once, and what that imports. */
function collectImported(
  outputs: Metafile['outputs'],
  file: string,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, kind } of outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && path in outputs) collectImported(outputs, path, seen);
  }
  return seen;
}

function measureParts({ outputs }: Metafile): BackendBundle['parts'] {
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = namePart(path);
      parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].toSorted(([, a], [, b]) => b - a);
}

/** `zod`, `@forge/api`, `src/text`. */
function namePart(path: string): string {
  const inPackage = path.split('node_modules/').at(-1);
  if (inPackage === undefined || inPackage === path) return path.split('/').slice(0, 2).join('/');
  return inPackage
    .split('/')
    .slice(0, inPackage.startsWith('@') ? 2 : 1)
    .join('/');
}
