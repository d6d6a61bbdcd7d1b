/** Which addresses an admin may send secrets to. */
import { PermanentError } from '../ports';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Hosts that are no place on the internet: what an attacker would point a server at to reach its own
 * insides. `URL` has turned odd spellings (`0x7f.1`, `2130706433`) into plain ones before.
 * https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
const INSIDE: readonly RegExp[] = [
  /^localhost$|\.localhost$/,
  /\.(internal|local)$/,
  /^(0|10|127)(\.\d{1,3}){3}$/,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d{1,3}){2}$/,
  /^169\.254(\.\d{1,3}){2}$/,
  /^172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}$/,
  /^192\.168(\.\d{1,3}){2}$/,
  /^(22[4-9]|2[34]\d|25[0-5])(\.\d{1,3}){3}$/,
  // IPv6: unspecified, loopback, unique local, link-local, multicast, and IPv4 in disguise.
  /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|ff[0-9a-f]{2}:.*|::ffff:.*|64:ff9b:.*)\]$/,
];

/**
 * @param what stands in front of messages: `[redmine]`
 * @param allowLoopback the local host alone sets it: `http` and loopback, which has no certificate
 * @throws PermanentError (`access`) for an address that a secret must not be sent to
 */
export function parseWebAddress(what: string, address: string, allowLoopback: boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new PermanentError(`${what} the address is not a web address`, 'access');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new PermanentError(
      `${what} the address must hold no user, password, query or fragment`,
      'access',
    );
  }
  // A trailing dot names the same host.
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (allowLoopback && LOOPBACK.test(host)) return url;
  if (url.protocol === 'http:') {
    throw new PermanentError(
      `${what} ${url.host} must be reached by https: the API key is not sent in the clear`,
      'access',
    );
  }
  if (INSIDE.some((pattern) => pattern.test(host))) {
    throw new PermanentError(`${what} ${url.host} is not a place on the internet`, 'access');
  }
  return url;
}
