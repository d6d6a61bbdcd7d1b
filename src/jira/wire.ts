/** Jira's answers, only what we use of them. https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
import * as z from 'zod';
import type { AdfDocument } from '../core/model';

const id = z.string().min(1);
const timestamp = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'no timestamp');

const user = z.object({ accountId: id, displayName: z.string().catch('') });
const named = z.object({ id, name: z.string().catch('') });

const document = z.object({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.unknown()),
});

/** The document as it is: `text/` checks what it reads. */
const adf = z.custom<AdfDocument>((value) => document.safeParse(value).success);

export const commentSchema = z.object({
  id,
  author: user.nullish(),
  body: adf,
  created: timestamp,
  visibility: z
    .object({ type: z.string(), value: z.string().nullish(), identifier: z.string().nullish() })
    .partial()
    .nullish(),
  /** False on an internal note of Jira Service Management. */
  jsdPublic: z.boolean().nullish(),
});

/**
 * One changed field. Jira names a key `toString`, which every object has as a method, so it is
 * read only where the object has it as its own.
 */
const changeSchema = z.preprocess(
  (item) =>
    item !== null && typeof item === 'object' && Object.hasOwn(item, 'toString')
      ? { ...item, afterText: item.toString }
      : item,
  z.object({
    field: z.string(),
    fieldId: z.string().nullish(),
    from: z.string().nullish(),
    fromString: z.string().nullish(),
    to: z.string().nullish(),
    afterText: z.string().nullish(),
  }),
);

const historySchema = z.object({
  id: z.coerce.number().int().positive(),
  author: user.nullish(),
  created: timestamp,
  items: z.array(changeSchema),
});

const attachmentSchema = z.object({
  id,
  filename: z.string(),
  author: user.nullish(),
  size: z.number().int().nonnegative(),
  mimeType: z.string().nullish(),
});

const worklogSchema = z.object({
  id,
  author: user.nullish(),
  comment: adf.nullish(),
  started: timestamp,
  timeSpentSeconds: z.number().nonnegative(),
  visibility: z.object({}).nullish(),
});

export const worklogPageSchema = z.object({
  worklogs: z.array(worklogSchema),
  total: z.number().int(),
});

/** The other issue stands under the name that it has when seen from this one. */
const linkSchema = z.object({
  id,
  type: z.object({ name: z.string() }),
  inwardIssue: z.object({ id }).nullish(),
  outwardIssue: z.object({ id }).nullish(),
});

export const addedAttachmentsSchema = z.array(attachmentSchema).min(1);

export const issueSchema = z.object({
  id,
  key: id,
  fields: z.looseObject({
    summary: z.string().nullish(),
    project: z.object({ id }),
    status: z.object({ id, name: z.string() }),
    assignee: user.nullish(),
    creator: user.nullish(),
    created: timestamp,
    updated: timestamp,
    security: z.looseObject({}).nullish(),
    comment: z.object({ comments: z.array(commentSchema), total: z.number().int() }).nullish(),
    attachment: z.array(attachmentSchema).nullish(),
    worklog: worklogPageSchema.nullish(),
    issuelinks: z.array(linkSchema).nullish(),
  }),
  changelog: z.object({ histories: z.array(historySchema) }).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

/** The issue property that says whose claim an issue completes. */
export const markerSchema = z.object({ marker: z.string().min(1) });

export const changelogPageSchema = z.object({
  values: z.array(historySchema),
  total: z.number().int(),
});

export const commentPageSchema = z.object({
  comments: z.array(commentSchema),
  total: z.number().int(),
});

export const createdSchema = z.object({ id });

const transitionSchema = z.object({
  id,
  to: z.object({ id, name: z.string(), statusCategory: z.object({ key: z.string() }) }),
  /** The transition's screen, where it was asked for. */
  fields: z.record(z.string(), z.object({ required: z.boolean() })).optional(),
});

export const transitionsSchema = z.object({ transitions: z.array(transitionSchema) });

/** An issue's own place in its workflow. */
export const placeSchema = z.object({
  fields: z.object({
    project: z.object({ id }),
    issuetype: z.object({ id }),
    status: z.object({ id, name: z.string() }),
  }),
});

/** Other issues with what each can do now: arrows of the workflow, seen without moving anything. */
export const samplesSchema = z.object({
  issues: z.array(
    z.object({
      fields: z.object({ status: z.object({ id }) }),
      transitions: z.array(transitionSchema).optional(),
    }),
  ),
});

export const typeStatusesSchema = z.array(
  z.object({
    id,
    name: z.string(),
    statuses: z.array(
      z.object({ id, name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    ),
  }),
);

export const bulkIssuesSchema = z.object({
  issues: z.array(
    z.object({
      id,
      key: id,
      fields: z.object({ project: z.object({ id }) }),
      properties: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

export const searchPageSchema = z.object({ issues: z.array(z.object({ id, key: id })) });

export const markedPageSchema = z.object({
  issues: z.array(z.object({ id, properties: z.record(z.string(), z.unknown()).nullish() })),
  nextPageToken: z.string().nullish(),
});

export const changedPageSchema = z.object({
  issues: z.array(z.object({ id, fields: z.object({ created: timestamp, updated: timestamp }) })),
  nextPageToken: z.string().nullish(),
});

/** A field's value that is kept by id: an option, a status, a priority, a type. */
export const optionSchema = named.extend({ value: z.string().optional() });
/** A choice of two levels. */
export const cascadeSchema = z.object({
  value: z.string(),
  child: z.object({ value: z.string() }).nullish(),
});
export const relatedIssueSchema = z.object({ id, key: id });
export const userSchema = user;
export const documentSchema = adf;

export type WireIssue = z.output<typeof issueSchema>;
export type WireWorklog = z.output<typeof worklogSchema>;
export type WireLink = z.output<typeof linkSchema>;
export type WireAttachment = z.output<typeof attachmentSchema>;
export type WireComment = z.output<typeof commentSchema>;
export type WireHistory = z.output<typeof historySchema>;
export type WireChange = WireHistory['items'][number];
export type WireTransition = z.output<typeof transitionsSchema>['transitions'][number];
