import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';

/**
 * A request's body, parsed. An empty one counts as `{}`.
 * @throws {HTTPException} 400 that says what is wrong and where
 */
export async function readJson<T extends z.ZodType>(context: Context, schema: T) {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw refuseBody('the body is not JSON');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refuseBody(z.prettifyError(parsed.error));
  return parsed.data as z.infer<T>;
}

function refuseBody(message: string): HTTPException {
  return new HTTPException(400, { res: Response.json({ error: message }, { status: 400 }) });
}
