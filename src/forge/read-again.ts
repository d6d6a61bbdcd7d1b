/** Storage reads change nothing, so one that broke on its way is simply made again. */
import { ForgeKvsAPIError } from '@forge/kvs';

const MAX_TRIES = 3;

/**
 * @param read a storage request that writes nothing
 * @throws what the last try threw; what storage itself refused, at once
 */
export async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (tries === MAX_TRIES || isRefusal(error)) throw error;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ForgeKvsAPIError && error.responseDetails.status < 500;
}
