import * as z from 'zod';
import { DEFAULT_LIMITS } from '../../core/configuration/limits';
import type { Mapping } from '../../core/mapping';
import { type Compressed, compressLong, expand } from '../compress';
import { limitsSchema } from './circuits';
import { direction, fieldKind, policy, side, textFormat } from './terms';

const birthMark = z.object({ atMs: z.number(), issueId: z.number() });

const fieldRow = z.preprocess(
  // Until version 0.1 both sides of a row held the same kind.
  (row) =>
    row !== null && typeof row === 'object' && 'kind' in row
      ? { ...row, kinds: { jira: row.kind, remote: row.kind } }
      : row,
  z.object({
    field: z.string(),
    jira: z.string(),
    remote: z.string(),
    kinds: z.object({ jira: fieldKind, remote: fieldKind }),
    direction,
    onConflict: policy,
    values: z.array(z.object({ jira: z.string(), remote: z.string(), direction })),
    unmapped: z.enum(['review', 'keep', 'clear', 'default', 'create', 'fail']).exactOptional(),
    defaults: z
      .object({ jira: z.string().exactOptional(), remote: z.string().exactOptional() })
      .exactOptional(),
    isPrivacy: z.literal(true).exactOptional(),
    matchesNames: z.boolean().exactOptional(),
    since: z.number().exactOptional(),
    template: z
      .object({
        side,
        parts: z.array(
          z.union([z.object({ text: z.string() }), z.object({ key: z.string(), kind: fieldKind })]),
        ),
      })
      .exactOptional(),
  }),
);

const sideScope = z.object({
  terms: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  query: z.string().exactOptional(),
});

const deletionRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unlink') }),
  z.object({ kind: z.literal('close'), status: z.string() }),
  z.object({ kind: z.literal('delete') }),
]);

const mappingSchema: z.ZodType<Mapping> = z.object({
  id: z.string(),
  version: z.number(),
  connectionId: z.string(),
  jira: z.object({ projectId: z.string(), projectKey: z.string() }),
  remote: z.object({ projectId: z.string(), projectKey: z.string() }),
  textFormat,
  enabledAt: z.object({ jira: birthMark, remote: birthMark }),
  paused: z.boolean(),
  scope: z
    .object({
      jira: sideScope.exactOptional(),
      remote: sideScope.exactOptional(),
      leaving: z.enum(['pause', 'unlink', 'keep']),
    })
    .exactOptional(),
  pausedFor: z.string().exactOptional(),
  resumedAtMs: z.number().exactOptional(),
  backfill: z
    .object({ id: z.string(), upTo: z.object({ jira: z.number(), remote: z.number() }) })
    .exactOptional(),
  create: z.object({ jira: z.boolean(), remote: z.boolean() }),
  fields: z.array(fieldRow),
  comments: z
    .object({
      direction,
      attribution: z.string().exactOptional(),
      asAuthor: z.literal(true).exactOptional(),
      privateTo: z
        .object({ kind: z.enum(['role', 'group']), id: z.string(), name: z.string() })
        .exactOptional(),
    })
    .nullable(),
  // Mappings of before attachments crossed: none do until the next import.
  attachments: z
    .object({
      direction,
      maxBytes: z.number(),
      tooLarge: z.enum(['link', 'skip']),
      renames: z.boolean(),
      deletions: z.boolean(),
    })
    .nullable()
    .default(null),
  relations: z
    .object({
      direction,
      types: z.array(z.object({ jira: z.string(), remote: z.string(), isSymmetric: z.boolean() })),
    })
    .nullable()
    .default(null),
  timeEntries: z
    .object({
      direction,
      activityId: z.string(),
      activities: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable()
    .default(null),
  deleting: z
    .object({ jira: deletionRule.exactOptional(), remote: deletionRule.exactOptional() })
    .exactOptional(),
  onConflict: policy,
  decidedBy: z
    .union([
      z.literal('project-admins'),
      z.object({ role: z.object({ id: z.string(), name: z.string() }) }),
    ])
    .exactOptional(),
  limits: limitsSchema.default(DEFAULT_LIMITS),
  siteName: z.object({ jira: z.string(), remote: z.string() }),
  siteUrl: z.object({ jira: z.string(), remote: z.string() }),
  people: z.array(
    z.object({
      jira: z.string(),
      remote: z.string(),
      jiraName: z.string(),
      remoteName: z.string(),
      remoteLogin: z.string().nullable(),
    }),
  ),
  timeZone: z.string().exactOptional(),
  screens: z.record(z.string(), z.object({ kind: fieldKind, value: z.string() })).exactOptional(),
  notices: z
    .object({
      conflicts: z.array(z.string()),
      authors: z.object({
        jira: z.enum(['comment', 'mail']).exactOptional(),
        remote: z.literal('comment').exactOptional(),
      }),
    })
    .exactOptional(),
});

/** @throws ZodError for what no version of the app stored */
export function parseMapping(stored: unknown): Mapping {
  return mappingSchema.parse(expand(stored));
}

/** Every run reads it, and a grown table of people is long. */
export function formatMapping(mapping: Mapping): Mapping | Compressed {
  return compressLong(mapping);
}

export const routesSchema = z.object({
  v: z.literal(1),
  mappings: z.array(
    z.object({
      mappingId: z.string(),
      connectionId: z.string(),
      jiraProjectId: z.string(),
      requestsPerMinute: z.number().nullable().default(null),
    }),
  ),
});
