/**
 * What the pages cost on a grown site, from the host's ledger: `npm run bench:pages`. Storage takes
 * 100 ms a request on a virtual clock, so that every machine prints the same.
 */
import * as z from 'zod';
import { createMemoryStore } from '../store/memory-store';
import type { KeyedStore } from '../store/store';
import { createVirtualClock } from '../virtual-clock';
import { createPlainIssue } from './bench-issues';
import { type BenchWorld, createBenchWorld } from './bench-world';

const LINKS = 10_000;
const CONFLICTS = 500;
const AUDIT_ENTRIES = 5_000;
const STORAGE_MS = 100;
const MAX_MS = 1_500;
const MAX_ANSWER_BYTES = 200 * 1024;
const LONG_TEXT = 'The second voucher is counted twice in the cart. '.repeat(200);

interface PageCall {
  readonly call: string;
  readonly payload?: object;
  /** Default: a page does not show before this has come. */
  readonly isAskedFor?: true;
}

/** The second page of each list is asked for, too. */
const CALLS: readonly PageCall[] = [
  { call: 'getOverview' },
  { call: 'listProblems', payload: {} },
  { call: 'listConflicts', payload: {} },
  { call: 'getConflict', payload: { linkId: 'main:100001', field: 'description' } },
  { call: 'listAudit', payload: {} },
  { call: 'listAudit', payload: { kind: 'conflict-decided' } },
  { call: 'getAuditState' },
  { call: 'exportConfiguration' },
  { call: 'exportAudit', payload: { format: 'csv' }, isAskedFor: true },
  { call: 'exportAudit', payload: { format: 'jsonl' }, isAskedFor: true },
];

const paged = z.object({ cursor: z.string().nullable() });

async function main(): Promise<void> {
  const clock = createVirtualClock(Date.parse('2026-11-21T12:00:00Z'));
  const store = createMemoryStore();
  const world = await createBenchWorld({ clock, host: { store } });
  await createPlainIssue(world);
  growStorage(store, clock.nowMs());
  await world.host.advance(10_000);
  world.host.faults.add([{ target: 'kvs', effect: { kind: 'delay', delayMs: STORAGE_MS } }]);

  console.log(`${LINKS} links, ${CONFLICTS} conflicts, ${AUDIT_ENTRIES} audit entries`);
  const results: boolean[] = [];
  for (const opened of CALLS) {
    const first = await measure(world, clock, opened);
    results.push(first.isWithin);
    const next = paged.safeParse(first.answer);
    if (!next.success || next.data.cursor === null) continue;
    const payload = { ...opened.payload, cursor: next.data.cursor };
    results.push((await measure(world, clock, { ...opened, payload })).isWithin);
  }
  console.log(results.every(Boolean) ? '\nall within their limits' : '\nsome over their limits');
  if (!results.every(Boolean)) process.exitCode = 1;
  world.host.stop();
}

async function measure(
  world: BenchWorld,
  clock: ReturnType<typeof createVirtualClock>,
  { call, payload, isAskedFor }: PageCall,
): Promise<{ readonly answer: unknown; readonly isWithin: boolean }> {
  world.host.ledger.reset();
  const startMs = clock.nowMs();
  let isDone = false;
  const asked = world.askAdmin(call, payload).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    const nextMs = clock.nextWaiterMs();
    if (!isDone && nextMs !== null && nextMs !== undefined) clock.moveTo(nextMs);
  }
  const answer = await asked;
  const tookMs = clock.nowMs() - startMs;
  const bytes = Buffer.byteLength(JSON.stringify(answer) ?? '');
  const { reads, writes } = world.host.ledger.read().kvs;
  const maxMs = isAskedFor ? Number.POSITIVE_INFINITY : MAX_MS;
  const isWithin = tookMs <= maxMs && bytes <= MAX_ANSWER_BYTES;
  const words = Object.entries(payload ?? {}).map(([key, value]) =>
    key === 'cursor' ? 'next page' : String(value),
  );
  const which = [call, ...words].join(', ');
  console.log(
    `  ${which}: ${reads.count} storage reads, ${toKb(reads.bytes)} read, ${writes.count} writes; ` +
      `${tookMs} ms of storage latency${isAskedFor ? '' : ` (at most ${MAX_MS})`}; ` +
      `${toKb(bytes)} answered (at most ${toKb(MAX_ANSWER_BYTES)})${isWithin ? '' : '  <- over'}`,
  );
  return { answer, isWithin };
}

const toKb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const LINK_PREFIX = 'kvs/entity/link/';
const AUDIT_PREFIX = 'kvs/entity/audit/';

/** Copies what the app itself stored for one issue, as often as a grown site has it. */
function growStorage(store: KeyedStore, nowMs: number): void {
  const [link] = [...store.range(LINK_PREFIX)];
  const [audit] = [...store.range(AUDIT_PREFIX)];
  if (!link || !audit) throw new Error('nothing was linked');
  for (let index = 1; index <= LINKS; index += 1) {
    const id = `main:${100_000 + index}`;
    store.put(
      `${LINK_PREFIX}${id}`,
      change(link[1], (value) => grownLink(value, id, index, nowMs)),
    );
  }
  for (let index = 1; index <= AUDIT_ENTRIES; index += 1) {
    // The first of all concerns no link, as the first import does.
    const id = index === AUDIT_ENTRIES ? 'none' : `main:${100_000 + index}`;
    const key = `${AUDIT_PREFIX}${id}:${String(index).padStart(8, '0')}`;
    // The last four days, so that a day alone does not fill the page.
    const atMs = nowMs - Math.floor((index * 4 * 86_400_000) / AUDIT_ENTRIES);
    store.put(
      key,
      change(audit[1], (value) => ({
        ...value,
        link: id,
        stream: id,
        day: new Date(atMs).toISOString().slice(0, 10),
        at: atMs,
      })),
    );
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a stored document, changed from behind
type Loose = any;

function grownLink(value: Loose, id: string, index: number, nowMs: number): Loose {
  const isConflict = index <= CONFLICTS;
  const text = (words: string) => ({ format: 'textile', source: `${words} ${LONG_TEXT}` });
  const conflict = {
    field: 'description',
    kind: 'both-changed',
    jira: text('Jira'),
    remote: text('Redmine'),
    labels: { jira: null, remote: null },
    foundAtMs: nowMs - index * 60_000,
    jiraAuthor: null,
    remoteAuthor: null,
  };
  const { sides } = value.body;
  return {
    ...value,
    state: isConflict ? 'conflict' : 'ok',
    body: {
      ...value.body,
      id,
      conflicts: isConflict ? [conflict] : [],
      sides: {
        jira: { ...sides.jira, issueId: String(500_000 + index), key: `WEB-${1000 + index}` },
        remote: { ...sides.remote, issueId: String(100_000 + index), key: `#${100_000 + index}` },
      },
    },
  };
}

function change(record: unknown, turn: (value: Loose) => Loose): unknown {
  const stored = record as { readonly json: string };
  return { ...stored, json: JSON.stringify(turn(JSON.parse(stored.json))) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
