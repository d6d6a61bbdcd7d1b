/**
 * Reads `manifest.yml` as far as the local host models it. What it does not model it refuses by
 * name, so that nothing is silently without effect here that would have one in Forge.
 */
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { IndexedProperty } from '../jira/jql/fields';

const functionModule = z.object({
  key: z.string(),
  handler: z.string().regex(/^index\.\w+$/, 'handlers are exports of src/index.ts: index.<name>'),
  timeoutSeconds: z.int().min(1).max(900).optional(),
});

const trigger = z.object({
  key: z.string(),
  function: z.string(),
  events: z.array(z.string()).min(1),
  filter: z
    .strictObject({ ignoreSelf: z.boolean().optional(), appIsLicensed: z.boolean().optional() })
    .optional(),
  payload: z.undefined().optional(),
});

const staticOutput = z.object({
  key: z.string(),
  statusCode: z.int(),
  contentType: z.string().optional(),
  body: z.string().optional(),
});

const webTrigger = z.object({
  key: z.string(),
  function: z.string(),
  urlFormat: z.enum(['v1', 'v2']).default('v1'),
  response: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('dynamic') }),
      z.object({ type: z.literal('static'), outputs: z.array(staticOutput).min(1) }),
    ])
    .default({ type: 'dynamic' }),
});

const consumer = z.object({ key: z.string(), queue: z.string(), function: z.string() });

const scheduledTrigger = z.object({
  key: z.string(),
  function: z.string(),
  interval: z.enum(['fiveMinute', 'hour', 'day', 'week']),
});

const page = z.looseObject({
  key: z.string(),
  resolver: z.object({ function: z.string() }).optional(),
});

/** https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-entity-property/ */
const entityProperty = z.object({
  key: z.string(),
  entityType: z.literal('issue').default('issue'),
  propertyKey: z.string(),
  values: z
    .array(
      z.object({
        path: z.string(),
        type: z.enum(['string', 'number', 'date', 'text']),
        searchAlias: z.string().optional(),
      }),
    )
    .min(1)
    .max(30),
});

const attributeType = z.enum(['string', 'integer', 'float', 'boolean', 'any']);

const entity = z.object({
  name: z.string(),
  attributes: z.record(z.string(), z.object({ type: attributeType })),
  indexes: z
    .array(
      z.union([
        z.string(),
        z.object({
          name: z.string(),
          partition: z.array(z.string()).optional(),
          range: z.array(z.string()).length(1),
        }),
      ]),
    )
    .default([]),
});

const address = z.union([z.string(), z.object({ address: z.string() })]);

const manifestSchema = z.object({
  app: z.object({
    id: z.string(),
    storage: z.object({ entities: z.array(entity).default([]) }).optional(),
  }),
  modules: z
    .object({
      function: z.array(functionModule).default([]),
      trigger: z.array(trigger).default([]),
      webtrigger: z.array(webTrigger).default([]),
      consumer: z.array(consumer).default([]),
      scheduledTrigger: z.array(scheduledTrigger).max(5).default([]),
      'jira:entityProperty': z.array(entityProperty).default([]),
    })
    .catchall(z.array(page)),
  permissions: z
    .object({
      scopes: z.array(z.string()).default([]),
      external: z
        .object({
          fetch: z.object({ backend: z.array(address).default([]) }).optional(),
          configurable: z.object({ enabled: z.boolean() }).optional(),
        })
        .optional(),
    })
    .default({ scopes: [] }),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type EntityPropertyModule = z.infer<typeof entityProperty>;
export type TriggerModule = z.infer<typeof trigger>;
export type WebTriggerModule = z.infer<typeof webTrigger>;
export type ScheduledTriggerModule = z.infer<typeof scheduledTrigger>;
export type EntityDefinition = z.infer<typeof entity>;
export type AttributeType = z.infer<typeof attributeType>;

/** A module with a page and, as a rule, a resolver behind it. */
export interface PageModule {
  readonly key: string;
  readonly type: string;
  readonly resolverFunction: string | undefined;
}

const PAGE_MODULES = ['jira:adminPage', 'jira:issuePanel'];
/** They declare something to Jira itself; the host has nothing to run for them. */
const DECLARATIVE_MODULES = ['jira:entityProperty'];
const FUNCTION_MODULES = ['function', 'trigger', 'webtrigger', 'consumer', 'scheduledTrigger'];

/**
 * @param text the manifest's YAML
 * @throws {Error} where it is not YAML, or uses what the host does not model; says where
 */
export function parseManifest(text: string): Manifest {
  const parsed = manifestSchema.safeParse(parseYaml(text));
  if (!parsed.success) throw new Error(`manifest.yml: ${z.prettifyError(parsed.error)}`);
  const known = [...FUNCTION_MODULES, ...PAGE_MODULES, ...DECLARATIVE_MODULES];
  const unknown = Object.keys(parsed.data.modules).filter((type) => !known.includes(type));
  if (unknown.length > 0) {
    throw new Error(`manifest.yml: the local host does not model ${unknown.join(', ')}`);
  }
  return parsed.data;
}

/** The pages of a manifest, in its order. */
export function listPages(manifest: Manifest): readonly PageModule[] {
  return PAGE_MODULES.flatMap((type) =>
    (manifest.modules[type] ?? []).map((module) => ({
      key: module.key,
      type,
      resolverFunction: page.parse(module).resolver?.function,
    })),
  );
}

/** The values of issue properties that Jira indexes for the app. */
export function listIndexedProperties(manifest: Manifest): readonly IndexedProperty[] {
  return manifest.modules['jira:entityProperty'].flatMap(({ propertyKey, values }) =>
    values.map(({ path, type, searchAlias }) => ({
      key: propertyKey,
      path,
      type,
      ...(searchAlias === undefined ? {} : { alias: searchAlias }),
    })),
  );
}

/** Addresses that the manifest itself opens for `fetch`. */
export function listManifestEgress(manifest: Manifest): readonly string[] {
  const backend = manifest.permissions.external?.fetch?.backend ?? [];
  return backend.map((entry) => (typeof entry === 'string' ? entry : entry.address));
}
