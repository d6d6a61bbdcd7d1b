/**
 * One cold start, in a process of its own: `cold-start.ts STORE BUNDLE PROJECT` loads the bundle inside of
 * the first event's invocation, as Forge does, and prints how long it took.
 */
import '../forge-host/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { createForgeHost } from '../forge-host/create-forge-host';
import { parseManifest } from '../forge-host/manifest';
import { createOffsetClock } from '../offset-clock';
import { createLmdbStore } from '../store/lmdb-store';

type AppFunction = (...args: unknown[]) => unknown;

const [storeFolder = '', bundleFile = '', projectId = ''] = process.argv.slice(2);
const manifest = parseManifest(readFileSync('manifest.yml', 'utf8'));
const load = createRequire(__filename);

async function answerFirst(name: string, args: unknown[]): Promise<void> {
  const startMs = performance.now();
  const usedBefore = process.cpuUsage();
  const app = load(bundleFile) as Readonly<Record<string, AppFunction>>;
  const loadedMs = performance.now();
  await app[name]?.(...args);
  const answeredMs = performance.now();
  const used = process.cpuUsage(usedBefore);
  const answer = {
    loadMs: loadedMs - startMs,
    answerMs: answeredMs - loadedMs,
    processorMs: (used.user + used.system) / 1000,
  };
  // Not by the console, which is the function's log here.
  process.stdout.write(JSON.stringify(answer));
  process.exit(0);
}

const noCall = () => Promise.reject(new Error('the door of an event calls no tracker'));

createForgeHost({
  manifest,
  app: Object.fromEntries(
    manifest.modules.function.map(({ handler }) => {
      const name = handler.slice('index.'.length);
      return [name, (...args: unknown[]) => answerFirst(name, args)];
    }),
  ),
  store: createLmdbStore(storeFolder),
  clock: createOffsetClock(),
  random: Math.random,
  webTriggerBaseUrl: 'http://127.0.0.1:8420',
  timers: 'manual',
  jira: noCall,
  egress: noCall,
}).deliverEvent({
  eventType: 'avi:jira:updated:issue',
  selfGenerated: false,
  timestamp: String(Date.now()),
  issue: { id: '10001', key: 'WEB-1', fields: { project: { id: projectId } } },
  changelog: { id: '10001' },
});
