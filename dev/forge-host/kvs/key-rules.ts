import { FORGE_LIMITS } from '../limits';
import { KvsError } from './kvs-error';

// As the platform writes it; `\s-#` in it is a class, a hyphen and a hash, not a range.
const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

/** @throws {KvsError} for a key that Forge storage does not take */
export function checkKey(key: string): void {
  if (key.length === 0) throw new KvsError(400, 'KEY_TOO_SHORT', 'Key cannot be empty');
  if (key.length > FORGE_LIMITS.kvs.keyCharacters) {
    throw new KvsError(400, 'KEY_TOO_LONG', 'Key has exceeded the maximum of 500 characters');
  }
  if (!KEY.test(key)) {
    throw new KvsError(400, 'INVALID_KEY', `Key does not match ${KEY.source}`);
  }
}
