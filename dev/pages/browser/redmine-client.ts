/** Redmine's REST API, through the pages' own server. */

export class RedmineError extends Error {
  override readonly name = 'RedmineError';
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** @throws RedmineError with Redmine's own messages where the answer is no success */
export async function callRedmine<T>(
  login: string,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`/__pages/redmine/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-as': login },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new RedmineError(describe(response.status, text), response.status);
  return (text.trim() === '' ? null : JSON.parse(text)) as T;
}

function describe(status: number, text: string): string {
  if (status === 401) return 'Redmine does not know the people of the demo.';
  try {
    const { errors } = JSON.parse(text) as { errors?: string[] };
    return `${status} ${errors?.join(' ') ?? ''}`;
  } catch {
    return `${status}`;
  }
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface RedmineIssue {
  readonly id: number;
  readonly subject: string;
  readonly description: string | null;
  readonly project: Named;
  readonly tracker: Named;
  readonly status: Named;
  readonly priority: Named;
  readonly author: Named;
  readonly assigned_to?: Named;
  readonly due_date: string | null;
  readonly updated_on: string;
  readonly journals?: readonly RedmineJournal[];
  readonly allowed_statuses?: readonly Named[];
}

export interface RedmineJournal {
  readonly id: number;
  readonly user: Named;
  readonly notes: string | null;
  readonly created_on: string;
  readonly private_notes: boolean;
  readonly details: readonly {
    readonly name: string;
    readonly old_value: string | null;
    readonly new_value: string | null;
  }[];
}
