/**
 * How much an installation may read and write.
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/
 */
import type { HostClock } from '../../clock';
import { FORGE_LIMITS } from '../limits';
import { RateWindow } from '../rate-window';
import { KvsError } from './kvs-error';

export interface KvsRateLimits {
  /** @throws {KvsError} 429 */
  admitRequest(): void;
  /** @throws {KvsError} 429 */
  admitRead(bytes: number): void;
  /**
   * @param bytesByKey how much goes to each key
   * @throws {KvsError} 429
   */
  admitWrite(bytesByKey: ReadonlyMap<string, number>): void;
}

function refuse(what: string): KvsError {
  return new KvsError(429, 'RATE_LIMIT_EXCEEDED', `Rate limit exceeded: ${what}`);
}

export function createKvsRateLimits(clock: HostClock): KvsRateLimits {
  const limits = FORGE_LIMITS.kvs;
  const requests = new RateWindow(clock, 1000, limits.requestsPerSecond);
  const reads = new RateWindow(clock, 60_000, limits.readUnitsPerMinute);
  const writes = new RateWindow(clock, 60_000, limits.writeUnitsPerMinute);
  let keyBytes = new Map<string, number>();
  let keySecond = 0;

  const countUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / limits.unitBytes));

  return {
    admitRequest() {
      if (!requests.take(1)) throw refuse('1000 requests a second');
    },
    admitRead(bytes) {
      if (!reads.take(countUnits(bytes))) throw refuse('4000 reads of 10 KB a minute');
    },
    admitWrite(bytesByKey) {
      const second = Math.floor(clock.nowMs() / 1000);
      if (second !== keySecond) {
        keySecond = second;
        keyBytes = new Map();
      }
      let total = 0;
      for (const [key, bytes] of bytesByKey) {
        total += bytes;
        const sum = (keyBytes.get(key) ?? 0) + bytes;
        if (sum > limits.writeBytesPerSecondOfKey) throw refuse(`1 MB a second on ${key}`);
        keyBytes.set(key, sum);
      }
      if (!writes.take(countUnits(total))) throw refuse('4000 writes of 10 KB a minute');
    },
  };
}
