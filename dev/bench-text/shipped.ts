/** The module as it is shipped: bundled, as the peers' packages are. */
import { createRequire } from 'node:module';
import { build } from 'esbuild';

type Shipped = Pick<typeof import('../../src/text'), 'markdownToAdf' | 'textileToAdf'>;

export async function loadShipped(): Promise<Shipped> {
  const { outputFiles } = await build({
    entryPoints: ['src/text/index.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
  });
  const module = { exports: {} as Shipped };
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(
    module,
    module.exports,
    createRequire(`${process.cwd()}/package.json`),
  );
  return module.exports;
}
