/**
 * What has to be escaped so that text stays text in Redmine, as tables of data. Textile has no
 * escape character; a numeric entity stands for a character and is never taken for syntax.
 *
 * A line is first written with what {@link ALWAYS} demands and nothing else. Only if Redmine would
 * read that as anything but the line meant, {@link AS_NEEDED} is applied too, and if that is not
 * enough every character of {@link SPECIAL}. So most text looks as people write it.
 */

/** Matches end in the one character to escape; what it would be taken for is said beside it. */
export type EscapeRule = RegExp;

/** Places where a browser or a later line decides, so that reading the line alone cannot tell. */
export const ALWAYS: readonly EscapeRule[] = [
  // Entity
  /&(?=[#a-z0-9]+;)/gi,
  // Comment or declaration in HTML
  /<(?=[?!/])/g,
  // Redmine's own marker of protected text
  /<(?=redpre#\d)/g,
  // Redmine's own marker of an ampersand
  /(?<=x)%(?=x%)/g,
  // Start of a macro over several lines
  /\{(?=\{\w+(?:\([^\n]*\))?$)/gm,
  // End of a macro over several lines
  /^\}(?=\})/gm,
];

/** Also always, when the document has `==` more than once: all up to the next would be literal. */
export const LONG_NOTEXTILE: EscapeRule = /(?<=^|\s)=(?==(?!=))/gm;

export const AS_NEEDED: readonly EscapeRule[] = [
  // Start of a phrase
  /(?<=^|[\s>(*_+^~%?-])[*_+^~%-](?=[^\s])/gm,
  // End of a phrase
  /(?<=\S)[*_+^~%-](?=[\p{P}$+<=>^`|~\s]|$)/gmu,
  // Start of a citation
  /(?<=^|[\s>(*_+^~%-])\?(?=\?\S)/gm,
  // Code or e-mail address
  /@/g,
  // Image
  /(?<=^|[\s>])!(?=\S)/gm,
  // End of the text of a link
  /"(?=:)/g,
  // Web address
  /(?<=\b(?:https?|s?ftps?)):(?=\/\/)/g,
  // Web address
  /(?<=(?:^|[\s([,;])www)\./gm,
  // Footnote
  /\[(?=\d+\])/g,
  // Abbreviation
  /(?<=[A-Z][A-Z0-9]+)\(/g,
  // Protected text
  /<(?=\/?(?:pre|code|kbd|notextile)\b)/g,
  // Macro
  /\{(?=\{)/g,
  // Literal text
  /=(?==)/g,
  // Attributes of a phrase or block
  /(?<=^|[*_+^~%?"-])[({[]/gm,
  // Quote
  /^>/gm,
  // Item of a list
  /^ *[#*=](?=[#*=]*(?:\s|$))/gm,
  // Row of a table, or a macro
  /^ *[|{]/gm,
  // Cell
  /\|/g,
  // Block
  /(?<=^(?:p|bq|h[1-6]|fn\d+)[^\s.]*)\./g,
  // Rule
  /^[*_-](?=[*_ -]+$)/gm,
];

/** Every character that may mean something anywhere. */
export const SPECIAL: EscapeRule = /[*_+^~%?@!"#|<>=()[\]{}&:.\\`-]/g;

export type EscapeLevel = 'always' | 'as-needed' | 'special';
export const ESCAPE_LEVELS: readonly EscapeLevel[] = ['always', 'as-needed', 'special'];

function escapeMatch(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}

export interface EscapeOptions {
  readonly level: EscapeLevel;
  /** True when the document has `==` more than once. */
  readonly hasLongNotextile: boolean;
  /** The characters beside the text; none at the start or end of a line. */
  readonly before: string;
  readonly after: string;
}

/** Places are found in the text as it is, so that no escape hides a place from another rule. */
export function escapeText(text: string, options: EscapeOptions): string {
  const { level, hasLongNotextile, before, after } = options;
  if (level === 'special') return text.replace(SPECIAL, escapeMatch);
  const rules = level === 'always' ? ALWAYS : [...ALWAYS, ...AS_NEEDED];
  const matched = hasLongNotextile ? [...rules, LONG_NOTEXTILE] : rules;
  const places = findMatches(before + text + after, matched);
  if (places.size === 0) return text;
  let result = '';
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    result += places.has(index + before.length) ? escapeMatch(char) : char;
  }
  return result;
}

function findMatches(text: string, rules: readonly EscapeRule[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const pattern of rules) {
    for (const match of text.matchAll(pattern)) found.add(match.index + match[0].length - 1);
  }
  return found;
}
