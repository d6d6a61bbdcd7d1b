/** Brings a configuration into the app the way an admin would: through the admin page's resolver. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ForgeHost } from '../forge-host/create-forge-host';
import { StartError } from './start-error';

const EGRESS_GROUP = 'local-host';

/** The newest of a list. */
const secretSchema = z
  .union([z.string(), z.array(z.string()).transform(([newest]) => newest)])
  .optional();

/** As much of the document as the host itself needs. */
const documentSchema = z.looseObject({
  connections: z
    .array(z.looseObject({ id: z.string(), url: z.url(), webhookSecret: secretSchema }))
    .default([]),
});

/** As the admin page hands it over. */
const textSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(documentSchema);

/** What the app answers to an import. */
export const importAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.discriminatedUnion('imported', [
      z.object({ imported: z.literal(true), mappings: z.number() }),
      z.object({
        imported: z.literal(false),
        mistakes: z.array(z.object({ path: z.string(), message: z.string() })),
      }),
    ]),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

export interface ConfigurationSource {
  /** Where it is from, for messages. */
  readonly name: string;
  readonly document: unknown;
}

/** @throws {StartError} where the file cannot be read or is not JSON */
export function readConfigurationFile(path: string): ConfigurationSource {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartError(`--config ${path}: cannot be read`, { cause: error });
  }
  try {
    return { name: path, document: JSON.parse(text) };
  } catch (error) {
    throw new StartError(`--config ${path}: not JSON: ${String(error)}`, { cause: error });
  }
}

/** The connections that a document names, or a text of it; none where it is not of that shape. */
export function listConnections(document: unknown) {
  const parsed = typeof document === 'string' ? textSchema : documentSchema;
  return parsed.safeParse(document).data?.connections ?? [];
}

/**
 * Opens egress to the document's hosts and imports it as the given admin.
 * @throws {StartError} with every mistake that the app finds in it
 */
export async function importConfiguration(
  host: ForgeHost,
  source: ConfigurationSource,
  adminAccountId: string,
): Promise<void> {
  const origins = [
    ...new Set(listConnections(source.document).map(({ url }) => new URL(url).origin)),
  ];
  if (origins.length > 0) {
    host.egressGroups.set([
      {
        key: EGRESS_GROUP,
        description: `Redmine of ${source.name}`,
        configured: origins.map((domain) => ({ domain, type: ['FETCH_BACKEND_SIDE'] })),
      },
    ]);
  }
  const call = await host.invokeResolver({
    moduleKey: 'admin-page',
    functionKey: 'importConfiguration',
    payload: { document: source.document },
    accountId: adminAccountId,
  });
  if (call.kind === 'failed') throw new StartError(`${source.name}: ${call.message}`);
  const parsed = importAnswerSchema.safeParse(call.value);
  if (!parsed.success) {
    throw new StartError(`${source.name}: importConfiguration answered in an unknown shape`);
  }
  const answer = parsed.data;
  if (!answer.ok) throw new StartError(`${source.name}: ${answer.reason}`);
  if (!answer.value.imported) {
    const mistakes = answer.value.mistakes.map(({ path, message }) => `${path}: ${message}`);
    throw new StartError(`${source.name}: ${mistakes.join('; ')}`);
  }
}
