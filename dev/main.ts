/** `npm start`: the whole product on this machine. `docs/local-host.md` is its manual. */
import './forge-host/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleBackend } from './bundle/bundle-backend';
import { readSavedTimeMs } from './forge-host/create-forge-host';
import { parseManifest } from './forge-host/manifest';
import { StartError } from './host-server/start-error';
import { type LocalHost, startLocalHost } from './host-server/start-local-host';
import { parseStartOptions } from './host-server/start-options';
import { createOffsetClock } from './offset-clock';
import { createLmdbStore } from './store/lmdb-store';
import { createMemoryStore } from './store/memory-store';

const PROJECT_ROOT = join(__dirname, '..');
/** A host that does not end in this time is left as it is; everything of worth is in its store. */
const SHUTDOWN_MS = 4000;

// Both are loaded late, when the globals of the Forge runtime are there for `@forge/*` to find.
type App = Readonly<Record<string, unknown>>;

async function loadBundle(): Promise<App> {
  const { file } = await bundleBackend(PROJECT_ROOT);
  return createRequire(__filename)(file) as App;
}

async function start(): Promise<LocalHost> {
  const options = parseStartOptions(process.argv.slice(2), process.env);
  const store = options.dataFolder ? createLmdbStore(options.dataFolder) : createMemoryStore();
  const app: App = options.bundled ? await loadBundle() : await import('../src/index');
  return startLocalHost({
    options,
    app,
    store,
    manifest: parseManifest(readFileSync(join(PROJECT_ROOT, 'manifest.yml'), 'utf8')),
    clock: createOffsetClock(readSavedTimeMs(store)),
    projectRoot: PROJECT_ROOT,
  });
}

function endOnSignal(host: LocalHost): void {
  const end = () => {
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
    void host.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

// A function that lets a promise fall takes down itself in Forge, not the platform.
process.on('unhandledRejection', (reason) => console.error('[host] unhandled rejection:', reason));

start().then(
  (host) => {
    endOnSignal(host);
    console.log(`ready ${host.url}`);
  },
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message.replace(/\s+/g, ' ') : error);
    process.exit(1);
  },
);
