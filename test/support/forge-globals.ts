/**
 * Runs our code as part of a Forge invocation, with the networks given as functions: the unmodified
 * `@forge/api` and the clients' real requests run, and nothing leaves the process.
 */
import { type ForgeFetchTarget, runInside } from '../../dev/forge-host/globals';

export interface FakeNetworks {
  /** What answers `requestJira`; `target.provider` says as whom. */
  readonly jira?: (request: Request, target: ForgeFetchTarget) => Promise<Response>;
  /** What answers `fetch`. */
  readonly egress?: (request: Request) => Promise<Response>;
  readonly nowMs?: () => number;
}

const METRICS = {
  counter: () => ({ incr: () => {} }),
  timing: () => ({ measure: () => ({ stop: () => {} }) }),
};

/** Runs `code`, and whatever it awaits, inside of Forge. */
export function insideForge<T>(networks: FakeNetworks, code: () => T): T {
  const nowMs = networks.nowMs ?? (() => 1_795_000_000_000);
  return runInside(
    {
      runtime: { appContext: { environmentType: 'DEVELOPMENT' }, metrics: METRICS },
      nowMs,
      async forgeFetch(target, path, init) {
        if (!networks.jira) throw new Error(`nobody answers ${target.remote} ${path}`);
        return networks.jira(new Request(`https://jira.invalid${path}`, init), target);
      },
      async fetch(input, init) {
        const request = new Request(input, init);
        if (!networks.egress) throw new Error(`nobody answers ${request.url}`);
        return networks.egress(request);
      },
      writeLog: () => {},
    },
    code,
  );
}
