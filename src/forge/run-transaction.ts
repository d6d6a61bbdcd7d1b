/** Conditional transactions: a lost race is a value, everything else is thrown. */
import { ForgeKvsAPIError, type kvs } from '@forge/kvs';

export type Transaction = ReturnType<typeof kvs.transact>;

/** Codes by which Forge says that a condition did not hold. */
const LOST_RACE_CODES: ReadonlySet<string> = new Set(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT']);

/**
 * @returns `false` where a condition of the transaction did not hold: nothing was written
 * @throws ForgeKvsAPIError for everything else that the storage refuses
 */
export async function runTransaction(transaction: Transaction): Promise<boolean> {
  try {
    await transaction.execute();
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** Whether a condition or a `FAIL_IF_EXISTS` refused the write. */
export function isLostRace(error: unknown): boolean {
  return error instanceof ForgeKvsAPIError && LOST_RACE_CODES.has(error.code);
}
