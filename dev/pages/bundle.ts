/**
 * Bundles what the browser runs: the preview itself, and each page of the app as Forge would, in a
 * bundle of its own.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { LAYER_ORDER, layerCompiledCss } from './compiled-css';

export interface Asset {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Files by name, as the pages ask for them. */
export type Assets = ReadonlyMap<string, Asset>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  logLevel: 'silent',
};

/**
 * Builds everything, in about two seconds.
 *
 * @param entryPoints of the app's pages, by resource, below `projectRoot`; each becomes
 * `<resource>.js`. The preview becomes `preview.js` and `preview.css`.
 * @throws esbuild's error, with every place, where something does not build.
 */
export async function bundlePages(
  projectRoot: string,
  entryPoints: Readonly<Record<string, string>>,
): Promise<Assets> {
  const outdir = join(projectRoot, '.cache', 'pages');
  const results = await Promise.all([
    build({
      ...COMMON,
      absWorkingDir: projectRoot,
      outdir,
      splitting: true,
      entryPoints: { preview: join('dev', 'pages', 'browser', 'main.tsx') },
      banner: { css: LAYER_ORDER },
      plugins: [oneTokensPackage(projectRoot), layeredStyles],
    }),
    build({ ...COMMON, absWorkingDir: projectRoot, outdir, entryPoints: { ...entryPoints } }),
  ]);
  const files = results.flatMap(({ outputFiles }) => outputFiles ?? []);
  return new Map(
    files.map(({ path, contents }) => [
      path.slice(outdir.length + 1),
      {
        contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
        body: new Uint8Array(contents),
      },
    ]),
  );
}

const layeredStyles: Plugin = {
  name: 'layered-styles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.compiled\.css$/ }, async ({ path }) => ({
      contents: layerCompiledCss(await readFile(path, 'utf8')),
      loader: 'css',
    }));
    onLoad({ filter: /preview\.css$/ }, async ({ path }) => ({
      contents: `@layer frame{${await readFile(path, 'utf8')}}`,
      loader: 'css',
    }));
  },
};

/**
 * Dozens of copies of the design tokens are installed, and an old one on top. The theme must be
 * set in the one whose names the components use: that of UI Kit's own types.
 */
function oneTokensPackage(projectRoot: string): Plugin {
  const require = createRequire(join(projectRoot, 'package.json'));
  const resolveDir = dirname(require.resolve('@atlaskit/forge-react-types/package.json'));
  return {
    name: 'one-tokens-package',
    setup: ({ onResolve, resolve }) => {
      onResolve({ filter: /^@atlaskit\/tokens(\/|$)/ }, ({ path, kind, pluginData }) =>
        pluginData === 'resolved'
          ? undefined
          : resolve(path, { kind, resolveDir, pluginData: 'resolved' }),
      );
    },
  };
}
