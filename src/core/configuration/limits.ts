/** How much of a tracker a mapping may take, and when it leaves it in peace. */
import { type CircuitSettings, DEFAULT_CIRCUIT } from '../failing/circuit';
import type { Side } from '../model';
import type { Configuration, ConfiguredConnection } from './configuration';

export interface Limits {
  readonly circuit: Readonly<Record<Side, CircuitSettings>>;
  /** Calls to the remote tracker; `null`: as many as there is work for. */
  readonly remoteRequestsPerMinute: number | null;
}

export const DEFAULT_LIMITS: Limits = {
  circuit: { jira: DEFAULT_CIRCUIT, remote: DEFAULT_CIRCUIT },
  remoteRequestsPerMinute: null,
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
  };
}
