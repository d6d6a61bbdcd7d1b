/**
 * The stored documents' shapes: parsed on every load, so that a broken one is an error with a place
 * and not an odd behaviour later.
 */
import * as z from 'zod';
import { AUDIT_KINDS, type AuditEntry } from '../core/audit/audit';
import type { TrailHead } from '../core/audit/audit-chain';
import { DEFAULT_LIMITS, type Limits } from '../core/configuration/limits';
import type { CircuitSettings, Circuits } from '../core/failing/circuit';
import {
  type AttachmentPair,
  type CommentPair,
  type Link,
  type RelationPair,
  type TimePair,
  WITHDRAWALS,
} from '../core/link';
import type { Mapping } from '../core/mapping';
import type { AdfDocument, FieldValue } from '../core/model';
import type { BaseText } from '../core/texts/convert-text';
import type { Claim } from '../core/twins/claim';
import { FIELD_KIND_NAMES } from '../core/values/field-kinds';
import type { Verification } from '../core/verification';
import type { Floods } from '../ports';

const side = z.enum(['jira', 'remote']);
const direction = z.enum(['both', 'toJira', 'toRemote']);
const policy = z.enum(['jira', 'remote', 'newest', 'manual', 'halt', 'merge']);
const textFormat = z.enum(['textile', 'markdown']);
const person = z.object({ id: z.string(), name: z.string() });
const birthMark = z.object({ atMs: z.number(), issueId: z.number() });
const adf = z.custom<AdfDocument>((value) => (value as AdfDocument | null)?.type === 'doc');

const fieldValue: z.ZodType<FieldValue> = z.union([
  z.string(),
  z.null(),
  z.object({ format: z.literal('adf'), doc: adf }),
  z.object({ format: textFormat, source: z.string() }),
]);

const sideBase = z.object({
  issueId: z.string(),
  key: z.string(),
  projectId: z.string(),
  authorId: z.string(),
  createdAtMs: z.number(),
  fields: z.record(z.string(), z.string().nullable()),
  lastEntryId: z.number(),
  readAtMs: z.number(),
  updatedAtMs: z.number(),
  writtenAtMs: z.number().nullable(),
});

const conflict = z.object({
  field: z.string(),
  kind: z.enum(['both-changed', 'overwritten', 'no-base']),
  jira: fieldValue,
  remote: fieldValue,
  labels: z.object({ jira: z.string().nullable(), remote: z.string().nullable() }),
  foundAtMs: z.number(),
  jiraAuthor: person.nullable(),
  remoteAuthor: person.nullable(),
  changedAtMs: z
    .object({ jira: z.number().nullable(), remote: z.number().nullable() })
    .exactOptional(),
  decision: z.union([side, z.object({ jira: fieldValue, remote: fieldValue })]).exactOptional(),
});

const problem = z.object({
  kind: z.enum([
    'value-not-mapped',
    'write-not-taken',
    'no-transition',
    'out-of-scope',
    'issue-missing',
    'issue-hidden',
    'issue-restricted',
    'another-issue',
    'text-too-long',
    'attachment-refused',
    'relation-refused',
    'time-refused',
    'comment-refused',
  ]),
  side,
  field: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  foundAtMs: z.number(),
});

export const trailHeadSchema: z.ZodType<TrailHead> = z.object({
  count: z.number(),
  digest: z.string(),
});

/** A head in a word, since it is stored with each save of a link. */
export const formatHead = ({ count, digest }: TrailHead): string => `${count} ${digest}`;

function parseHead(text: string): TrailHead {
  const [count, digest = ''] = text.split(' ');
  return { count: Number(count), digest };
}

export const linkSchema: z.ZodType<Link> = z.object({
  id: z.string(),
  version: z.number(),
  mappingId: z.string(),
  mappingVersion: z.number(),
  origin: side.exactOptional(),
  sides: z.object({ jira: sideBase, remote: sideBase }),
  paused: z.boolean(),
  conflicts: z.array(conflict),
  problems: z.array(problem),
  commentIntents: z.array(z.object({ origin: side, commentId: z.string(), atMs: z.number() })),
  attachmentIntents: z
    .array(z.object({ origin: side, attachmentId: z.string(), atMs: z.number() }))
    .exactOptional(),
  timeIntents: z
    .array(z.object({ origin: side, entryId: z.string(), atMs: z.number() }))
    .exactOptional(),
  comparedAtMs: z.number(),
  trail: z.string().transform(parseHead).exactOptional(),
});

export const linkEntitySchema = z.object({ body: linkSchema });

export const commentPairsSchema: z.ZodType<readonly CommentPair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    digest: z.string(),
    isPrivate: z.literal(true).exactOptional(),
    withdrawn: z.enum(WITHDRAWALS).exactOptional(),
  }),
);

export const attachmentPairsSchema: z.ZodType<readonly AttachmentPair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    name: z.string(),
    digest: z.string(),
    is: z.enum(['copy', 'found', 'link', 'refused', 'ended']),
    media: z.string().exactOptional(),
  }),
);

export const relationPairsSchema: z.ZodType<readonly RelationPair[]> = z.array(
  z.object({
    type: z.string(),
    isSource: z.boolean(),
    jira: z.string(),
    remote: z.string(),
    is: z.enum(['shared', 'theirs', 'alone', 'refused']),
  }),
);

export const timePairsSchema: z.ZodType<readonly TimePair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    digest: z.string(),
    is: z.enum(['copy', 'refused', 'ended']),
  }),
);

export const baseTextSchema: z.ZodType<BaseText> = z.object({ adf, source: z.string() });

const circuitSettings: z.ZodType<CircuitSettings> = z.object({
  threshold: z.number(),
  pauseSeconds: z.number(),
});

const limits: z.ZodType<Limits> = z.object({
  circuit: z.object({ jira: circuitSettings, remote: circuitSettings }),
  remoteRequestsPerMinute: z.number().nullable(),
});

export const circuitsSchema: z.ZodType<{ readonly circuits: Circuits }> = z.object({
  circuits: z.record(
    z.string(),
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('failing'),
        failures: z.number(),
        issueIds: z.array(z.string()),
      }),
      z.object({ kind: z.literal('waiting'), retryAtMs: z.number(), message: z.string() }),
      z.object({
        kind: z.literal('open'),
        cause: z.enum(['failures', 'access']),
        openedAtMs: z.number(),
        retryAtMs: z.number(),
        message: z.string(),
      }),
    ]),
  ),
});

const kind = z.enum(FIELD_KIND_NAMES);

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
    kinds: z.object({ jira: kind, remote: kind }),
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
          z.union([z.object({ text: z.string() }), z.object({ key: z.string(), kind })]),
        ),
      })
      .exactOptional(),
  }),
);

export const floodsSchema: z.ZodType<Floods> = z.object({
  mappings: z.record(z.string(), z.number()),
  nextSweepAtMs: z.number().nullable(),
});

export const verificationSchema: z.ZodType<Verification> = z.object({
  running: z.object({ startedAtMs: z.number() }).nullable(),
  done: z
    .object({ startedAtMs: z.number(), finishedAtMs: z.number(), left: z.array(z.string()) })
    .nullable(),
});

const sideScope = z.object({
  terms: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  query: z.string().exactOptional(),
});

export const mappingSchema: z.ZodType<Mapping> = z.object({
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
  create: z.object({ jira: z.boolean(), remote: z.boolean() }),
  fields: z.array(fieldRow),
  comments: z
    .object({
      direction,
      attribution: z.string().exactOptional(),
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
  onConflict: policy,
  decidedBy: z
    .union([
      z.literal('project-admins'),
      z.object({ role: z.object({ id: z.string(), name: z.string() }) }),
    ])
    .exactOptional(),
  limits: limits.default(DEFAULT_LIMITS),
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
  screens: z.record(z.string(), z.object({ kind, value: z.string() })).exactOptional(),
});

export const claimSchema: z.ZodType<Claim> = z.object({
  connectionId: z.string(),
  mappingId: z.string(),
  side,
  issueId: z.string(),
  nonce: z.string(),
  atMs: z.number(),
  watermark: z.string(),
});

export const auditEntrySchema: z.ZodType<AuditEntry> = z.object({
  atMs: z.number(),
  kind: z.enum(AUDIT_KINDS),
  linkId: z.string().nullable(),
  mappingId: z.string().nullable(),
  side: side.nullable(),
  field: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  cause: z.string(),
});

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

export const deadLetterSchema = z.object({
  v: z.literal(1),
  mappingId: z.string(),
  side,
  issueId: z.string(),
  cause: z.string(),
  message: z.string(),
  failedAtMs: z.number(),
});

/** Wraps a plain document with the version that a newer app will read it by. */
export function versioned<T extends object>(document: T): T & { readonly v: 1 } {
  return { v: 1, ...document };
}
