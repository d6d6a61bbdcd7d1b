/**
 * Stands between a run and its trackers: while a circuit is open nobody calls; once its pause is
 * over a single run probes; and what the calls of a run say of a tracker is kept. A run in which all
 * goes well costs no storage request.
 */
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  type Circuits,
  circuitStateOf,
  trackerIdOf,
} from '../../core/failing/circuit';
import { laneTimeMs } from '../../core/failing/lane';
import type { Mapping } from '../../core/mapping';
import { SIDES, type Side } from '../../core/model';
import type { Trackers } from '../../ports';
import type { Outcome } from '../outcome';
import type { SyncPorts } from '../sync-ports';
import { CallWatch, isTrackerError } from './call-watch';

/** Whoever probes is done by then, or was ended. */
const PROBE_LEASE_MS = 90_000;
const PROBE_WAIT_SECONDS = 15;

/** A run of very many calls does not wait out all of them: its function has to end. */
const MAX_LANE_WAIT_MS = 30_000;

export class Guard {
  private readonly startedAtMs: number;
  private readonly calls: CallWatch;

  /** @param circuits as loaded with the mapping */
  constructor(
    private readonly ports: SyncPorts,
    private readonly mapping: Mapping,
    private circuits: Circuits,
  ) {
    this.calls = new CallWatch(ports);
    this.startedAtMs = ports.clock.nowMs();
  }

  /**
   * How to wait while a tracker is not to be called; `null` where both may be.
   * @param isWorthAProbe a person or the sweep asks after a key that was refused
   */
  async findWait(isWorthAProbe = false): Promise<Outcome | null> {
    for (const side of SIDES) {
      const wait = await this.findWaitFor(side, isWorthAProbe);
      if (wait) return wait;
    }
    return null;
  }

  /** The circuits as they are after what this run reported. */
  get known(): Circuits {
    return this.circuits;
  }

  /** @throws PermanentError, RetryLaterError as `openTrackers` does */
  async open(): Promise<Trackers> {
    try {
      const { jira, remote } = await this.ports.openTrackers(this.mapping);
      return { jira: this.calls.watch(jira), remote: this.calls.watch(remote) };
    } catch (error) {
      this.calls.note('remote', error);
      throw error;
    }
  }

  /** Keeps what the run's calls said of the trackers, where that is news. */
  async report(issueId: string | null): Promise<void> {
    const nowMs = this.ports.clock.nowMs();
    const next = (circuits: Circuits) =>
      SIDES.map((side) => {
        const id = trackerIdOf(this.mapping, side);
        return [id, this.judge(side, circuits[id], issueId, nowMs)] as const;
      });
    const isNews = next(this.circuits).some(([id, circuit]) => circuit !== this.circuits[id]);
    if (!isNews) return;
    const standing = await this.ports.store.loadCircuits();
    const changed = { ...standing, ...Object.fromEntries(next(standing)) };
    await this.save(standing, changed);
  }

  /** Where the connection's calls are limited: until the run's share of them is over. */
  async keepLane(): Promise<void> {
    const { remoteRequestsPerMinute: rate } = this.mapping.limits;
    if (rate === null || this.calls.remoteCalls === 0) return;
    const untilMs = this.startedAtMs + laneTimeMs(this.calls.remoteCalls, rate);
    const waitMs = Math.min(untilMs - this.ports.clock.nowMs(), MAX_LANE_WAIT_MS);
    if (waitMs > 0) await this.ports.sleep(waitMs);
  }

  private async findWaitFor(side: Side, isWorthAProbe: boolean): Promise<Outcome | null> {
    const id = trackerIdOf(this.mapping, side);
    const circuit = this.circuits[id];
    const nowMs = this.ports.clock.nowMs();
    const state = circuitStateOf(circuit, nowMs);
    if (!circuit || circuit.kind === 'failing' || state === 'closed') return null;
    const isDue = state === 'half-open' || (isWorthAProbe && isForAPerson(circuit));
    if (!isDue) return waitFor(circuit, (circuit.retryAtMs - nowMs) / 1000);
    const slice = Math.floor((nowMs - circuit.retryAtMs) / PROBE_LEASE_MS);
    if (!(await this.ports.store.claimProbe(`${id}:${circuit.retryAtMs}:${slice}`))) {
      return waitFor(circuit, PROBE_WAIT_SECONDS);
    }
    return (await this.probe(side)) ? null : waitFor(circuit, PROBE_WAIT_SECONDS);
  }

  /** A call that is about no single issue, so that an issue which always fails holds up nobody. */
  private async probe(side: Side): Promise<boolean> {
    try {
      const trackers = await this.open();
      await trackers[side].newestIssue();
      return true;
    } catch (error) {
      if (!isTrackerError(error)) throw error;
      return this.calls.seen(side).answered;
    } finally {
      await this.report(null);
      this.calls.forget(side);
    }
  }

  private judge(
    side: Side,
    circuit: Circuit | undefined,
    issueId: string | null,
    nowMs: number,
  ): Circuit | undefined {
    const { answered, failure } = this.calls.seen(side);
    const concernsAll = failure?.trouble === 'access' || failure?.trouble === 'limited';
    if (failure && (concernsAll || !answered)) {
      const settings = this.mapping.limits.circuit[side];
      return afterFailure(circuit, { ...failure, issueId }, settings, nowMs);
    }
    return answered && circuit ? afterSuccess(circuit, nowMs) : circuit;
  }

  private async save(standing: Circuits, changed: Readonly<Record<string, Circuit | undefined>>) {
    const kept = Object.entries(changed).filter(
      (entry): entry is [string, Circuit] => entry[1] !== undefined,
    );
    this.circuits = Object.fromEntries(kept);
    if (JSON.stringify(standing) === JSON.stringify(this.circuits)) return;
    this.tell(standing, this.circuits);
    await this.ports.store.saveCircuits(this.circuits);
  }

  private tell(before: Circuits, after: Circuits): void {
    for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [was, is] = [before[id], after[id]];
      if (is?.kind === 'open' && was?.kind !== 'open') {
        this.ports.log.warn(`circuit of ${id} opened (${is.cause}): ${is.message}`);
      }
      if (was?.kind === 'open' && is?.kind !== 'open') {
        this.ports.log.info(`circuit of ${id} closed`);
      }
    }
  }
}

function isForAPerson(circuit: Circuit): boolean {
  return circuit.kind === 'open' && circuit.cause === 'access';
}

function waitFor(circuit: Exclude<Circuit, { kind: 'failing' }>, seconds: number): Outcome {
  return {
    kind: 'retry',
    afterSeconds: Math.max(1, Math.ceil(seconds)),
    message: `not asked before ${new Date(circuit.retryAtMs).toISOString()}, since: ${circuit.message}`,
    ...(circuit.kind === 'open' ? { circuitOpenedAtMs: circuit.openedAtMs } : {}),
  };
}
