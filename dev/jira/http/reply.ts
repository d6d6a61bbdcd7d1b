/** What a handler answers, before it becomes a `Response`. */
import type { Json } from '../json';

export interface Reply {
  readonly status: number;
  readonly body?: Json;
  /** Instead of `body`: bytes with their own content type. */
  readonly content?: { readonly bytes: Uint8Array; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: Json): Reply {
  return { status: 200, body };
}

export function created(body: Json): Reply {
  return { status: 201, body };
}

export const NO_CONTENT: Reply = { status: 204 };

/** The answer for an endpoint that Jira has and this double has not. */
export function notModelled(method: string, path: string): Reply {
  return {
    status: 501,
    body: {
      errorMessages: [`The Jira double does not model ${method} ${path}.`],
      errors: {},
    },
  };
}
