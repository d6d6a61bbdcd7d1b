/** Inputs of 32 KB made to be slow: every construct of the syntax opened, nested or repeated. */
const SIZE = 32_768;
const repeat = (part: string): string => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);
const half = SIZE / 2;

/** Prose as people write it: paragraphs of wrapped lines, with the punctuation that prose has. */
export const PLAIN_TEXT = repeat(
  'The export fails since the update of last week: the log says "timeout", and nothing else\n' +
    "happens. We tried it with a smaller file (about 2 MB), which works; so it isn't the format.\n" +
    'Could somebody have a look at it before Friday? The customer is waiting for the report.\n\n',
);

export const HOSTILE_INPUTS: Readonly<Record<string, string>> = {
  'open brackets': repeat('['),
  'open images': repeat('!['),
  'open links': repeat('[a]('),
  'open link addresses': repeat('[a](<b'),
  'nested brackets': '['.repeat(half) + ']'.repeat(half),
  'nested links': `${'['.repeat(half / 2)}a${'](b)'.repeat(half / 4)}`,
  'reference pairs': repeat('[a][b]'),
  'unmatched stars': repeat('*a '),
  'unmatched stars and underscores': repeat('*a _b '),
  'intraword underscores': repeat('_a'),
  'strong without end': repeat('**a '),
  'nested emphasis': '*a '.repeat(half / 3) + ' b*'.repeat(half / 3),
  'runs of stars': repeat('***a'),
  'run of stars': repeat('*'),
  backticks: repeat('`a'),
  'growing backticks': Array.from({ length: 250 }, (_, i) => `${'`'.repeat(i + 1)}a`).join(''),
  tildes: repeat('~a '),
  'angle brackets': repeat('<'),
  'open tags': repeat('<a href="'),
  'open comments': repeat('<!-- '),
  'open declarations': repeat('<!A'),
  'open instructions': repeat('<?'),
  'details tags': repeat('<details>\n\n'),
  ampersands: repeat('&'),
  entities: repeat('&a'),
  'quotes on a line': repeat('> '),
  'quote markers': repeat('>'),
  'growing quotes': Array.from({ length: 250 }, (_, i) => `${'>'.repeat(i + 1)} a`).join('\n'),
  'lists on a line': repeat('- '),
  'mixed lists on a line': repeat('* - + '),
  'numbers on a line': repeat('1. '),
  'growing lists': Array.from({ length: 250 }, (_, i) => `${'  '.repeat(i)}- a`)
    .join('\n')
    .slice(0, SIZE),
  'quotes in lists': repeat('> - '),
  'lists in quotes': repeat('- > '),
  'ragged table': `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'a\n'.repeat(14_000)}`,
  'wide table': `|${'a|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n|${'b|'.repeat(5_000)}`,
  'table headers': repeat('a|b\n-|-\n'),
  pipes: repeat('|'),
  fences: repeat('```\n'),
  'setext lines': repeat('a\n=\n'),
  hashes: `# a ${repeat('#')}`,
  'long word and @': `${repeat('a')}@`,
  addresses: repeat('a@b.c '),
  'half addresses': repeat('a@'),
  'address with parentheses': `http://a${repeat(')')}`,
  'address with punctuation': `http://a${repeat('?!.,')}`,
  definitions: Array.from({ length: 2_900 }, (_, i) => `[a${i}]: b`).join('\n'),
  backslashes: repeat('\\'),
  'spaces before a line end': `${repeat('a         \n')}`,
  'one long space': `a${repeat(' ')}b`,
  'exclamation marks': repeat('!'),
  'wiki links': repeat('[['),
  macros: repeat('{{a('),
  footnotes: repeat('[^1]'),
};
