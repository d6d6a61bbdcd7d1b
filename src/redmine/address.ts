/** Where a Redmine is, and whether its key may be sent there. */
import { parseWebAddress } from '../http/web-address';

export interface RedmineAddress {
  /** Scheme and host, `https://redmine.example.com`. */
  readonly origin: string;
  /** What stands before every path, `` or `/redmine`; no trailing slash. */
  readonly prefix: string;
}

/**
 * @param allowHttpLoopback the local host alone sets it: its Redmine has no certificate
 * @throws PermanentError (`access`) for an address that the key must not be sent to
 */
export function parseRedmineAddress(baseUrl: string, allowHttpLoopback: boolean): RedmineAddress {
  const url = parseWebAddress('[redmine]', baseUrl, allowHttpLoopback);
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}
