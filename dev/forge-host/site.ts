/** The one site and installation that the local host stands for. */
import type { Manifest } from './manifest';

export interface Site {
  readonly appId: string;
  readonly cloudId: string;
  readonly siteUrl: string;
  readonly environmentId: string;
  readonly installationId: string;
  readonly appVersion: string;
  readonly contextAri: string;
}

const CLOUD_ID = '7c1d3f52-2f0e-4b5a-9a43-5c1f0f6d2a10';

export function createSite(manifest: Manifest): Site {
  return {
    appId: manifest.app.id.split('/').at(-1) ?? manifest.app.id,
    cloudId: CLOUD_ID,
    siteUrl: 'https://local-host.atlassian.net',
    environmentId: '0d4fe3a9-93de-4b7e-8f1c-6b1f5f8a7e21',
    installationId: '5b8f1f0e-7f2a-4cf3-b8d9-1a6c3f2e9d44',
    appVersion: '1.0.0',
    contextAri: `ari:cloud:jira::site/${CLOUD_ID}`,
  };
}

/** The second argument of every function. */
export function buildFunctionContext(site: Site, accountId?: string): object {
  return {
    principal: accountId === undefined ? undefined : { accountId },
    installContext: site.contextAri,
    workspaceId: undefined,
    license: undefined,
    installation: buildInstallation(site),
  };
}

/** A summary of the installation, as functions and the runtime see it. */
export function buildInstallation(site: Site): object {
  return {
    ari: { installationId: site.installationId },
    contexts: [{ cloudId: site.cloudId, workspaceId: site.cloudId }],
  };
}

/**
 * The event of a fresh installation.
 * @see https://developer.atlassian.com/platform/forge/events-reference/life-cycle/
 */
export function describeInstallation(site: Site): {
  readonly eventType: string;
  readonly [name: string]: unknown;
} {
  return {
    eventType: 'avi:forge:installed:app',
    id: site.installationId,
    context: site.contextAri,
    app: { id: site.appId, version: site.appVersion },
    environment: { id: site.environmentId },
  };
}
