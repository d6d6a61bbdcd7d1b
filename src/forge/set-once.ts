/** What only one of several runs may write. */
import { kvs } from '@forge/kvs';
import { isLostRace } from './run-transaction';

/**
 * Sets the key where nothing lies under it.
 * @param days how long it is kept; for ever where nothing is said
 * @returns whether it was set; `false`: there was something, which stays
 * @throws ForgeKvsAPIError as Forge's storage does
 * @see https://developer.atlassian.com/platform/forge/storage-reference/kvs-api/
 */
export async function setOnce(key: string, value: object, days?: number): Promise<boolean> {
  const ttl = days === undefined ? {} : { ttl: { value: days, unit: 'DAYS' } as const };
  try {
    await kvs.set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ...ttl });
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}
