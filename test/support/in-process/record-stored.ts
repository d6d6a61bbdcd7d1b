/**
 * Records what this version of the app stores and queues, for versions to come:
 * `npm run record:stored -- VERSION` writes `test/fixtures/stored/VERSION/`. Run once per release,
 * and never again for a version that is out.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryStore } from '../../../dev/store/memory-store';
import type { KeyedStore } from '../../../dev/store/store';
import { type InProcessWorld, openInProcessWorld } from './open-in-process-world';

const KVS_ROOT = 'kvs/';
const QUEUE_ROOT = 'queue/event/';

interface QueuedEvent {
  readonly queueName: string;
  readonly bodyJson: string;
}

/** A store that remembers every event that was ever queued. */
function rememberJobs(inner: KeyedStore): { store: KeyedStore; jobs: Map<string, unknown> } {
  const jobs = new Map<string, unknown>();
  const note = (key: string, value: unknown) => {
    if (!key.startsWith(QUEUE_ROOT)) return;
    const { queueName, bodyJson } = value as QueuedEvent;
    const body = JSON.parse(bodyJson) as { kind: string; cause?: string };
    // One of each kind and cause says all that there is to say of the shape.
    jobs.set(`${body.kind} ${body.cause ?? ''}`, { queueName, body });
  };
  return {
    jobs,
    store: {
      get: (key) => inner.get(key),
      remove: (key) => inner.remove(key),
      range: (prefix, startAfter) => inner.range(prefix, startAfter),
      close: () => inner.close(),
      put(key, value) {
        note(key, value);
        inner.put(key, value);
      },
      batch(changes) {
        for (const change of changes) if (change.kind === 'put') note(change.key, change.value);
        inner.batch(changes);
      },
    },
  };
}

/** Lives through everything that leaves a document behind. */
async function live(world: InProcessWorld): Promise<void> {
  await world.configure({ fields: { description: { onConflict: 'merge' } } });
  const keys: string[] = [];
  for (const summary of ['Basket', 'Checkout', 'Search', 'Parted']) {
    const { body } = await world.asJira('ada', 'POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary,
        description: adf('first words'),
      },
    });
    keys.push(body.key);
    await world.settle();
  }
  const [basket = '', checkout = '', search = '', parted = ''] = keys;
  const twins = await world.asRedmine('ada', 'GET', '/issues.json?status_id=*&sort=id&limit=100');
  const idOf = (subject: string): number =>
    twins.body.issues.find((issue: { subject: string }) => issue.subject === subject).id;

  await world.asJira('ada', 'PUT', `/issue/${basket}`, {
    fields: {
      description: adf('first words', 'and more'),
      assignee: { id: world.jira.accounts.ada },
    },
  });
  await world.asJira('ada', 'POST', `/issue/${basket}/comment`, { body: adf('a remark') });
  await world.settle();
  // A conflict.
  await world.asRedmine('ada', 'PUT', `/issues/${idOf('Checkout')}.json`, {
    issue: { subject: 'Checkout in Redmine' },
  });
  await world.asJira('ada', 'PUT', `/issue/${checkout}`, {
    fields: { summary: 'Checkout in Jira' },
  });
  await world.settle();
  // A problem: a value without a row.
  await world.asJira('ada', 'PUT', `/issue/${search}`, {
    fields: { priority: { name: 'Lowest' } },
  });
  await world.settle();
  const issue = await world.asJira('ada', 'GET', `/issue/${parted}`);
  await world.askPanel(
    { id: issue.body.id, projectId: issue.body.fields.project.id },
    'unlinkIssue',
  );
  // A claim that stands: the run is cut off after the create.
  world.host.faults.add([
    {
      target: 'redmine',
      method: 'POST',
      path: /issues\.json/,
      times: 1,
      effect: { kind: 'crash', when: 'after' },
    },
  ]);
  await world.asJira('ada', 'POST', '/issue', {
    fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, summary: 'Cut off' },
  });
  await world.host.idle({ timeoutMs: 10_000, advance: false });
  world.host.faults.clear();
  // A dead letter: Redmine refuses the write.
  world.host.faults.add([
    {
      target: 'redmine',
      method: 'PUT',
      path: new RegExp(`/issues/${idOf('Basket')}\\.json`),
      effect: {
        kind: 'answer',
        status: 422,
        body: JSON.stringify({ errors: ['Subject is refused'] }),
      },
    },
  ]);
  await world.asJira('ada', 'PUT', `/issue/${basket}`, { fields: { summary: 'Basket, refused' } });
  await world.host.idle({ timeoutMs: 10_000, advance: false });
  world.host.faults.clear();
  await world.host.timers.run('sweep');
  await world.host.timers.run('verify');
  await world.callAdmin('pauseMapping', { mappingId: 'web' });
  await world.host.idle({ timeoutMs: 10_000, advance: false });
}

function adf(...paragraphs: readonly string[]): object {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}

async function main(): Promise<void> {
  const [version] = process.argv.slice(2);
  if (!version || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('name the version: 1.2.3');
  const folder = join('test', 'fixtures', 'stored', version);
  if (existsSync(folder)) throw new Error(`${folder} is there: a version that is out stays`);
  const { store, jobs } = rememberJobs(createMemoryStore());
  const world = openInProcessWorld({ store });
  await live(world);
  const records = [...store.range(KVS_ROOT)].map(([key, value]) => {
    const record = value as { readonly json: string };
    return { key: key.slice(KVS_ROOT.length), value: JSON.parse(record.json) as unknown };
  });
  world.host.stop();
  mkdirSync(folder, { recursive: true });
  write(join(folder, 'kvs.json'), records);
  write(join(folder, 'jobs.json'), [...jobs.values()]);
  for (const { key } of records) console.log(key);
  for (const name of jobs.keys()) console.log(`job: ${name}`);
  console.log(world.logs.join('\n'));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
