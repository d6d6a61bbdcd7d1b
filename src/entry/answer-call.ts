/**
 * The frame of every resolver call: permission first, then the payload is parsed, then the work.
 * The caller gets a value or a short reason, never a stack.
 */
import type { z } from 'zod';
import { doorPorts } from '../app/door';
import { PermanentError, RetryLaterError } from '../ports';
import type { Answer } from '../shared/api';

export interface Call<Request> {
  /** What the caller may not do, or `null`. Asked before anything else is looked at. */
  readonly findRefusal: () => Promise<string | null>;
  readonly schema: z.ZodType<Request>;
  readonly payload: unknown;
}

/** A reason that is meant for the person who asked. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
}

/** Answers one call. @throws whatever is a bug */
export async function answerCall<Request, T>(
  call: Call<Request>,
  work: (request: Request) => Promise<T>,
): Promise<Answer<T>> {
  try {
    const refusal = await call.findRefusal();
    if (refusal) return { ok: false, reason: refusal };
    const request = call.schema.safeParse(call.payload);
    if (!request.success) {
      const [issue] = request.error.issues;
      const place = issue?.path.join('.');
      return { ok: false, reason: `The request is not valid: ${place} ${issue?.message}` };
    }
    return { ok: true, value: await work(request.data) };
  } catch (error) {
    if (error instanceof CallRefused) return { ok: false, reason: error.message };
    if (error instanceof PermanentError || error instanceof RetryLaterError) {
      doorPorts.log.warn(error.message);
      return { ok: false, reason: error.message };
    }
    throw error;
  }
}
