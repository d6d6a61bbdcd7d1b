/**
 * Redmine takes an edit whole or not at all, and says in its user's language what it will not take.
 * So where it refuses several fields at once, each is sent alone: one bad value holds up no other.
 */
import { PermanentError, type WriteReceipt } from '../ports';

type Refused = WriteReceipt['refused'][number];

/** Messages end with the status and Redmine's own words. */
const REFUSED = /: 422\b/;

/** Whether Redmine said that it will not take a value. */
export function isRefusedValue(error: unknown): error is PermanentError {
  return error instanceof PermanentError && REFUSED.test(error.message);
}

/**
 * @param fields names of the fields to write
 * @param put sends these fields
 * @returns those that Redmine will not take, with its words
 * @throws PermanentError, RetryLaterError of `put` for anything but a value that is not taken
 */
export async function writeFields(
  fields: readonly string[],
  put: (fields: readonly string[]) => Promise<void>,
): Promise<readonly Refused[]> {
  try {
    await put(fields);
    return [];
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    const [only, ...others] = fields;
    if (only === undefined) throw error;
    if (others.length === 0) return [{ field: only, message: error.message }];
  }
  const refused: Refused[] = [];
  for (const field of fields) refused.push(...(await writeFields([field], put)));
  return refused;
}
