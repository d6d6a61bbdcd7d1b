/**
 * Packs the app with Atlassian's own bundler, as `forge deploy` does, and prints the sizes.
 * `node bundle.cjs [FOLDER]`: what would be uploaded goes to FOLDER, `out/forge-bundle` unless said
 * otherwise. `npm run bundle` comes first: the functions' code is packed as it made it.
 *
 * The loader that a deployment fetches from Atlassian's network is not part of the app: `loader.cjs`
 * takes its place (FORGE_RUNTIME_PATH is the bundler's own switch for that).
 */
const {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
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
    cpSync(join(__dirname, 'loader.cjs'), join(runtime, 'dist', 'loader.js'));
    writeFileSync(join(runtime, 'dist', 'wrapper.js'), '//');
    process.env.FORGE_RUNTIME_PATH = runtime;
    const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
    const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
    rmSync(target, { recursive: true, force: true });
    await packFunctions(config, join(target, 'backend'));
    await packPages(config, target);
  } finally {
    rmSync(runtime, { recursive: true });
  }
}

async function packFunctions(config, target) {
  const { FileSystemReader } = require('@forge/cli-shared');
  const { getEntryPoints, getNodeBundler, getWrapperProvider } = require('@forge/bundler');
  const provider = getWrapperProvider({ fileSystemReader: new FileSystemReader() });
  const { outputDir, additionalOutputs } = await getNodeBundler(QUIET, provider, config).bundle({
    appDirectory: ROOT,
    entryPoints: getEntryPoints(await config.getAppHandlers()),
  });
  cpSync(outputDir, target, { recursive: true });
  for (const [name, content] of additionalOutputs) writeFileSync(join(target, name), content);
  const code = readdirSync(outputDir).filter((name) => name.endsWith('.cjs'));
  printSize(
    'functions',
    code.map((name) => join(target, name)),
  );
}

async function packPages(config, target) {
  const { NativeUIBundler } = require('@forge/bundler');
  const pages = await config.getResources(['nativeUI']);
  const { nativeUiBundlesDetails } = await new NativeUIBundler(QUIET).bundleResources(pages);
  for (const { key, path } of nativeUiBundlesDetails) {
    cpSync(path, join(target, key), { recursive: true });
    printSize(key, [join(target, key, `${key}.js`)]);
  }
}

function printSize(name, files) {
  const codes = files.map((file) => readFileSync(file));
  const kb = (sizes) => `${(sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000).toFixed(0)} KB`;
  const compressed = codes.map((code) => gzipSync(code).length);
  console.log(`${name}: ${kb(codes.map(({ length }) => length))}, compressed ${kb(compressed)}`);
}

main(resolve(process.argv[2] ?? join(ROOT, 'out', 'forge-bundle'))).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
