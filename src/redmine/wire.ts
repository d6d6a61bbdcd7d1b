/** Redmine's answers, only what we use of them. https://www.redmine.org/projects/redmine/wiki/Rest_api */
import * as z from 'zod';

const id = z.number().int().nonnegative();
const named = z.object({ id, name: z.string().catch('') });
const timestamp = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'no timestamp');
const text = z.string().nullish();

const customValue = z.union([z.string(), z.array(z.string()), z.null()]).optional();

export const customFieldValueSchema = z.object({
  id,
  name: z.string().catch(''),
  multiple: z.boolean().optional(),
  value: customValue.catch(undefined),
});

const detailSchema = z.object({
  property: z.string(),
  name: z.string(),
  old_value: text,
  new_value: text,
});

const journalSchema = z.object({
  id,
  user: named.optional(),
  notes: text,
  created_on: timestamp,
  private_notes: z.boolean().optional(),
  details: z.array(detailSchema),
});

const attachmentSchema = z.object({
  id,
  filename: z.string(),
  filesize: z.number().int().nonnegative(),
  content_type: text,
  description: text,
  author: named.optional(),
  created_on: timestamp,
});

const relationSchema = z.object({
  id,
  issue_id: id,
  issue_to_id: id,
  relation_type: z.string(),
});

export const issueSchema = z.object({
  id,
  project: named,
  tracker: named,
  status: named,
  priority: named,
  author: named.optional(),
  assigned_to: named.optional(),
  category: named.optional(),
  fixed_version: named.optional(),
  parent: z.object({ id }).optional(),
  watchers: z.array(named).optional(),
  /** Since 5.0, where it is asked for: what this key may set, the present status included. */
  allowed_statuses: z.array(named).optional(),
  subject: z.string(),
  description: text,
  start_date: text,
  due_date: text,
  done_ratio: z.number().nullish(),
  estimated_hours: z.number().nullish(),
  is_private: z.boolean().optional(),
  /** Spent on the issue itself; absent where the key may not see it. */
  spent_hours: z.number().nullish(),
  custom_fields: z.array(customFieldValueSchema).optional(),
  created_on: timestamp,
  updated_on: timestamp,
  journals: z.array(journalSchema).optional(),
  attachments: z.array(attachmentSchema).optional(),
  relations: z.array(relationSchema).optional(),
});

export const issueAnswerSchema = z.object({ issue: issueSchema });

/** Without the id before 3.4. */
export const uploadAnswerSchema = z.object({
  upload: z.object({ token: z.string().min(1), id: id.optional() }),
});

export const createdSchema = z.object({ issue: z.object({ id }) });

export const issueListSchema = z.object({
  issues: z.array(
    z.object({
      id,
      description: text,
      created_on: timestamp,
      updated_on: timestamp,
    }),
  ),
  total_count: z.number().int(),
});

export const wholeIssueListSchema = z.object({ issues: z.array(issueSchema) });

export type WireIssue = z.output<typeof issueSchema>;
export type WireRelation = z.output<typeof relationSchema>;
export type WireAttachment = z.output<typeof attachmentSchema>;
export type WireJournal = z.output<typeof journalSchema>;
export type WireDetail = z.output<typeof detailSchema>;
export type WireListedIssue = z.output<typeof issueListSchema>['issues'][number];
