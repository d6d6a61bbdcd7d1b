/** The audit's way to a log collector, on a real socket. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePair, renameInJira } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { readLines } from '../../support/in-process/read-audit';
import { type LogReceiver, startLogReceiver } from '../../support/log-receiver';

const TOKEN = 'collector-token-that-nobody-sees';

let receiver: LogReceiver;
let world: InProcessWorld;

beforeEach(async () => {
  receiver = await startLogReceiver();
  world = openInProcessWorld({
    egress: [new URL(receiver.url).origin],
    elsewhere: (request) => (request.url.startsWith(receiver.url) ? fetch(request) : undefined),
  });
});
afterEach(async () => {
  world.host.stop();
  await receiver.close();
});

const configure = (kind: 'splunk' | 'datadog' | 'json', token: string | undefined = TOKEN) =>
  world.configure({ audit: { collector: { kind, url: receiver.url, token } } });

/** A minute later nothing is too fresh to be pushed. */
async function push(): Promise<void> {
  await world.host.advance(61_000);
  await world.runTimer('sweep');
}

/** What a plain JSON collector got, as the export shows it. */
function listPushed(): Record<string, unknown>[] {
  return receiver.received.flatMap(({ body }) => JSON.parse(body));
}

describe('the log collector', () => {
  it('gets the same entries as an export has, each once', async () => {
    await configure('json');
    const pair = await makePair(world, 'Basket');
    await renameInJira(world, pair.key, 'Basket 2');
    await push();
    expect(listPushed()).toEqual(await readLines(world));
    expect(receiver.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    const pushes = receiver.received.length;
    await push();
    expect(receiver.received).toHaveLength(pushes);
    await renameInJira(world, pair.key, 'Basket 3');
    await push();
    expect(listPushed()).toEqual(await readLines(world));
  });

  it('gets them as Splunk takes them', async () => {
    await configure('splunk');
    await makePair(world, 'Basket');
    await push();
    const [first] = receiver.received;
    expect(first?.headers.authorization).toBe(`Splunk ${TOKEN}`);
    const events = first?.body.split('\n').map((line) => JSON.parse(line));
    const lines = await readLines(world);
    expect(events).toEqual(
      lines.map((event) => ({
        time: Date.parse(String(event.time)) / 1000,
        source: 'redmine-sync-for-jira',
        sourcetype: '_json',
        event,
      })),
    );
  });

  it('gets them as Datadog takes them', async () => {
    await configure('datadog');
    await makePair(world, 'Basket');
    await push();
    const [first] = receiver.received;
    expect(first?.headers['dd-api-key']).toBe(TOKEN);
    const logs: { message: string; ddsource: string }[] = JSON.parse(first?.body ?? '[]');
    expect(logs.map(({ message }) => JSON.parse(message))).toEqual(await readLines(world));
    expect(new Set(logs.map(({ ddsource }) => ddsource))).toEqual(
      new Set(['redmine-sync-for-jira']),
    );
  });

  it('loses nothing to an outage of days, and holds up no sync', async () => {
    await configure('json');
    const pair = await makePair(world, 'Basket');
    await receiver.goDown();
    for (let day = 0; day < 3; day += 1) {
      await renameInJira(world, pair.key, `Day ${day}`);
      await push();
      await world.host.advance(86_400_000);
    }
    expect(receiver.received).toEqual([]);
    const { collector } = await world.callAdmin('getAuditState');
    expect(collector?.failure?.message).toMatch(
      /\[collector\] POST 127\.0\.0\.1:\d+: no connection/,
    );
    await receiver.comeBack();
    await push();
    expect(listPushed()).toEqual(await readLines(world));
    expect((await world.callAdmin('getAuditState')).collector?.failure).toBeNull();
  });

  it('gets entries again rather than never where its answer was lost', async () => {
    await configure('json');
    await makePair(world, 'Basket');
    receiver.breakAfterTaking(true);
    await push();
    receiver.breakAfterTaking(false);
    await push();
    const lines = await readLines(world);
    expect(listPushed()).toEqual([...lines, ...lines]);
  });

  it.each([429, 500, 401, 413])('gets everything after it had answered %i', async (status) => {
    await configure('json');
    await makePair(world, 'Basket');
    receiver.answerWith(status);
    await push();
    const { collector } = await world.callAdmin('getAuditState');
    expect(collector?.failure?.message).toContain(`: ${status}`);
    receiver.answerWith(200);
    await push();
    expect(listPushed()).toEqual(await readLines(world));
  });

  it('is not followed where it redirects with the token', async () => {
    const elsewhere = await startLogReceiver();
    await configure('json');
    receiver.answerWith(307, { Location: elsewhere.url });
    await push();
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
    expect((await world.callAdmin('getAuditState')).collector?.failure?.message).toContain(
      'the token is not sent on',
    );
  });

  it('takes hundreds of entries in batches', async () => {
    await configure('json');
    const pair = await makePair(world, 'Basket');
    for (let round = 0; round < 250; round += 1) {
      await renameInJira(world, pair.key, `Round ${round}`);
    }
    await push();
    expect(listPushed()).toEqual(await readLines(world));
    expect(receiver.received.length).toBeGreaterThan(2);
  });

  it('shows its token to nobody', async () => {
    await configure('json');
    receiver.answerWith(400);
    await makePair(world, 'Basket');
    await push();
    const { document } = await world.callAdmin('exportConfiguration');
    const told = JSON.stringify([
      document,
      await world.callAdmin('getAuditState'),
      await world.callAdmin('getOverview'),
      await readLines(world),
      world.logs,
    ]);
    expect(told).not.toContain(TOKEN);
    expect(document.audit?.collector).toEqual({ kind: 'json', url: receiver.url });
    // An export that is imported again as it is goes on with the stored token.
    receiver.answerWith(200);
    expect(await world.callAdmin('importConfiguration', { document })).toMatchObject({
      imported: true,
    });
    await push();
    expect(receiver.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('gets no stored token at another address', async () => {
    await configure('json');
    const { document } = await world.callAdmin('exportConfiguration');
    const other = { ...document, audit: { collector: { kind: 'json', url: `${receiver.url}/2` } } };
    expect(await world.callAdmin('importConfiguration', { document: other })).toEqual({
      imported: false,
      mistakes: [
        {
          path: 'audit.collector.token',
          message: 'A token is needed; none is stored for this collector.',
        },
      ],
    });
  });

  it('is asked for nothing where there is none', async () => {
    await world.configure();
    await makePair(world, 'Basket');
    await push();
    expect(receiver.received).toEqual([]);
    expect((await world.callAdmin('getAuditState')).collector).toBeNull();
  });
});
