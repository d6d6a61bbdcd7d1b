import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import { createVirtualClock } from '../../../../dev/virtual-clock';
import { buildHost, START_MS } from './fixtures/build-host';

function recordTicks() {
  const ticks: number[] = [];
  return { ticks, onTick: () => void ticks.push((Date.now() - START_MS) / 1000) };
}

describe('a scheduled trigger', () => {
  it('fires every five minutes as the clock is moved past them', async () => {
    const { ticks, onTick } = recordTicks();
    const { host } = buildHost({ onTick }, { timers: 'auto' });
    expect(await host.advance(900_000)).toBe(true);
    expect(ticks).toEqual([300, 600, 900]);
  });

  it('does not fire by the clock where timers are manual, but by hand', async () => {
    const events: unknown[] = [];
    const { host } = buildHost({ onTick: (event: unknown) => void events.push(event) });
    await host.advance(900_000);
    expect(events).toEqual([]);
    expect(await host.timers.run('tick')).toEqual({ kind: 'returned', value: undefined });
    expect(host.timers.run('tock')).toBeUndefined();
    expect(events).toEqual([
      {
        context: { cloudId: host.site.cloudId, moduleKey: 'tick' },
        contextToken: expect.any(String),
        byHand: true,
      },
    ]);
  });

  it('is not fired by an idle that moves the clock for delayed work', async () => {
    const { ticks, onTick } = recordTicks();
    const noise = { copies: () => 1, delayMs: () => 1_200_000 };
    const { host, clock } = buildHost({ onTick }, { timers: 'auto', noise });
    host.deliverEvent({ eventType: 'avi:jira:updated:issue' });
    expect(await host.idle({ timeoutMs: 1000, advance: true })).toBe(true);
    expect([ticks, clock.nowMs() - START_MS]).toEqual([[], 1_200_000]);
    await host.advance(300_000);
    expect(ticks).toEqual([1500]);
  });

  it('that was missed while the host was down fires once, late', async () => {
    const store = createMemoryStore();
    buildHost({}, { timers: 'auto', store }).host.stop();
    const { ticks, onTick } = recordTicks();
    const clock = createVirtualClock(START_MS + 3_000_000);
    const { host } = buildHost({ onTick }, { timers: 'auto', store, clock });
    await host.advance(1000);
    expect(ticks).toEqual([3000]);
  });

  it('that throws is not tried again before its time', async () => {
    const ticks: number[] = [];
    const { host } = buildHost(
      {
        onTick: () => {
          ticks.push(Date.now() - START_MS);
          throw new Error('no');
        },
      },
      { timers: 'auto' },
    );
    await host.advance(300_000);
    expect([ticks, host.waitingCount]).toEqual([[300_000], 0]);
  });
});
