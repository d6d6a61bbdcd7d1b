/** Which addresses Textile can link, and how they have to be written. */
import { isAlphanumericAt } from '../read/character-classes';
import { closesMore } from '../read/mark-links';

const LINKABLE = /^(?:\/|[a-zA-Z]{1,40}:\/\/|www\.|mailto:)[\p{Alphabetic}\p{Nd}_/][^\s]/u;
const AUTOMATIC = /^(?:https?|s?ftps?):\/\/[^<]/;

/** Characters that end an address or mean something to the text around it. */
const UNSAFE = /[\s"<>|{}\\^`]/g;

/** The address as it has to be written, or undefined when Textile cannot link it. */
export function writeHref(href: string): string | undefined {
  let written = href.replace(UNSAFE, encodeURIComponent);
  if (!LINKABLE.test(written)) return undefined;
  const last = written.length - 1;
  if (!isAlphanumericAt(written, last) && !'_=/;()-'.includes(written[last] as string)) {
    written = written.slice(0, last) + percent(written[last] as string);
  }
  return closesMore(written) ? `${written.slice(0, -1)}%29` : written;
}

/** The address with everything encoded that could be taken for a phrase, code or image. */
export function writeHrefStrictly(written: string): string {
  return written.replace(/[*+~!@?]|[(_-](?=[*_+~(-])|(?<=[(_-])[_-]/g, (char) =>
    '?+'.includes(char) ? char : percent(char),
  );
}

function percent(char: string): string {
  return char.charCodeAt(0) < 128
    ? `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
    : encodeURIComponent(char);
}

/** True for an address that is a link when it just stands in the text. */
export function linksItself(text: string, written: string): boolean {
  if (written === `mailto:${text}`)
    return /^[\w.!#$%+/-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(text);
  return text === written && AUTOMATIC.test(text);
}
