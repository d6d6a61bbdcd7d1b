/**
 * Forge's product events as bells: which issue, and what for. Nothing else of an event is believed
 * or kept; the consumer reads the issue itself.
 * https://developer.atlassian.com/platform/forge/events-reference/jira/
 */
import * as z from 'zod';

export type JiraBellKind =
  | 'issue-created'
  | 'issue-updated'
  | 'issue-deleted'
  /** Written or edited: Jira has one event for both. */
  | 'comment'
  | 'comment-deleted'
  | 'attachment'
  | 'attachment-deleted';

export interface JiraBell {
  readonly kind: JiraBellKind;
  readonly issueId: string;
  readonly projectId: string;
  /** When it happened, by Jira's clock. */
  readonly atMs: number;
  /** The changelog entry that an update made, where the event names it. */
  readonly changelogId: number | null;
  /** Who did it; `null` where the event does not say. */
  readonly authorId: string | null;
}

export type ParsedJiraEvent =
  | { readonly kind: 'bell'; readonly bell: JiraBell }
  /** Not an event we know the shape of; the message names what is odd and no value. */
  | { readonly kind: 'unknown'; readonly message: string };

const KIND_BY_EVENT: Readonly<Record<string, JiraBellKind>> = {
  'avi:jira:created:issue': 'issue-created',
  'avi:jira:updated:issue': 'issue-updated',
  'avi:jira:deleted:issue': 'issue-deleted',
  'avi:jira:commented:issue': 'comment',
  'avi:jira:deleted:comment': 'comment-deleted',
  'avi:jira:created:attachment': 'attachment',
  'avi:jira:deleted:attachment': 'attachment-deleted',
};

const issuePart = z.object({
  id: z.string(),
  fields: z.object({ project: z.object({ id: z.string() }) }),
});

const attachmentPart = z.object({ issueId: z.string(), projectId: z.string() });

const eventSchema = z.object({
  eventType: z.string(),
  /** Epoch milliseconds, as text. */
  timestamp: z.coerce.number().int().positive(),
  atlassianId: z.string().nullish(),
  changelog: z
    .object({ id: z.coerce.number().int().positive().optional().catch(undefined) })
    .nullish(),
  issue: issuePart.nullish(),
  attachment: attachmentPart.nullish(),
});

/** Parses what Forge hands to the trigger's function. Never throws. */
export function parseJiraEvent(event: unknown): ParsedJiraEvent {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) {
    const odd = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { kind: 'unknown', message: `a Jira event of unknown shape (${odd || 'no object'})` };
  }
  const { eventType, timestamp, atlassianId, changelog, issue, attachment } = parsed.data;
  const kind = KIND_BY_EVENT[eventType];
  if (!kind) return { kind: 'unknown', message: 'a Jira event of a type that was not asked for' };
  const place = issue
    ? { issueId: issue.id, projectId: issue.fields.project.id }
    : attachment && { issueId: attachment.issueId, projectId: attachment.projectId };
  if (!place) return { kind: 'unknown', message: `a Jira event ${eventType} without an issue` };
  return {
    kind: 'bell',
    bell: {
      kind,
      ...place,
      atMs: timestamp,
      changelogId: changelog?.id ?? null,
      authorId: atlassianId ?? null,
    },
  };
}
