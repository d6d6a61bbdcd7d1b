/** Jira's REST API as the person looks at it, through the pages' own server. */

export class JiraError extends Error {
  override readonly name = 'JiraError';
}

/** @throws JiraError with Jira's own messages where the answer is no success. */
export async function callJira<T>(
  as: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`/__pages/jira/rest/api/3/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-as': as },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new JiraError(`${response.status} ${readMessages(text)}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

function readMessages(text: string): string {
  try {
    const answer = JSON.parse(text) as {
      errorMessages?: string[];
      errors?: Record<string, string>;
    };
    const messages = [...(answer.errorMessages ?? []), ...Object.values(answer.errors ?? {})];
    return messages.length > 0 ? messages.join(' ') : text;
  } catch {
    return text;
  }
}

export interface Person {
  readonly accountId: string;
  readonly displayName: string;
  readonly timeZone?: string;
}

export interface Adf {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly {
    readonly type: string;
    readonly attrs?: { readonly href?: string };
  }[];
  readonly content?: readonly Adf[];
}

export interface JiraIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: {
    readonly summary: string;
    readonly description: Adf | null;
    readonly status: { readonly name: string; readonly statusCategory?: { readonly key: string } };
    readonly issuetype: { readonly id: string; readonly name: string };
    readonly project: { readonly id: string; readonly key: string; readonly name: string };
    readonly priority?: { readonly name: string } | null;
    readonly assignee?: Person | null;
    readonly reporter?: Person | null;
    readonly duedate?: string | null;
    readonly created: string;
    readonly updated: string;
    readonly comment?: { readonly comments: readonly JiraComment[] };
  };
}

export interface JiraComment {
  readonly id: string;
  readonly author: Person;
  readonly body: Adf;
  readonly created: string;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly name: string };
}

/** Each line as a paragraph. */
export function toAdf(text: string): Adf & { version: 1 } {
  return {
    version: 1,
    type: 'doc',
    content: text.split('\n').map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  };
}
