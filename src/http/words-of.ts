/** What a tracker said, for whoever lists failures as findings. */
import { PermanentError, RetryLaterError } from '../ports';

/** @throws the error itself where it is none of a tracker's, but a bug of ours */
export function wordsOf(error: unknown): string {
  if (error instanceof PermanentError || error instanceof RetryLaterError) return error.message;
  throw error;
}
