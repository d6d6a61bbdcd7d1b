/** Where a Redmine is, and whether its key may be sent there. */
import { PermanentError } from '../ports';

export interface RedmineAddress {
  /** Scheme and host, `https://redmine.example.com`. */
  readonly origin: string;
  /** What stands before every path, `` or `/redmine`; no trailing slash. */
  readonly prefix: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * @param allowHttpLoopback the local host alone sets it: its Redmine has no certificate
 * @throws PermanentError (`access`) for an address that the key must not be sent to
 */
export function parseRedmineAddress(baseUrl: string, allowHttpLoopback: boolean): RedmineAddress {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new PermanentError('[redmine] the address is not a web address', 'access');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new PermanentError(
      '[redmine] the address must hold no user, password, query or fragment',
      'access',
    );
  }
  if (url.protocol === 'http:' && !(allowHttpLoopback && LOOPBACK.test(url.hostname))) {
    throw new PermanentError(
      `[redmine] ${url.host} must be reached by https: the API key is not sent in the clear`,
      'access',
    );
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}
