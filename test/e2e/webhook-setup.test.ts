import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';
import { WEBHOOK_SECRET } from '../support/local-host/a-configuration';
import { signWebhook } from '../support/local-host/redmine-webhook';

const BODY = JSON.stringify({
  type: 'issue.updated',
  timestamp: '2026-11-21T12:00:00Z',
  data: { issue: { id: 1, project: { id: 99 } } },
});

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure();
});
afterEach(() => world.host.stop());

const main = { connectionId: 'main' };

/** One delivery, and what it was answered; it is about a project that no mapping covers. */
async function ring(secret: string, body = BODY): Promise<number> {
  const url = world.host.webTriggers.urls.get('redmine-webhook') ?? '';
  const headers = signWebhook(body, secret);
  const request = new Request(`${url}/main`, { method: 'POST', body, headers });
  return (await world.host.webTriggers.call(request)).status;
}

const countWrites = () => world.host.ledger.read().kvs.writes.count;

describe('setting up a webhook on the admin page', () => {
  it('notes no bell while nobody watches', async () => {
    world.host.ledger.reset();
    expect([await ring(WEBHOOK_SECRET), await ring('a guess')]).toEqual([202, 401]);
    const { kvs } = world.host.ledger.read();
    expect([kvs.reads.count, kvs.writes.count]).toEqual([2, 0]);
    expect(await world.callAdmin('getWebhook', main)).toMatchObject({
      hasSecret: true,
      isWatched: false,
      heard: null,
      refused: null,
    });
  });

  it('makes a secret that is told once, and takes the former one for a day', async () => {
    const { secret, webhook } = await world.callAdmin('rotateWebhookSecret', main);
    const nowMs = world.clock.nowMs();
    expect(webhook).toMatchObject({ isWatched: true, formerValidToMs: nowMs + 86_400_000 });
    expect(await ring(WEBHOOK_SECRET)).toBe(202);
    expect((await world.callAdmin('getWebhook', main)).heard).toEqual({
      atMs: nowMs,
      scheme: 'native',
      isFormerSecret: true,
    });
    expect(await ring(secret)).toBe(202);
    expect((await world.callAdmin('getWebhook', main)).heard?.isFormerSecret).toBe(false);
    const later = [
      await world.callAdmin('getWebhook', main),
      await world.callAdmin('getOverview'),
      await world.callAdmin('exportConfiguration'),
      await world.callAdmin('listAudit', {}),
      world.logs,
    ];
    expect(JSON.stringify(later)).not.toContain(secret);
    await world.host.advance(86_400_001);
    expect([await ring(WEBHOOK_SECRET), await ring(secret)]).toEqual([401, 202]);
  });

  it('goes on with a secret that was made here where the configuration is imported again', async () => {
    const { secret } = await world.callAdmin('rotateWebhookSecret', main);
    const { document } = await world.callAdmin('exportConfiguration');
    expect(await world.callAdmin('importConfiguration', { document })).toMatchObject({
      imported: true,
    });
    expect(await ring(secret)).toBe(202);
  });

  it('says why the last bell was refused, and writes that once a minute', async () => {
    await world.callAdmin('watchWebhook', main);
    world.host.ledger.reset();
    expect(await ring('a guess')).toBe(401);
    expect(await ring('another guess')).toBe(401);
    expect(countWrites()).toBe(1);
    expect((await world.callAdmin('getWebhook', main)).refused).toEqual({
      atMs: world.clock.nowMs(),
      why: 'wrong-secret',
    });
    const { findings } = await world.callAdmin('testConnection', main);
    expect(findings.find(({ kind }) => kind === 'bell-refused')?.detail).toBe('wrong-secret');
    await world.host.advance(61_000);
    expect(await ring(WEBHOOK_SECRET, 'not JSON')).toBe(400);
    expect((await world.callAdmin('getWebhook', main)).refused?.why).toBe('malformed');
  });

  it('watches for a quarter of an hour when asked to', async () => {
    await world.callAdmin('watchWebhook', main);
    world.host.ledger.reset();
    for (let bell = 0; bell < 3; bell += 1) await ring(WEBHOOK_SECRET);
    expect(countWrites()).toBe(1);
    const { findings } = await world.callAdmin('testConnection', main);
    expect(findings.find(({ kind }) => kind === 'bell-heard')?.level).toBe('well');
    await world.host.advance(16 * 60_000);
    world.host.ledger.reset();
    await ring(WEBHOOK_SECRET);
    expect(countWrites()).toBe(0);
  });
});
