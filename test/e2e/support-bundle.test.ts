import { expect, it } from 'vitest';
import { apiKeyOf, DEMO_SEED } from '../../dev/redmine/seed/demo-seed';
import { makePair } from '../support/in-process/issues';
import { openInProcessWorld } from '../support/in-process/open-in-process-world';
import { WEBHOOK_SECRET } from '../support/local-host/a-configuration';

it('tells of settings, health and failures, and of nobody, no host and no issue', async () => {
  let isBroken = false;
  const world = openInProcessWorld({
    elsewhere: (request) => {
      if (!isBroken || request.method !== 'PUT') return undefined;
      const errors = ['Assignee Ada Lovelace <ada@example.com> is invalid'];
      return Promise.resolve(Response.json({ errors }, { status: 400 }));
    },
  });
  await world.configure();
  const pair = await makePair(world, 'The price of the merger');
  isBroken = true;
  await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
    fields: { summary: 'The price is nine millions' },
  });
  await world.settle();
  await world.host.advance(120_000);
  await world.runTimer('sweep');
  const { text } = await world.callAdmin('getSupportBundle');
  const bundle = JSON.parse(text);
  expect(bundle).toMatchObject({
    connections: [{ connection: 1, textFormat: 'textile', hasApiKey: true, webhookSecrets: 1 }],
    mappings: [{ mapping: 1, connection: 1, isPaused: false, fields: expect.any(Array) }],
    pulse: { days: [{ day: '2026-11-21', toJira: 0, toRemote: 1, failures: expect.any(Number) }] },
    givenUp: { '[redmine] PUT /issues: 400 (other)': 2 },
  });
  const { ada, admin } = world.jira.accounts;
  const private_ = [
    WEBHOOK_SECRET,
    ...['ada', 'jira-sync'].map((login) => apiKeyOf(DEMO_SEED, login)),
    '127.0.0.1',
    ...[ada, admin, '@example.com', 'Lovelace', 'price', 'merger', pair.key],
  ];
  for (const word of private_) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  world.host.stop();
});
