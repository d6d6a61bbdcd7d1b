/** A refusal in Jira's own shape: status, `errorMessages` and `errors`. */
import type { JsonObject } from '../json';

export class JiraError extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonObject,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`Jira answers ${status}: ${JSON.stringify(body)}`);
  }
}

/** A refusal that names no field. */
export function refusal(status: number, ...messages: string[]): JiraError {
  return new JiraError(status, { errorMessages: messages, errors: {} });
}

/** A 400 that names fields. */
export function fieldErrors(errors: Readonly<Record<string, string>>): JiraError {
  return new JiraError(400, { errorMessages: [], errors });
}

export const NO_SUCH_ISSUE = 'Issue does not exist or you do not have permission to see it.';

export function issueNotFound(): JiraError {
  return refusal(404, NO_SUCH_ISSUE);
}

export function projectNotFound(idOrKey: string): JiraError {
  return refusal(404, `No project could be found with key '${idOrKey}'.`);
}

/** What a caller without a login gets where one is needed. */
export function loginRequired(): JiraError {
  return new JiraError(401, {
    message: 'Client must be authenticated to access this resource.',
    'status-code': 401,
  });
}

/** What a caller without the permission "Administer Jira" gets. */
export function adminRequired(): JiraError {
  return refusal(403, 'Only Jira administrators can perform this operation.');
}
