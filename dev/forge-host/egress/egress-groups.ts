/**
 * Customer-managed egress: what an admin allowed the app to reach, as `permissions.egress` of
 * `@forge/bridge` sets and reads it.
 * @see https://developer.atlassian.com/platform/forge/apis-reference/customer-managed-egress-and-remotes-api/
 */
import { z } from 'zod';
import type { KeyedStore } from '../../store/store';
import { FORGE_LIMITS } from '../limits';

const KEY = 'egress/groups';

const typeSchema = z.enum([
  'FETCH_BACKEND_SIDE',
  'FETCH_CLIENT_SIDE',
  'FONTS',
  'FRAMES',
  'IMAGES',
  'MEDIA',
  'SCRIPTS',
  'STYLES',
]);

const groupSchema = z.strictObject({
  key: z.string().min(1),
  description: z.string().min(1),
  configured: z
    .array(z.strictObject({ domain: z.string().min(1), type: z.array(typeSchema).min(1) }))
    .max(FORGE_LIMITS.egressDomainsPerGroup),
});

export const egressSetSchema = z.strictObject({ egresses: z.array(groupSchema).min(1) });
export const egressGetSchema = z.object({ keys: z.array(z.string()).optional() });
export const egressDeleteDomainSchema = z.strictObject({
  key: z.string(),
  domain: z.string(),
  type: typeSchema,
});
export const egressDeleteGroupSchema = z.strictObject({ key: z.string() });

export type EgressGroup = z.infer<typeof groupSchema>;

/** Why groups were not saved; `status` as the platform answers. */
export interface EgressRefusal {
  readonly status: 400 | 422;
  readonly message: string;
}

export interface EgressGroups {
  list(keys?: readonly string[]): readonly EgressGroup[];
  /** Saves groups by their key, replacing those there are. */
  set(groups: readonly EgressGroup[]): EgressRefusal | undefined;
  deleteDomain(target: z.infer<typeof egressDeleteDomainSchema>): void;
  deleteGroup(key: string): void;
  /** Addresses open for `fetch` of functions. */
  listBackendAddresses(): readonly string[];
}

function isAddress(domain: string): boolean {
  return domain === '*' || URL.canParse(domain) || URL.canParse(`https://${domain}`);
}

export function createEgressGroups(store: KeyedStore): EgressGroups {
  let groups = (store.get(KEY) ?? []) as readonly EgressGroup[];

  function save(next: readonly EgressGroup[]): void {
    groups = next;
    store.put(KEY, next);
  }

  return {
    list: (keys) => groups.filter(({ key }) => keys === undefined || keys.includes(key)),
    set(changed) {
      const keys = new Set(changed.map(({ key }) => key));
      if (keys.size < changed.length) return { status: 422, message: 'duplicate egress key' };
      const domains = changed.flatMap(({ configured }) => configured.map(({ domain }) => domain));
      const wrong = domains.find((domain) => !isAddress(domain));
      if (wrong !== undefined) return { status: 422, message: `not a valid URL: ${wrong}` };
      const next = [...groups.filter(({ key }) => !keys.has(key)), ...changed];
      if (next.length > FORGE_LIMITS.egressGroups) {
        return { status: 400, message: 'at most 10 egress groups' };
      }
      save(next);
      return undefined;
    },
    deleteDomain({ key, domain, type }) {
      save(
        groups.map((group) => {
          if (group.key !== key) return group;
          const configured = group.configured
            .map((entry) =>
              entry.domain === domain
                ? { domain, type: entry.type.filter((each) => each !== type) }
                : entry,
            )
            .filter((entry) => entry.type.length > 0);
          return { ...group, configured };
        }),
      );
    },
    deleteGroup: (key) => save(groups.filter((group) => group.key !== key)),
    listBackendAddresses: () =>
      groups.flatMap(({ configured }) =>
        configured
          .filter(({ type }) => type.includes('FETCH_BACKEND_SIDE'))
          .map(({ domain }) => domain),
      ),
  };
}
