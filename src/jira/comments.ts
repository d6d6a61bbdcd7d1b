/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/ */
import type { Audience, Mapping } from '../core/mapping';
import type { RichText } from '../core/model';
import { parseAnswer } from '../http/answer';
import { toRefused } from '../http/to-refused';
import type { Refused } from '../ports';
import { type JiraClient, route } from './client';
import { createdSchema, type WireComment } from './wire';

/** Who may read a comment: a role goes by its name, a group by its id. */
type Visibility =
  | { readonly type: 'role'; readonly value: string }
  | { readonly type: 'group'; readonly identifier: string };

export async function addComment(
  client: JiraClient,
  issueId: string,
  body: RichText,
  visibility?: Visibility,
): Promise<{ readonly commentId: string }> {
  const path = route`/rest/api/3/issue/${issueId}/comment`;
  const answer = await client.send({ method: 'POST', path, body: toBody(body, visibility) });
  return { commentId: parseAnswer(answer, createdSchema).id };
}

/** Jira refuses a role or group that the app does not belong to. */
export async function addPrivateComment(
  client: JiraClient,
  mapping: Mapping,
  issueId: string,
  body: RichText,
): Promise<'done' | Refused> {
  try {
    await addComment(client, issueId, body, visibilityOf(mapping));
    return 'done';
  } catch (error) {
    return toRefused(error);
  }
}

/** @param visibility said with each edit of a private one; without it Jira leaves it as it is */
export async function editComment(
  client: JiraClient,
  issueId: string,
  commentId: string,
  body: RichText,
  visibility?: Visibility,
): Promise<'done' | 'gone'> {
  const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
  const request = { method: 'PUT', path, body: toBody(body, visibility), accept: [404] } as const;
  return (await client.send(request)).status === 404 ? 'gone' : 'done';
}

export async function deleteComment(
  client: JiraClient,
  issueId: string,
  commentId: string,
): Promise<void> {
  const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
  await client.send({ method: 'DELETE', path, accept: [404] });
}

/** @throws Error where the mapping lets no private comment cross: then none may be written */
export function visibilityOf({ id, comments }: Mapping): Visibility {
  if (!comments?.privateTo)
    throw new Error(`mapping ${id} says of nobody who reads private comments`);
  return toVisibility(comments.privateTo);
}

/** Whether a comment is for just those whom the mapping's private comments are for. */
export function isForPrivate(wire: WireComment, audience: Audience | undefined): boolean {
  const { visibility } = wire;
  if (!audience || !visibility || visibility.type !== audience.kind) return false;
  return audience.kind === 'role'
    ? visibility.value === audience.name
    : visibility.identifier === audience.id;
}

function toVisibility({ kind, id, name }: Audience): Visibility {
  return kind === 'role' ? { type: 'role', value: name } : { type: 'group', identifier: id };
}

function toBody(body: RichText, visibility: Visibility | undefined) {
  if (body.format !== 'adf') {
    throw new Error(`a comment for Jira came in ${body.format}; Jira takes ADF`);
  }
  return { body: body.doc, ...(visibility ? { visibility } : {}) };
}
