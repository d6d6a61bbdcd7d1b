/**
 * Makes the code that Forge uploads for the functions: one minified CommonJS file, in the folder
 * that `app.package` of the manifest names (docs/decisions/009-own-bundle.md).
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/packaging
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  app: z.object({
    runtime: z.object({ name: z.string().regex(/^nodejs\d+\.x$/) }),
    package: z.object({ bundler: z.literal('manual@2026'), path: z.string() }),
  }),
});

export interface BackendBundle {
  readonly file: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** Bytes by package, or by folder of `src`; the largest first. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
}

/**
 * Builds it, in about a second. The source map goes beside the folder, for reading stack traces,
 * and is not uploaded.
 * @throws esbuild's error, with every place, where something does not build
 */
export async function bundleBackend(projectRoot: string): Promise<BackendBundle> {
  const { app } = manifestSchema.parse(
    parse(readFileSync(join(projectRoot, 'manifest.yml'), 'utf8')),
  );
  const file = join(projectRoot, app.package.path, 'index.cjs');
  const { outputFiles, metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [join('src', 'index.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: `node${/\d+/.exec(app.runtime.name)}`,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'external',
    logLevel: 'silent',
  });
  rmSync(dirname(file), { recursive: true, force: true });
  mkdirSync(dirname(file), { recursive: true });
  for (const { path, contents } of outputFiles) {
    writeFileSync(path === file ? file : `${dirname(file)}.map`, contents);
  }
  const code = readFileSync(file);
  return {
    file,
    bytes: code.length,
    gzippedBytes: gzipSync(code, { level: 9 }).length,
    parts: measureParts(metafile),
  };
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
