import * as z from 'zod';
import type { TrailHead } from '../../core/audit/audit-chain';
import type { Conflict, ConflictDecision, Link } from '../../core/link';
import type { FieldValue } from '../../core/model';
import type { BaseText } from '../../core/texts/convert-text';
import { type Compressed, compress, expand } from '../compress';
import { adf, side, textFormat } from './terms';

const person = z.object({ id: z.string(), name: z.string() });

/** Version 0.1 stored rich text as it was. */
const fieldValue = z.preprocess(
  expand,
  z.union([
    z.string(),
    z.null(),
    z.object({ format: z.literal('adf'), doc: adf }),
    z.object({ format: textFormat, source: z.string() }),
  ]),
);

/** Forge keeps nothing that is nested more than 31 deep: a list of five levels in an ADF is. */
const formatValue = (value: FieldValue): StoredValue =>
  value === null || typeof value === 'string' ? value : compress(value);

type StoredValue = string | null | Compressed;

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
const formatHead = ({ count, digest }: TrailHead): string => `${count} ${digest}`;

function parseHead(text: string): TrailHead {
  const [count, digest = ''] = text.split(' ');
  return { count: Number(count), digest };
}

/** A link as it is stored. */
export function formatLink({ trail, conflicts, ...link }: Link) {
  return {
    ...link,
    conflicts: conflicts.map(formatConflict),
    ...(trail ? { trail: formatHead(trail) } : {}),
  };
}

function formatConflict({ decision, ...conflict }: Conflict) {
  return {
    ...conflict,
    jira: formatValue(conflict.jira),
    remote: formatValue(conflict.remote),
    ...(decision === undefined ? {} : { decision: formatDecision(decision) }),
  };
}

function formatDecision(decision: ConflictDecision) {
  if (typeof decision === 'string') return decision;
  return { jira: formatValue(decision.jira), remote: formatValue(decision.remote) };
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
  commentIntents: z.array(
    z.object({
      origin: side,
      commentId: z.string(),
      atMs: z.number(),
      takesBack: z.string().exactOptional(),
    }),
  ),
  attachmentIntents: z
    .array(
      z.object({
        origin: side,
        attachmentId: z.string(),
        atMs: z.number(),
        name: z.string().exactOptional(),
        sizeBytes: z.number().exactOptional(),
        takesBack: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  timeIntents: z
    .array(
      z.object({
        origin: side,
        entryId: z.string(),
        atMs: z.number(),
        takesBack: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  sent: z
    .array(
      z.object({
        side,
        field: z.string(),
        value: z.string().nullable(),
        source: z.string().nullable(),
        atMs: z.number(),
        isTold: z.literal(true).exactOptional(),
      }),
    )
    .exactOptional(),
  comparedAtMs: z.number(),
  trail: z.string().transform(parseHead).exactOptional(),
});

export const linkEntitySchema = z.object({ body: linkSchema });

export const baseTextSchema: z.ZodType<BaseText> = z.object({ adf, source: z.string() });
