/** The address of a link in the form in which CommonMark's renderers write it. */
import { findSafeUrl } from '../../safe-url';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Most addresses: safe, and written as they are. */
const ORDINARY = /^(?:https?:\/\/|mailto:)[\w.~!*'();:@&=+$,/?#%-]+$/;
const NEEDS_ENCODING = /[^\w.~!*'();:@&=+$,/?#%-]/;

/** Percent-encodes what may not stand in an address; what is encoded already stays as it is. */
export function encodeAddress(address: string): string {
  if (!NEEDS_ENCODING.test(address)) return address;
  return encodeURI(address.replace(LONE_SURROGATE, '\ufffd'))
    .replace(/%25/g, '%')
    .replace(/^(https?:\/\/)%5B([\da-fA-F:.]+)%5D/, '$1[$2]');
}

/** The address to link to, or undefined when it may not be linked. */
export function findLinkAddress(address: string, baseUrl: string | undefined): string | undefined {
  if (ORDINARY.test(address)) return address;
  const safe = findSafeUrl(address, baseUrl);
  return safe === undefined ? undefined : encodeAddress(safe);
}
