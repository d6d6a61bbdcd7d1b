/** Whoever sets the webhook up sees what became of its bells, wherever the door was cut off. */
import { describe, expect, it } from 'vitest';
import { askAgain, expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { makePair, readSubject } from '../../support/in-process/issues';
import type { InProcessWorld } from '../../support/in-process/open-in-process-world';
import { signWebhook } from '../../support/local-host/redmine-webhook';

const MINUTE_MS = 60_000;
const main = { connectionId: 'main' };

/** @throws Error where nobody answers: Redmine and the plugin ring again then */
async function ring(world: InProcessWorld, secret: string, body: string): Promise<void> {
  const url = world.host.webTriggers.urls.get('redmine-webhook') ?? '';
  const headers = signWebhook(body, secret);
  const request = new Request(`${url}/main`, { method: 'POST', body, headers });
  const { status } = await world.host.webTriggers.call(request);
  if (![202, 400, 401].includes(status)) throw new Error(`${status}`);
}

describe('bells are noted while somebody watches', () => {
  it('at any call after which the function is killed', async () => {
    const end = await expectUndisturbed(async (world, struck) => {
      const again = askAgain(struck);
      await world.configure();
      const pair = await makePair(world, 'Basket');
      await again(() => world.callAdmin('watchWebhook', main));
      // A secret of which nobody read the answer is followed by another.
      let secret = '';
      await again(async () => {
        ({ secret } = await world.callAdmin('rotateWebhookSecret', main));
      });
      const read = await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`);
      const { id, project } = read.body.issue;
      const bell = (signed_at: string) =>
        JSON.stringify({
          type: 'issue.updated',
          timestamp: signed_at,
          signed_at,
          data: { issue: { id, project } },
        });
      const now = () => bell(new Date(world.clock.nowMs()).toISOString());
      const seen = [];
      await world.asRedmine('ada', 'PUT', `/issues/${id}.json`, {
        issue: { subject: 'In Redmine' },
      });
      const rings: readonly (() => Promise<unknown>)[] = [
        () => ring(world, 'a guess', now()),
        () => ring(world, secret, 'not JSON'),
        () => ring(world, secret, bell('2026-11-20T12:00:00Z')),
        () => ring(world, secret, now()),
      ];
      for (const once of rings) {
        await again(once);
        const { refused, heard } = await world.callAdmin('getWebhook', main);
        seen.push([refused?.why, heard?.isFormerSecret]);
        await world.host.advance(2 * MINUTE_MS);
      }
      const { body } = await world.asJira('ada', 'GET', `/issue/${pair.key}`);
      return { seen, titles: [body.fields.summary, await readSubject(world, pair.redmineId)] };
    });
    expect(end).toEqual({
      seen: [
        ['wrong-secret', undefined],
        ['malformed', undefined],
        ['late', undefined],
        ['late', false],
      ],
      titles: ['In Redmine', 'In Redmine'],
    });
  });
});
