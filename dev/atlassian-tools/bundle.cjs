/**
 * Bundles the app with Atlassian's own bundler, as `forge deploy` does, and prints the sizes.
 * `node bundle.cjs [FOLDER]`: the bundles go to FOLDER, `out/forge-bundle` unless said otherwise.
 *
 * The loader and wrapper that a deployment fetches from Atlassian's network are not part of the
 * app: the local host takes their place (FORGE_RUNTIME_PATH is the bundler's own switch for that).
 */
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { gzipSync } = require('node:zlib');

const ROOT = join(__dirname, '..', '..');
const QUIET = { info: () => {}, debug: () => {}, warn: (line) => console.warn(line) };

async function main(target) {
  process.chdir(ROOT);
  const runtime = mkdtempSync(join(tmpdir(), 'forge-runtime-'));
  try {
    mkdirSync(join(runtime, 'dist'));
    for (const part of ['loader', 'wrapper'])
      writeFileSync(join(runtime, 'dist', `${part}.js`), '//');
    process.env.FORGE_RUNTIME_PATH = runtime;
    const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
    const bundler = require('@forge/bundler');
    const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
    const { outputDir } = await bundler
      .getNodeBundler(
        QUIET,
        bundler.getWrapperProvider({ fileSystemReader: new FileSystemReader() }),
        config,
      )
      .bundle({
        appDirectory: ROOT,
        entryPoints: bundler.getEntryPoints(await config.getAppHandlers()),
      });
    rmSync(target, { recursive: true, force: true });
    cpSync(outputDir, join(target, 'backend'), { recursive: true });
    printSize('backend', join(target, 'backend', 'index.cjs'));

    const pages = await config.getResources(['nativeUI']);
    const { nativeUiBundlesDetails } = await new bundler.NativeUIBundler(QUIET).bundleResources(
      pages,
    );
    for (const { key, path } of nativeUiBundlesDetails) {
      cpSync(path, join(target, key), { recursive: true });
      printSize(key, join(target, key, `${key}.js`));
    }
  } finally {
    rmSync(runtime, { recursive: true });
  }
}

function printSize(name, file) {
  const code = readFileSync(file);
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(`${name}: ${kb(code.length)}, gzipped ${kb(gzipSync(code).length)}`);
}

main(resolve(process.argv[2] ?? join(ROOT, 'out', 'forge-bundle'))).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
