/**
 * The circuit of one tracker: after many failures in a row nobody calls it until a pause is over;
 * then one probe decides. Kept in one small document that is absent while all is well, so that it
 * costs a write only when something changes. Pure.
 */
import type { Side } from '../model';

export interface CircuitSettings {
  /** Failures in a row that open it. */
  readonly threshold: number;
  readonly pauseSeconds: number;
}

export const DEFAULT_CIRCUIT: CircuitSettings = { threshold: 5, pauseSeconds: 60 };

export type Circuit =
  /** Closed, with failures that nothing answered since. */
  | {
      readonly kind: 'failing';
      readonly failures: number;
      /** Those that failed on their own: each counts once, so that none of them stops the others. */
      readonly issueIds: readonly string[];
    }
  /** The tracker asked everybody to wait (`Retry-After`). */
  | { readonly kind: 'waiting'; readonly retryAtMs: number; readonly message: string }
  | {
      readonly kind: 'open';
      /** `access`: the key is not taken, which a person has to mend. */
      readonly cause: 'failures' | 'access';
      readonly openedAtMs: number;
      readonly retryAtMs: number;
      /** The last failure, in the tracker's own words. */
      readonly message: string;
    };

/** By `trackerIdOf`; absent: closed. */
export type Circuits = Readonly<Record<string, Circuit>>;

export type CircuitState = 'closed' | 'open' | 'half-open';

/** What a failed call says of the tracker as a whole. */
export interface CircuitFailure {
  readonly trouble: Trouble;
  /** `null` where the call was about no issue. */
  readonly issueId: string | null;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
}

/**
 * `down`: it gave no answer of its own. `error`: it failed on this one request. `limited`: it asks
 * everybody to wait. `access`: it takes the key no longer.
 */
export type Trouble = 'down' | 'error' | 'limited' | 'access';

/** Shorter waits are left to the job that met them. */
const MIN_SHARED_WAIT_SECONDS = 30;

const SWEEP_SECONDS = 300;

/** After so many pauses an outage counts as a long one. */
const LONG_OUTAGE_PAUSES = 10;

/** Jira is one tracker for all mappings, each connection another. */
export function trackerIdOf(mapping: { readonly connectionId: string }, side: Side): string {
  return side === 'jira' ? 'jira' : remoteTrackerId(mapping.connectionId);
}

export function remoteTrackerId(connectionId: string): string {
  return `remote:${connectionId}`;
}

export function circuitStateOf(circuit: Circuit | undefined, nowMs: number): CircuitState {
  switch (circuit?.kind) {
    case undefined:
    case 'failing':
      return 'closed';
    case 'waiting':
      return nowMs < circuit.retryAtMs ? 'open' : 'closed';
    case 'open':
      return nowMs < circuit.retryAtMs ? 'open' : 'half-open';
    default:
      return circuit satisfies never;
  }
}

/** The circuit after a call that failed; the same object where that changes nothing. */
export function afterFailure(
  circuit: Circuit | undefined,
  failure: CircuitFailure,
  settings: CircuitSettings,
  nowMs: number,
): Circuit | undefined {
  const state = circuitStateOf(circuit, nowMs);
  // Calls that were under way when it opened say nothing new.
  if (state === 'open' && failure.trouble !== 'access') return circuit;
  switch (failure.trouble) {
    case 'access': {
      if (state === 'open' && circuit?.kind === 'open' && circuit.cause === 'access') {
        return circuit;
      }
      const pauseSeconds = Math.max(settings.pauseSeconds, SWEEP_SECONDS);
      return open(circuit, 'access', failure.message, nowMs + pauseSeconds * 1000, nowMs);
    }
    case 'limited': {
      const waitSeconds = failure.retryAfterSeconds ?? 0;
      if (waitSeconds < MIN_SHARED_WAIT_SECONDS) return circuit;
      const { message } = failure;
      return { kind: 'waiting', retryAtMs: nowMs + waitSeconds * 1000, message };
    }
    case 'down':
    case 'error':
      return countFailure(circuit, failure, settings, nowMs);
    default:
      return failure.trouble satisfies never;
  }
}

/** The circuit after a call that was answered; the same object where that changes nothing. */
export function afterSuccess(circuit: Circuit | undefined, nowMs: number): Circuit | undefined {
  if (circuit?.kind === 'waiting' && nowMs < circuit.retryAtMs) return circuit;
  return undefined;
}

function countFailure(
  circuit: Circuit | undefined,
  failure: CircuitFailure,
  settings: CircuitSettings,
  nowMs: number,
): Circuit {
  if (circuit?.kind === 'open') {
    const retryAtMs = nowMs + pauseOf(circuit, settings, nowMs) * 1000;
    return open(circuit, circuit.cause, failure.message, retryAtMs, nowMs);
  }
  const before =
    circuit?.kind === 'failing' ? circuit : { kind: 'failing', failures: 0, issueIds: [] as const };
  const { issueId, trouble } = failure;
  const isOwn = trouble === 'error' && issueId !== null;
  if (circuit?.kind === 'failing' && isOwn && circuit.issueIds.includes(issueId)) return circuit;
  const failures = before.failures + 1;
  if (failures >= settings.threshold) {
    const retryAtMs = nowMs + settings.pauseSeconds * 1000;
    return open(circuit, 'failures', failure.message, retryAtMs, nowMs);
  }
  return {
    kind: 'failing',
    failures,
    issueIds: isOwn ? [...before.issueIds, issueId] : before.issueIds,
  };
}

/** A tracker that stays down is asked as often as the sweep comes, and no more. */
function pauseOf(
  circuit: Extract<Circuit, { kind: 'open' }>,
  { pauseSeconds }: CircuitSettings,
  nowMs: number,
): number {
  const openSeconds = (nowMs - circuit.openedAtMs) / 1000;
  const isLong = circuit.cause === 'access' || openSeconds > LONG_OUTAGE_PAUSES * pauseSeconds;
  return isLong ? Math.max(pauseSeconds, SWEEP_SECONDS) : pauseSeconds;
}

function open(
  before: Circuit | undefined,
  cause: 'failures' | 'access',
  message: string,
  retryAtMs: number,
  nowMs: number,
): Circuit {
  const openedAtMs = before?.kind === 'open' ? before.openedAtMs : nowMs;
  return { kind: 'open', cause, openedAtMs, retryAtMs, message };
}
