/**
 * A tracker's answer as both clients hand it on: parsed JSON, with the time the server said it was.
 */
import type { ZodType } from 'zod';
import { PermanentError } from '../ports';

export interface Answer {
  /** What was asked, for messages: `[redmine] GET /issues/42.json`. Never holds a query or values. */
  readonly request: string;
  readonly status: number;
  /** Parsed JSON; `null` where the body is empty. */
  readonly body: unknown;
  /** The server's own time (`Date` header, whole seconds); `null` where it sends none. */
  readonly serverAtMs: number | null;
  /** The same, or our own time where there is none. */
  readonly readAtMs: number;
  /** The server's clock minus ours; 0 where it sends no time. */
  readonly clockOffsetMs: number;
}

/**
 * The answer's body as the schema describes it.
 * @throws PermanentError naming the path of what is missing or odd, never the value
 */
export function parseAnswer<T>(answer: Answer, schema: ZodType<T>): T {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const odd = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.code}`)
    .join('; ');
  throw new PermanentError(
    `${answer.request}: ${answer.status} in a shape we do not know (${odd})`,
    'refused',
  );
}
