import type { MovableClock } from '../clock';
import type { Invocation } from './invocation';
import type { Manifest } from './manifest';
import type { NewId } from './new-id';
import { buildInstallation, type Site } from './site';

const METRICS = {
  counter: () => ({ incr: () => {}, incrBy: () => {} }),
  timing: () => ({ measure: () => ({ stop: () => {} }) }),
};

export interface RuntimeOptions {
  readonly manifest: Manifest;
  readonly site: Site;
  readonly clock: MovableClock;
  readonly newId: NewId;
  /** Addresses open for `fetch` now. */
  readonly listAllowed: () => readonly string[];
}

/** What `@forge/api` reads as `__forge_runtime__` during one run. */
export function buildRuntime(options: RuntimeOptions, invocation: Invocation): object {
  const { manifest, site, clock, newId, listAllowed } = options;
  const run = invocation.options;
  return {
    appContext: {
      appId: site.appId,
      appVersion: site.appVersion,
      environmentId: site.environmentId,
      environmentType: 'DEVELOPMENT',
      invocationId: run.id,
      installationId: site.installationId,
      moduleKey: run.moduleKey,
      moduleType: run.moduleType,
      functionKey: run.functionKey,
      license: undefined,
      installation: buildInstallation(site),
      permissions: {
        scopes: [...manifest.permissions.scopes],
        external: { fetch: { backend: [...listAllowed()] } },
      },
    },
    contextAri: site.contextAri,
    aaid: run.accountId,
    allowImpersonation: false,
    tracing: { traceId: newId().replaceAll('-', ''), spanId: newId().slice(0, 16) },
    lambdaContext: {
      getRemainingTimeInMillis: () => Math.max(0, invocation.deadlineMs - clock.nowMs()),
    },
    metrics: METRICS,
    container: { appCodeDir: process.cwd() },
    externalAuth: [],
  };
}
