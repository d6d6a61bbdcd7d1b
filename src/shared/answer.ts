import * as z from 'zod';

/** The request of a call that needs none. */
export const none = z.strictObject({}).or(z.undefined()).or(z.null());

/** What an answer is: the value, or a short reason that can be shown to a person. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };
