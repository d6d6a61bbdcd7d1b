/** How much of a tracker a mapping may take, and when it leaves it in peace. */
import { type CircuitSettings, DEFAULT_CIRCUIT } from './circuit';
import type { Configuration, ConfiguredConnection } from './configuration';
import type { Side } from './model';

export interface Limits {
  readonly circuit: Readonly<Record<Side, CircuitSettings>>;
  /** Calls to the remote tracker; `null`: as many as there is work for. */
  readonly remoteRequestsPerMinute: number | null;
  /** What verify may take of Jira's points, which all installations of the app share. */
  readonly verifyPointsPerHour: number;
}

export const DEFAULT_VERIFY_POINTS_PER_HOUR = 5_000;

export const DEFAULT_LIMITS: Limits = {
  circuit: { jira: DEFAULT_CIRCUIT, remote: DEFAULT_CIRCUIT },
  remoteRequestsPerMinute: null,
  verifyPointsPerHour: DEFAULT_VERIFY_POINTS_PER_HOUR,
};

/** What the configuration says for the mappings of one connection. */
export function limitsOf(
  configuration: Pick<Configuration, 'jira'>,
  connection: Pick<ConfiguredConnection, 'circuit' | 'requestsPerMinute'>,
): Limits {
  const { jira } = configuration;
  return {
    circuit: {
      jira: { ...DEFAULT_CIRCUIT, ...jira?.circuit },
      remote: { ...DEFAULT_CIRCUIT, ...connection.circuit },
    },
    remoteRequestsPerMinute: connection.requestsPerMinute ?? null,
    verifyPointsPerHour: jira?.verifyPointsPerHour ?? DEFAULT_VERIFY_POINTS_PER_HOUR,
  };
}
