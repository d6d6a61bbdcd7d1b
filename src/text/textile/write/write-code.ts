/** Code: in a line and as a block. Nothing in it is read by Redmine but its closing tags. */
import { GUARD } from '../code-guard';

const TAG_IN_CODE = /<(\/?)(?=(?:pre|code|kbd|notextile)\b)/g;
const END_OF_MACRO = /^(?=\}\})/gm;
/** Redmine puts a space after a quote that ends a line, unless there is one. */
const QUOTED_END = /"( ?)$/gm;

/** `@code@` for content and neighbours that allow it. */
export function canBeAtCode(code: string): boolean {
  return !/@|^\||\n|<[?!/]|<(?:pre|code|kbd|notextile)\b|!\S+!|&[#a-z0-9]+;|x%x%/i.test(code);
}

/** `<code>`, which may hold anything and stand anywhere. */
export function writeCodeTag(code: string): string {
  return `<code>${code.replace(TAG_IN_CODE, `<$1${GUARD}`)}</code>`;
}

/** Names that Redmine does not take as they are, because it takes only one word. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  'f#': 'fsharp',
  'objective-c': 'objective_c',
  'plain text': '',
  plaintext: '',
  text: '',
};

/** The whole block as one logical line: the code's lines are nobody else's business. */
export function writeCodeBlock(code: string, language: string | undefined): string {
  const guarded = code
    .replace(/\r\n?/g, '\n')
    .replace(TAG_IN_CODE, `<$1${GUARD}`)
    .replace(END_OF_MACRO, GUARD)
    .replace(QUOTED_END, (_all, space: string) => (space === '' ? '" ' : '"'));
  const known = LANGUAGE_NAMES[language?.toLowerCase() ?? ''] ?? language ?? '';
  const name = known.replace(/[^\w-]+/g, '_').replace(/^_+|_+$/g, '');
  return name === ''
    ? `<pre>\n${guarded}\n</pre>`
    : `<pre><code class="${name}">\n${guarded}\n</code></pre>`;
}
