/**
 * The attributes in Textile's `(class)`, `{style}`, `[language]`, alignment and span notations, as
 * far as ADF can express them.
 */
import { toHexColor } from './colors';

export interface TagAttributes {
  readonly href?: string;
  readonly title?: string;
  /** True for an address in the text, which is shown as it is written. */
  readonly isLiteral?: boolean;
  readonly src?: string;
  /** How an image was written, for when it cannot be one. */
  readonly source?: string;
  readonly align?: 'center' | 'end';
  /** Steps of `(`, each 1em of left padding. */
  readonly indent?: number;
  /** `#rrggbb`. */
  readonly color?: string;
  /** `#rrggbb`. */
  readonly background?: string;
  readonly colspan?: number;
  readonly rowspan?: number;
}

export const NO_ATTRIBUTES: TagAttributes = {};

// Caps on the repetitions bound what one failed attempt can cost; no real attribute reaches them.
const CLASS = '(?:\\([^")]{1,200}\\))?';
const STYLE = '(?:\\{[^{][^"}]{1,400}\\})?';
const LANGUAGE = '(?:\\[[a-z\\-_]{1,40}\\])?';
const HORIZONTAL = '[<>=()]{1,40}';
const VERTICAL = '[-^~]';

/** Class, style and language in any of three orders. Never fails: it may match nothing. */
export const DECORATION = `(?:${CLASS}${STYLE}${LANGUAGE}|${STYLE}${LANGUAGE}${CLASS}|${LANGUAGE}${STYLE}${CLASS})`;
/** Horizontal and vertical alignment. */
export const ALIGNMENT = `(?:(?:${HORIZONTAL})?${VERTICAL}?|${VERTICAL}?(?:${HORIZONTAL})?)`;
/** Columns and rows that a cell spans. */
export const SPANS = '(?:(?:\\\\\\d{1,4})?(?:/\\d{1,4})|(?:/\\d{1,4})?(?:\\\\\\d{1,4})?)';

const ALIGN_NAMES: Readonly<Record<string, 'center' | 'end'>> = { '=': 'center', '>': 'end' };
const STYLE_ALIGN: Readonly<Record<string, 'center' | 'end'>> = { center: 'center', right: 'end' };

/** What notations were read as, of cells and of all else; the same few come again and again. */
const known = [new Map<string, TagAttributes>(), new Map<string, TagAttributes>()] as const;
const MOST_KNOWN = 256;

/** The attributes in the notation in front of a block, cell, list or phrase. */
export function readNotation(notation: string, isCell: boolean): TagAttributes {
  if (notation === '') return NO_ATTRIBUTES;
  const cache = known[isCell ? 1 : 0];
  let attributes = cache.get(notation);
  if (attributes === undefined) {
    attributes = parseAttributes(notation, isCell);
    if (cache.size >= MOST_KNOWN) cache.clear();
    cache.set(notation, attributes);
  }
  return attributes;
}

function parseAttributes(notation: string, isCell: boolean): TagAttributes {
  const result: { -readonly [K in keyof TagAttributes]: TagAttributes[K] } = {};
  if (isCell && /[\\/]/.test(notation)) {
    const colspan = Number(/\\(\d+)/.exec(notation)?.[1] ?? 1);
    const rowspan = Number(/\/(\d+)/.exec(notation)?.[1] ?? 1);
    if (colspan > 1) result.colspan = colspan;
    if (rowspan > 1) result.rowspan = rowspan;
  }
  let rest = notation;
  const style = notation.includes('{') ? /\{([^"}]*)\}/.exec(notation) : null;
  if (style) {
    rest = rest.replace(style[0], '');
    applyStyle(style[1] as string, result);
  }
  if (/[(<>=]/.test(rest)) {
    rest = rest.replace(/\[[a-z\-_]+\]/, '').replace(/\([^()]+\)/, '');
    const left = /\(+/.exec(rest);
    if (left) result.indent = left[0].length;
    const align = /[<>=]+/.exec(rest.replace(/\(+/, '').replace(/\)+/, ''));
    const named = align ? ALIGN_NAMES[align[0]] : undefined;
    if (named) result.align = named;
  }
  for (const _name in result) return result;
  return NO_ATTRIBUTES;
}

function applyStyle(
  style: string,
  result: { -readonly [K in keyof TagAttributes]: TagAttributes[K] },
): void {
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    const value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    if (name === 'color') {
      const color = toHexColor(value);
      if (color) result.color = color;
    } else if (name === 'background' || name === 'background-color') {
      const color = toHexColor(value);
      if (color) result.background = color;
    } else if (name === 'text-align') {
      const align = STYLE_ALIGN[value];
      if (align) result.align = align;
    }
  }
}
