/** The packages of other people whose code is in what is deployed: the functions' bundle and the pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or where to read. */
  readonly licence: string;
  /** Of the package as the registry has it: `sha512-…`. */
  readonly integrity: string | undefined;
  /** The file's text; empty where the package brings none. */
  readonly licenceText: string;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional() }),
  ),
});
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

const ENTRY_POINTS = [
  'src/index.ts',
  'src/frontend/admin/index.tsx',
  'src/frontend/issue-panel/index.tsx',
];
const LICENCE_FILE = /^licen[cs]e(\.md|\.txt)?$/i;

/** By name. */
export async function listShipped(projectRoot: string): Promise<readonly ShippedPackage[]> {
  const { packages } = lockSchema.parse(
    JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')),
  );
  const folders = await listBundledFolders(projectRoot);
  return folders.map((folder) => {
    const path = join(projectRoot, folder);
    const { name, version, license } = packageSchema.parse(
      JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')),
    );
    const file = readdirSync(path).find((each) => LICENCE_FILE.test(each));
    return {
      name,
      version,
      licence: license,
      integrity: packages[folder]?.integrity,
      licenceText: file ? readFileSync(join(path, file), 'utf8').replace(/\r/g, '').trim() : '',
    };
  });
}

/** `node_modules/zod`, `node_modules/a/node_modules/b`. */
async function listBundledFolders(projectRoot: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ENTRY_POINTS,
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    preserveSymlinks: true,
    logLevel: 'silent',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
  const folders = inputs.flatMap(
    (path) => /^.*node_modules\/(@[^/]+\/)?[^/@][^/]*(?=\/)/.exec(path)?.[0] ?? [],
  );
  return [...new Set(folders)].toSorted();
}
