/**
 * What has to be escaped so that text stays text in Redmine, as tables of data. Textile has no
 * escape character; a numeric entity stands for a character and is never taken for syntax.
 *
 * A line is first written with what {@link ALWAYS} demands and nothing else. Only if Redmine would
 * read that as anything but the line meant, {@link AS_NEEDED} is applied too, and if that is not
 * enough every character of {@link SPECIAL}. So most text looks as people write it.
 */

export interface EscapeRule {
  /** What it would be taken for. */
  readonly meaning: string;
  /** Its match ends in the one character to escape. */
  readonly pattern: RegExp;
}

/** Places where a browser or a later line decides, so that reading the line alone cannot tell. */
export const ALWAYS: readonly EscapeRule[] = [
  { meaning: 'entity', pattern: /&(?=[#a-z0-9]+;)/gi },
  { meaning: 'comment or declaration in HTML', pattern: /<(?=[?!/])/g },
  { meaning: "Redmine's own marker of protected text", pattern: /<(?=redpre#\d)/g },
  { meaning: "Redmine's own marker of an ampersand", pattern: /(?<=x)%(?=x%)/g },
  { meaning: 'start of a macro over several lines', pattern: /\{(?=\{\w+(?:\([^\n]*\))?$)/gm },
  { meaning: 'end of a macro over several lines', pattern: /^\}(?=\})/gm },
];

/** Also always, when the document has `==` more than once. */
export const LONG_NOTEXTILE: EscapeRule = {
  meaning: 'literal text up to the next `==`, in whatever paragraph',
  pattern: /(?<=^|\s)=(?==(?!=))/gm,
};

export const AS_NEEDED: readonly EscapeRule[] = [
  { meaning: 'start of a phrase', pattern: /(?<=^|[\s>(*_+^~%?-])[*_+^~%-](?=[^\s])/gm },
  { meaning: 'end of a phrase', pattern: /(?<=\S)[*_+^~%-](?=[\p{P}$+<=>^`|~\s]|$)/gmu },
  { meaning: 'start of a citation', pattern: /(?<=^|[\s>(*_+^~%-])\?(?=\?\S)/gm },
  { meaning: 'code or e-mail address', pattern: /@/g },
  { meaning: 'image', pattern: /(?<=^|[\s>])!(?=\S)/gm },
  { meaning: 'end of the text of a link', pattern: /"(?=:)/g },
  { meaning: 'web address', pattern: /(?<=\b(?:https?|s?ftps?)):(?=\/\/)/g },
  { meaning: 'web address', pattern: /(?<=(?:^|[\s([,;])www)\./gm },
  { meaning: 'footnote', pattern: /\[(?=\d+\])/g },
  { meaning: 'abbreviation', pattern: /(?<=[A-Z][A-Z0-9]+)\(/g },
  { meaning: 'protected text', pattern: /<(?=\/?(?:pre|code|kbd|notextile)\b)/g },
  { meaning: 'macro', pattern: /\{(?=\{)/g },
  { meaning: 'literal text', pattern: /=(?==)/g },
  { meaning: 'attributes of a phrase or block', pattern: /(?<=^|[*_+^~%?"-])[({[]/gm },
  { meaning: 'quote', pattern: /^>/gm },
  { meaning: 'item of a list', pattern: /^ *[#*=](?=[#*=]*(?:\s|$))/gm },
  { meaning: 'row of a table, or a macro', pattern: /^ *[|{]/gm },
  { meaning: 'cell', pattern: /\|/g },
  { meaning: 'block', pattern: /(?<=^(?:p|bq|h[1-6]|fn\d+)[^\s.]*)\./g },
  { meaning: 'rule', pattern: /^[*_-](?=[*_ -]+$)/gm },
];

/** Every character that may mean something anywhere. */
export const SPECIAL: EscapeRule = {
  meaning: 'anything',
  pattern: /[*_+^~%?@!"#|<>=()[\]{}&:.\\`-]/g,
};

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
  if (level === 'special') return text.replace(SPECIAL.pattern, escapeMatch);
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
  for (const { pattern } of rules) {
    for (const match of text.matchAll(pattern)) found.add(match.index + match[0].length - 1);
  }
  return found;
}
