/**
 * Customer-managed egress: a Redmine's host is not known when the app is deployed, so an admin
 * consents to it here, in a dialog that Jira itself shows.
 * https://developer.atlassian.com/platform/forge/apis-reference/customer-managed-egress-and-remotes-api/
 */
import { createPermissionUtils, permissions, view } from '@forge/bridge';
import { texts } from './texts';
import { describeError } from './use-api';

type EgressGroup = Parameters<typeof permissions.egress.set>[0]['egresses'][number];
type EgressType = EgressGroup['configured'][number]['type'][number];

const FETCH_BACKEND = 'FETCH_BACKEND_SIDE' as EgressType;

export type Consent =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly hosts: readonly string[]; readonly message: string };

/** A host that the app would talk to. */
export interface WantedHost {
  readonly name: string;
  readonly url: string;
  /** What it is for; absent: a Redmine of that name. */
  readonly description?: string;
}

/**
 * Asks for whatever host of these the app may not reach yet, in one dialog. Asks nothing where all
 * are granted already, here or in the manifest.
 */
export async function askEgressConsent(wanted: readonly WantedHost[]): Promise<Consent> {
  const byOrigin = new Map<string, WantedHost[]>();
  for (const host of wanted) {
    const { origin } = new URL(host.url);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), host]);
  }
  const granted = await listGrantedOrigins();
  const canFetch = await readManifestEgress();
  const missing = [...byOrigin].filter(([origin]) => !granted.has(origin) && !canFetch(origin));
  if (missing.length === 0) return { kind: 'granted' };
  try {
    await permissions.egress.set({
      egresses: missing.map(([origin, hosts]) => ({
        key: groupKey(origin),
        description: describe(hosts),
        configured: [{ domain: origin, type: [FETCH_BACKEND] }],
      })),
    });
    return { kind: 'granted' };
  } catch (error) {
    const hosts = missing.map(([origin]) => origin);
    return { kind: 'refused', hosts, message: describeError(error) };
  }
}

function describe(hosts: readonly WantedHost[]): string {
  const named = hosts.filter(({ description }) => description === undefined);
  const redmines =
    named.length === 0
      ? []
      : [texts.admin.configuration.consentDescription(named.map(({ name }) => name))];
  return [...redmines, ...hosts.flatMap(({ description }) => description ?? [])].join('; ');
}

/** Group keys are unique per installation, and one group is one host. */
function groupKey(origin: string): string {
  return `redmine-${origin.replace(/^https?:\/\//, '').replace(/[^a-z0-9]+/gi, '-')}`;
}

/** Where it cannot be read, consent is asked for: asking too often is better than failing later. */
async function listGrantedOrigins(): Promise<ReadonlySet<string>> {
  try {
    const { results } = await permissions.egress.get({});
    const domains = results.flatMap((group) =>
      group.configured
        .filter((egress) => egress.type.includes(FETCH_BACKEND))
        .map((egress) => egress.domain),
    );
    return new Set(domains);
  } catch {
    return new Set();
  }
}

/** A self-deployed app may have its host in the manifest instead. */
async function readManifestEgress(): Promise<(origin: string) => boolean> {
  const context = await view.getContext();
  const granted = createPermissionUtils(context.permissions);
  return (origin) => granted?.canFetchFrom('backend', origin) ?? false;
}
