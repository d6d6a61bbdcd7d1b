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

/**
 * Asks for whatever host of these connections the app may not reach yet, in one dialog. Asks
 * nothing where all are granted already, here or in the manifest.
 */
export async function askEgressConsent(
  connections: readonly { readonly name: string; readonly url: string }[],
): Promise<Consent> {
  const namesByOrigin = new Map<string, string[]>();
  for (const { name, url } of connections) {
    const { origin } = new URL(url);
    namesByOrigin.set(origin, [...(namesByOrigin.get(origin) ?? []), name]);
  }
  const granted = await listGrantedOrigins();
  const canFetch = await readManifestEgress();
  const missing = [...namesByOrigin].filter(
    ([origin]) => !granted.has(origin) && !canFetch(origin),
  );
  if (missing.length === 0) return { kind: 'granted' };
  try {
    await permissions.egress.set({
      egresses: missing.map(([origin, names]) => ({
        key: groupKey(origin),
        description: texts.admin.configuration.consentDescription(names),
        configured: [{ domain: origin, type: [FETCH_BACKEND] }],
      })),
    });
    return { kind: 'granted' };
  } catch (error) {
    const hosts = missing.map(([origin]) => origin);
    return { kind: 'refused', hosts, message: describeError(error) };
  }
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
