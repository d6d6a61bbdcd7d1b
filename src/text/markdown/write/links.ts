/** How links and addresses are written. */
import { type AdfMark, stringAttribute } from '../../adf/nodes';
import { findAngledAutolink, findBareUrl } from '../inline/autolinks';

const NEEDS_ANGLES = /[\s<>()]|^$/;

/** The address as it stands in `](…)`. */
export function writeTarget(mark: AdfMark): string {
  const href = stringAttribute(mark, 'href') ?? '';
  const title = stringAttribute(mark, 'title');
  const address = NEEDS_ANGLES.test(href)
    ? `<${escapeTarget(href).replace(/[<>]/g, '\\$&').replace(/\n/g, '%0A')}>`
    : escapeTarget(href);
  return title ? `${address} "${escapeTitle(title)}"` : address === '<>' ? '' : address;
}

const ENTITY_START = /&(?=#|[a-zA-Z][a-zA-Z\d]*;)/g;

function escapeTarget(value: string): string {
  return value.replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\').replace(ENTITY_START, '\\&');
}

function escapeTitle(title: string): string {
  return escapeTarget(title)
    .replace(/"/g, '\\"')
    .replace(/\n\s*\n/g, '\n');
}

/** A link whose text is its own address. */
export function writeAddress(url: string): string {
  const angled = `<${url}>`;
  return findAngledAutolink(angled, 0)?.end === angled.length
    ? angled
    : `[${url.replace(/[[\]\\]/g, '\\$&')}](${writeTarget({ type: 'link', attrs: { href: url } })})`;
}

/** The autolink for a link mark on this text, or undefined when the two say different things. */
export function findAutolinkForm(text: string, mark: AdfMark): string | undefined {
  const href = stringAttribute(mark, 'href') ?? '';
  if (stringAttribute(mark, 'title')) return undefined;
  if (href !== text && href !== `mailto:${text}`) return undefined;
  const link = findAngledAutolink(`<${text}>`, 0);
  return link?.href === href && link.end === text.length + 2 ? `<${text}>` : undefined;
}

/** Whether the address is recognized as a link when it stands bare between white space. */
export function isBareAddress(url: string): boolean {
  const colon = url.indexOf('://');
  if (colon < 0 || /[\\*_~`[\]|&]/.test(url)) return false;
  const link = findBareUrl(url, colon, 0);
  return link?.start === 0 && link.end === url.length;
}
