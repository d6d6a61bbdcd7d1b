/** A refusal of one request as a value, for what may be refused while the rest goes on. */
import { PermanentError, type Refused } from '../ports';

/** @throws the error itself where it is not this one request that the tracker refuses */
export function toRefused(error: unknown): Refused {
  if (error instanceof PermanentError && error.reason === 'refused') {
    return { kind: 'refused', message: error.message };
  }
  throw error;
}
