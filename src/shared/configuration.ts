/**
 * The configuration as people write it: with names. The admin page imports and exports this
 * document; `docs/configuration.md` explains every key.
 */
import * as z from 'zod';
import {
  type Configuration,
  type ConfigurationMistake,
  type ConfiguredConnection,
  UNMAPPED_RULES,
} from '../core/configuration/configuration';
import { NOTICE_LANGUAGES } from '../core/notices/words';
import { isTimeZone } from '../core/values/zoned-day';

const direction = z.enum(['both', 'toJira', 'toRedmine']);
const policy = z.enum(['jira', 'redmine', 'newest', 'manual', 'halt']);
const name = z.string().trim().min(1);
const identifier = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'letters, digits, - and _ only');

const valueRow = z.strictObject({
  jira: name,
  redmine: name,
  direction: direction.optional(),
  preferred: z.boolean().optional(),
});

const field = z
  .strictObject({
    jira: name.optional(),
    redmine: name.optional(),
    template: z.string().trim().min(1).optional(),
    direction: direction.optional(),
    onConflict: z.enum([...policy.options, 'merge']).optional(),
    values: z.array(valueRow).optional(),
    unmapped: z.enum(UNMAPPED_RULES).optional(),
    default: z.strictObject({ jira: name.optional(), redmine: name.optional() }).optional(),
    redmineType: name.optional(),
  })
  .superRefine((row, context) => {
    // A template stands in the place of one of the two.
    if (row.template !== undefined) return;
    for (const side of ['jira', 'redmine'] as const) {
      if (row[side] === undefined) {
        context.addIssue({
          code: 'custom',
          path: [side],
          message: 'A field is needed here: its key or name.',
        });
      }
    }
  });

const circuit = z.strictObject({
  threshold: z.number().int().min(1).max(100).exactOptional(),
  pauseSeconds: z.number().int().min(5).max(3600).exactOptional(),
});

const secret = z.string().min(8);

const connection = z.strictObject({
  id: identifier,
  name,
  kind: z.literal('redmine').optional(),
  url: z.url({ protocol: /^https?$/ }),
  apiKey: z.string().min(1).optional(),
  webhookSecret: z
    .union([secret, z.array(secret).min(1).max(2)], {
      error: 'at least 8 characters, or a list of one or two such texts',
    })
    .optional(),
  textFormat: z.enum(['textile', 'markdown']),
  circuit: circuit.optional(),
  requestsPerMinute: z.number().int().min(10).max(60_000).optional(),
});

const names = z.array(name).min(1);

const scope = z.strictObject({
  jira: name.optional(),
  redmine: z
    .strictObject({
      trackers: names.optional(),
      statuses: names.optional(),
      categories: names.optional(),
      customFields: z.record(name, names).optional(),
      query: z.union([name, z.number().int().positive()]).optional(),
    })
    .optional(),
  leaving: z.enum(['pause', 'unlink', 'keep']).optional(),
});

const mapping = z.strictObject({
  id: identifier,
  connection: identifier,
  jiraProject: name,
  redmineProject: name,
  direction: direction.default('both'),
  create: z
    .strictObject({ jira: z.boolean().default(false), redmine: z.boolean().default(false) })
    .default({ jira: false, redmine: false }),
  issueTypes: z.array(valueRow).default([]),
  statuses: z.array(valueRow).default([]),
  priorities: z.array(valueRow).default([]),
  fields: z.array(field).default([]),
  comments: z
    .strictObject({
      direction: direction.optional(),
      attribution: z
        .string()
        .trim()
        .max(200)
        .regex(/^[^\r\n]*\{author\}[^\r\n]*$/, 'one line with {author} in it, and {site} if wanted')
        .optional(),
      asAuthor: z.boolean().optional(),
      private: z
        .strictObject({ role: name.optional(), group: name.optional() })
        .refine(
          ({ role, group }) => (role === undefined) !== (group === undefined),
          'Say either "role" or "group".',
        )
        .optional(),
    })
    .optional(),
  watchers: z.strictObject({ direction }).optional(),
  attachments: z
    .union([
      z.literal(false),
      z.strictObject({
        direction: direction.optional(),
        // Above it, a function's time is over before the file has passed.
        maxMegabytes: z.number().positive().max(500).optional(),
        tooLarge: z.enum(['link', 'skip']).optional(),
        renames: z.boolean().optional(),
        deletions: z.boolean().optional(),
      }),
    ])
    .optional(),
  relations: z
    .union([
      z.boolean(),
      z.strictObject({
        direction: direction.optional(),
        types: z
          .array(z.strictObject({ jira: name, redmine: name }))
          .min(1)
          .optional(),
      }),
    ])
    .optional(),
  scope: scope.optional(),
  timeEntries: z
    .union([
      z.boolean(),
      z.strictObject({ direction: direction.optional(), activity: name.optional() }),
    ])
    .optional(),
  deleting: z
    .union(
      [
        z.enum(['ignore', 'unlink', 'delete']),
        z.strictObject({ close: z.strictObject({ jira: name, redmine: name }) }),
      ],
      {
        error:
          '"ignore", "unlink", "delete" or { "close": { "jira": …, "redmine": … } } with the status that closes on each side',
      },
    )
    .optional(),
  onConflict: policy.default('manual'),
  decidedBy: z
    .union([z.enum(['jira-admins', 'project-admins']), z.strictObject({ role: name })], {
      error: 'jira-admins, project-admins, or {"role": "…"} with a role of the Jira project',
    })
    .optional(),
  timeZone: name.refine(isTimeZone, 'a time zone such as Europe/Berlin or UTC').optional(),
  screens: z.record(name, z.string()).optional(),
  notices: z
    .strictObject({
      conflicts: names.max(10).optional(),
      authors: z
        .strictObject({
          jira: z.enum(['comment', 'mail']).optional(),
          redmine: z.literal('comment').optional(),
        })
        .optional(),
    })
    .optional(),
});

const notices = z.strictObject({
  project: name.optional(),
  issueType: name.optional(),
  remindAfterHours: z.number().int().min(1).max(720).optional(),
  language: z.enum(NOTICE_LANGUAGES).optional(),
});

const audit = z.strictObject({
  retentionDays: z.number().int().min(30).max(3650).optional(),
  collector: z
    .strictObject({
      kind: z.enum(['splunk', 'datadog', 'json']),
      url: z.url({ protocol: /^https?$/ }),
      token: z.string().min(1).optional(),
    })
    .optional(),
});

export const configurationSchema = z.strictObject({
  version: z.literal(1),
  audit: audit.optional(),
  notices: notices.optional(),
  jira: z
    .strictObject({
      circuit: circuit.optional(),
    })
    .optional(),
  matchPeople: z.literal('email').optional(),
  connections: z.array(connection),
  mappings: z.array(mapping),
  users: z
    .array(z.strictObject({ jira: name, redmine: z.union([name, z.number().int().positive()]) }))
    .default([]),
});

/**
 * Parses a document, filling in defaults, or tells every mistake of form with its place. Names are
 * matched with the trackers later, also those of a document whose mistakes can be left out.
 */
export function parseConfiguration(document: unknown):
  | { readonly kind: 'configuration'; readonly configuration: Configuration }
  | {
      readonly kind: 'mistakes';
      readonly mistakes: readonly ConfigurationMistake[];
      /** The document without what is wrong in it; `null` where it cannot do without. */
      readonly rest: Configuration | null;
    } {
  const parsed = configurationSchema.safeParse(document);
  if (parsed.success) return { kind: 'configuration', configuration: parsed.data };
  const { issues } = parsed.error;
  return {
    kind: 'mistakes',
    mistakes: issues.flatMap(toMistakes),
    rest: leaveOut(document, issues),
  };
}

/** One mistake may hide another. */
const MAX_ROUNDS = 5;

function leaveOut(document: unknown, issues: readonly z.core.$ZodIssue[]): Configuration | null {
  const rest = structuredClone(document);
  let wrong = issues;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    for (const issue of wrong) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(-1);
      const place = issue.code === 'unrecognized_keys' ? issue.path : issue.path.slice(0, -1);
      const holder = place.reduce<unknown>(stepInto, rest);
      if (holder === null || typeof holder !== 'object' || Array.isArray(holder)) return null;
      for (const key of keys) Reflect.deleteProperty(holder, key);
    }
    const parsed = configurationSchema.safeParse(rest);
    if (parsed.success) return parsed.data;
    wrong = parsed.error.issues;
  }
  return null;
}

function stepInto(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
}

function toMistakes(issue: z.core.$ZodIssue): ConfigurationMistake[] {
  if (issue.code === 'unrecognized_keys') {
    const valid = listKeys(
      issue.path.reduce<readonly z.core.$ZodType[]>(listBelow, [configurationSchema]),
    );
    return issue.keys.map((key) => ({
      path: formatPath([...issue.path, key]),
      message: `Unknown key "${key}". Valid: ${valid.join(', ')}.`,
    }));
  }
  return [{ path: formatPath(issue.path), message: issue.message }];
}

/** The schemas of what a key or index leads to; several where one of several may stand there. */
function listBelow(
  schemas: readonly z.core.$ZodType[],
  key: PropertyKey,
): readonly z.core.$ZodType[] {
  return schemas.flatMap(bare).flatMap((schema) => {
    if (schema instanceof z.ZodObject) return schema.shape[String(key)] ?? [];
    return schema instanceof z.ZodArray ? [schema.element] : [];
  });
}

function listKeys(schemas: readonly z.core.$ZodType[]): readonly string[] {
  return schemas
    .flatMap(bare)
    .flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []));
}

/** Without what says that it may be left out. */
function bare(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(bare);
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? bare(schema.unwrap()) : [schema];
}

function formatPath(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return text.replace(/^\./, '') || '(document)';
}

export type { Configuration, ConfigurationMistake, ConfiguredConnection };
