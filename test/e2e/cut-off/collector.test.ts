/** A log collector gets every entry of the audit, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { atEveryWrite, BLOWS } from '../../support/in-process/at-every-call';
import { makePair, renameInJira } from '../../support/in-process/issues';
import { readLines } from '../../support/in-process/read-audit';

const COLLECTOR = 'https://logs.example.com';

describe('a log collector gets every entry, and none before an older one', () => {
  it.each(BLOWS)('at any write %s', async (_what, blow) => {
    let pushed: unknown[] = [];
    const ends = await atEveryWrite(
      blow,
      async (world, struck) => {
        pushed = [];
        await world.configure({
          audit: { collector: { kind: 'json', url: `${COLLECTOR}/in`, token: 'a-token' } },
        });
        const pair = await makePair(world, 'Basket');
        await world.host.advance(61_000);
        await world.runTimer('sweep');
        await world.host.advance(3 * 86_400_000);
        await renameInJira(world, pair.key, 'Lamp');
        await world.host.advance(61_000);
        await struck(() => world.runTimer('sweep'));
        await world.host.advance(300_000);
        await world.runTimer('sweep');
        const lines = await readLines(world);
        const firsts = new Map(
          pushed.map((line, index) => [JSON.stringify(line), index] as const).reverse(),
        );
        const { collector } = await world.callAdmin('getAuditState');
        return {
          lost: lines.filter((line) => !firsts.has(JSON.stringify(line))),
          failure: collector?.failure ?? null,
        };
      },
      {
        egress: [COLLECTOR],
        elsewhere: (request) =>
          request.url.startsWith(COLLECTOR)
            ? request.json().then((lines) => {
                pushed.push(...(lines as unknown[]));
                return new Response('{}', { status: 200 });
              })
            : undefined,
      },
    );
    const end = { lost: [], failure: null };
    expect(ends).toEqual(ends.map(({ call }) => ({ call, end })));
    expect(ends.length).toBeGreaterThan(3);
  });
});
