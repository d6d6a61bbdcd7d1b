import { beforeEach, describe, expect, it } from 'vitest';
import type { Circuit, Circuits } from '../../../../src/core/failing/circuit';
import { type NewFile, PermanentError, RetryLaterError, type Tracker } from '../../../../src/ports';
import { Guard } from '../../../../src/sync/failing/guard';
import type { SyncPorts } from '../../../../src/sync/sync-ports';
import { aMapping, NOW_MS } from '../../../support/builders';

const MAPPING = aMapping();
const DOWN = new RetryLaterError('[redmine] GET /x: 502', null, 'not-done', 'down');
const OPEN: Circuits = {
  'remote:main': {
    kind: 'open',
    cause: 'failures',
    openedAtMs: NOW_MS - 60_000,
    retryAtMs: NOW_MS,
    message: '[redmine] GET /x: 502',
  },
};

/** A store of circuits and probes alone, which counts its requests; Redmine answers as it is told. */
class Stage {
  circuits: Circuits = {};
  nowMs = NOW_MS;
  requests = 0;
  calls: string[] = [];
  failure: Error | null = null;
  readonly said: string[] = [];
  readonly slept: number[] = [];
  private readonly probes = new Set<string>();

  readonly ports = {
    clock: { nowMs: () => this.nowMs },
    log: {
      info: (line: string) => this.said.push(line),
      warn: (line: string) => this.said.push(line),
    },
    sleep: async (ms: number) => {
      this.slept.push(ms);
    },
    store: {
      loadCircuits: async () => {
        this.requests += 1;
        return this.circuits;
      },
      saveCircuits: async (circuits: Circuits) => {
        this.requests += 1;
        this.circuits = circuits;
      },
      claimProbe: async (probe: string) => {
        this.requests += 1;
        return !this.probes.has(probe) && this.probes.add(probe).size > 0;
      },
    },
    openTrackers: async () => ({
      jira: this.tracker('jira'),
      remote: this.tracker('remote'),
    }),
  } as unknown as SyncPorts;

  guard(): Guard {
    return new Guard(this.ports, MAPPING, this.circuits);
  }

  /** One run that makes one call to Redmine. */
  async run(issueId: string): Promise<void> {
    const guard = this.guard();
    const { remote } = await guard.open();
    await remote.newestIssue().catch(() => {});
    await guard.report(issueId);
  }

  private tracker(side: Tracker['side']): Tracker {
    return {
      side,
      newestIssue: async () => {
        this.calls.push(side);
        if (side === 'remote' && this.failure) throw this.failure;
        return '1';
      },
      openAttachment: async () => {
        if (this.failure) throw this.failure;
        return null;
      },
      addAttachments: async (_issueId: string, files: readonly NewFile[]) => {
        for (const file of files) await file.open();
        return [];
      },
    } as unknown as Tracker;
  }
}

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});

describe('the guard before a tracker', () => {
  it('costs no storage request while all is well', async () => {
    await stage.run('1');
    expect([await stage.guard().findWait(), stage.requests]).toEqual([null, 0]);
  });

  it('opens the circuit after five runs in a row without an answer, and lets nobody through', async () => {
    stage.failure = DOWN;
    for (const issueId of ['1', '2', '3', '4', '5']) await stage.run(issueId);
    stage.nowMs += 1_000;
    stage.calls = [];
    expect(await stage.guard().findWait()).toEqual({
      kind: 'retry',
      afterSeconds: 59,
      message: 'not asked before 2026-11-21T12:01:00.000Z, since: [redmine] GET /x: 502',
      circuitOpenedAtMs: NOW_MS,
    });
    expect(stage.calls).toEqual([]);
  });

  it('does not open where answers come in between', async () => {
    for (let run = 0; run < 20; run += 1) {
      stage.failure = run % 4 === 3 ? null : DOWN;
      await stage.run(String(run));
    }
    expect(await stage.guard().findWait()).toBeNull();
  });

  it('sends one probe when the pause is over; everybody else waits', async () => {
    stage.circuits = OPEN;
    stage.failure = DOWN;
    const waits = await Promise.all([stage.guard(), stage.guard()].map((one) => one.findWait()));
    expect(waits.map((wait) => wait?.kind)).toEqual(['retry', 'retry']);
    expect(stage.calls).toEqual(['remote']);
    expect(stage.circuits['remote:main']).toMatchObject({ retryAtMs: NOW_MS + 60_000 });
  });

  it('sends another probe where the first was ended before it could tell', async () => {
    stage.circuits = OPEN;
    await stage.ports.store.claimProbe(`remote:main:${NOW_MS}:0`);
    expect(await stage.guard().findWait()).not.toBeNull();
    stage.nowMs += 90_000;
    expect(await stage.guard().findWait()).toBeNull();
  });

  it('closes the circuit at the first answer', async () => {
    stage.circuits = OPEN;
    expect([await stage.guard().findWait(), stage.circuits]).toEqual([null, {}]);
  });

  it('stops a connection whose key is refused, until somebody or the sweep looks again', async () => {
    stage.failure = new PermanentError('[redmine] GET /x: 401', 'access');
    await stage.run('1');
    expect(stage.circuits['remote:main']).toMatchObject({ cause: 'access' });
    expect(await stage.guard().findWait()).toMatchObject({ afterSeconds: 300 });
    stage.failure = null;
    expect([await stage.guard().findWait(true), stage.circuits]).toEqual([null, {}]);
  });

  it('but leaves one that failed in peace until its pause is over, whoever asks', async () => {
    const later = { ...OPEN['remote:main'], retryAtMs: NOW_MS + 30_000 } as Circuit;
    stage.circuits = { 'remote:main': later };
    expect(await stage.guard().findWait(true)).toMatchObject({ kind: 'retry', afterSeconds: 30 });
  });

  it('ends a probe that fails by a mistake of ours', async () => {
    stage.circuits = OPEN;
    stage.failure = new Error('?');
    await expect(stage.guard().findWait()).rejects.toBe(stage.failure);
  });

  it('counts what fails to be read from Redmine while Jira is written to against Redmine alone', async () => {
    stage.failure = new RetryLaterError('[redmine] GET /x: 502', null, 'not-done', 'down');
    const guard = stage.guard();
    const { jira, remote } = await guard.open();
    const file = { open: () => remote.openAttachment('1') } as unknown as NewFile;
    await jira.addAttachments('10100', [file]).catch(() => {});
    await guard.report('12');
    expect(Object.keys(stage.circuits)).toEqual(['remote:main']);
  });

  it('takes a refusal of one request for an answer', async () => {
    stage.failure = new PermanentError('[redmine] PUT /x: 422 no', 'refused');
    for (let run = 0; run < 10; run += 1) await stage.run(String(run));
    expect(stage.circuits).toEqual({});
  });

  it('tells in the log of a circuit that opens and of one that closes, once', async () => {
    stage.failure = DOWN;
    for (const issueId of ['1', '2', '3', '4', '5', '6']) await stage.run(issueId);
    stage.nowMs += 60_000;
    stage.failure = null;
    await stage.guard().findWait();
    await stage.run('7');
    expect(stage.said).toEqual([
      'circuit of remote:main opened (failures): [redmine] GET /x: 502',
      'circuit of remote:main closed',
    ]);
  });

  it('takes a key that is refused, or a wait for everybody, for more than one answer', async () => {
    for (const failure of [
      new PermanentError('[redmine] GET /x: 401', 'access'),
      new RetryLaterError('[redmine] GET /x: 429', 90, 'not-done', 'limited'),
    ]) {
      stage = new Stage();
      const guard = stage.guard();
      const { remote } = await guard.open();
      await remote.newestIssue();
      stage.failure = failure;
      await remote.newestIssue().catch(() => {});
      await guard.report('12');
      expect([Object.keys(stage.circuits), guard.known]).toEqual([['remote:main'], stage.circuits]);
    }
  });

  it('takes one failure beside an answer for none', async () => {
    const guard = stage.guard();
    const { remote } = await guard.open();
    await remote.newestIssue();
    stage.failure = DOWN;
    await remote.newestIssue().catch(() => {});
    await guard.report('12');
    expect(stage.circuits).toEqual({});
  });

  it('counts trackers that cannot be opened against Redmine', async () => {
    const ports = {
      ...stage.ports,
      openTrackers: async () => {
        throw DOWN;
      },
    };
    const guard = new Guard(ports, MAPPING, {});
    await expect(guard.open()).rejects.toBe(DOWN);
    await guard.report('12');
    expect(Object.keys(stage.circuits)).toEqual(['remote:main']);
  });

  it.each([
    [null, 3, []],
    [60, 0, []],
    [60, 3, [2_000]],
    [1, 3, [30_000]],
  ])('keeps a lane of %s calls a minute after %i calls', async (rate, calls, slept) => {
    const limits = { ...MAPPING.limits, remoteRequestsPerMinute: rate };
    const guard = new Guard(stage.ports, { ...MAPPING, limits }, {});
    const { remote } = await guard.open();
    for (let call = 0; call < calls; call += 1) await remote.newestIssue();
    stage.nowMs += 1_000;
    await guard.keepLane();
    expect(stage.slept).toEqual(slept);
  });
});
