/**
 * Which addresses a function may fetch.
 *
 * As Forge's own filter does it: scheme and host with port are compared as written, case included;
 * `*.example.com` takes every subdomain, not `example.com` itself and no port; paths do not matter.
 * @see https://developer.atlassian.com/platform/forge/runtime-egress-permissions/
 */

interface Address {
  readonly scheme: string;
  /** With the port where one is written. */
  readonly host: string;
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/**
 * Reads `https://host:port/path` or a bare host, which stands for https. As the platform's own filter
 * does, it takes whatever comes before the first colon for the scheme: a bare `host:8443` matches
 * nothing.
 */
function readAddress(address: string): Address {
  const written = /^(.*?):/.exec(address)?.[1];
  const rest = written === undefined ? address : address.slice(written.length + 1);
  const host = rest.replace(/^\/*\\*/, '').split(/[?#/]/)[0] ?? '';
  return { scheme: written ?? 'https', host };
}

function matches(pattern: string, address: Address): boolean {
  if (pattern === '*') return true;
  const allowed = readAddress(pattern);
  if (allowed.scheme !== address.scheme) return false;
  if (!allowed.host.startsWith('*')) return allowed.host === address.host;
  const escaped = allowed.host.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(address.host);
}

/**
 * @param url as the function wrote it
 * @param allowed entries of the manifest and of the admins' egress groups
 * @returns whether it may be fetched. `http` only on loopback, which is the local host's own exception
 */
export function mayFetch(url: string, allowed: readonly string[]): boolean {
  const address = readAddress(url);
  if (address.scheme !== 'https' && !(address.scheme === 'http' && LOOPBACK.test(address.host))) {
    return false;
  }
  return allowed.some((pattern) => matches(pattern, address));
}
