/** The row about size: the whole module with all it imports. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Row } from './measure';

export async function measureBundle(): Promise<Row> {
  const { outputFiles } = await build({
    entryPoints: ['src/text/index.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
  return {
    measure: 'bundle, minified and gzipped',
    target: '≤ 45 KB',
    values: { ours: `${(bytes / 1_024).toFixed(1)} KB` },
  };
}
