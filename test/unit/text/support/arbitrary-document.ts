/** fast-check arbitraries: any text, and valid documents of all that ADF has. */
import * as fc from 'fast-check';
import type { AdfDocument, AdfMark, AdfNode } from '../../../../src/text';

const FRAGMENTS = [
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '[',
  ']',
  '(',
  ')',
  '![',
  '<',
  '>',
  '&',
  '\\',
  '#',
  '# ',
  '- ',
  '1. ',
  '> ',
  '|',
  '\n',
  '\n\n',
  '    ',
  '\t',
  '  \n',
  '---',
  '===',
  '- [ ] ',
  '|-|',
  'https://a.b',
  'a@b.c',
  '[a]: b',
  '[^1]',
  '[[x]]',
  '{{y}}',
  '<br>',
  '<u>',
  '</u>',
  '<details>',
  '</details>',
  '<!--',
  '-->',
  'javascript:x',
  '&amp;',
  '&#0;',
  'word',
  ' ',
  '日本',
  '😀',
  '\u00a0',
  '\r\n',
  '\0',
  'h1. ',
  'bq. ',
  '!a.png!',
];

/** Text made of what means something to one of the formats. */
export const anySource = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')),
);

const words = fc
  .array(
    fc.constantFrom(
      'alpha',
      'beta',
      'x*y',
      'snake_case',
      '#1',
      '-',
      '1.',
      'a|b',
      '`t`',
      '<b>',
      'ü',
      '日本',
      '&amp;',
      '[a](b)',
      '\\',
      '~',
      '+',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(' '));

const marks = fc.constantFrom<readonly AdfMark[]>(
  [],
  [],
  [{ type: 'strong' }],
  [{ type: 'em' }],
  [{ type: 'strike' }],
  [{ type: 'code' }],
  [{ type: 'underline' }],
  [{ type: 'subsup', attrs: { type: 'sup' } }],
  [{ type: 'textColor', attrs: { color: '#123456' } }],
  [{ type: 'link', attrs: { href: 'https://example.com/a_b' } }],
  [{ type: 'link', attrs: { href: 'https://example.com' } }, { type: 'strong' }],
);

const textNode = fc
  .tuple(words, marks)
  .map(
    ([value, own]): AdfNode =>
      own.length > 0 ? { type: 'text', text: value, marks: own } : { type: 'text', text: value },
  );

const atom = fc.constantFrom<AdfNode>(
  { type: 'hardBreak' },
  { type: 'mention', attrs: { id: '1', text: '@Ann Lee' } },
  { type: 'status', attrs: { text: 'DONE', color: 'green' } },
  { type: 'date', attrs: { timestamp: '1700000000000' } },
  { type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } },
  { type: 'inlineCard', attrs: { url: 'https://example.com/card' } },
);

const line = fc.array(fc.oneof({ weight: 3, arbitrary: textNode }, atom), { maxLength: 5 });
const paragraph = line.map((content): AdfNode => ({ type: 'paragraph', content }));
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 3 });

const code = fc.constantFrom('let x;', 'a\n\nb\n', '```', '  x', '').map(
  (value): AdfNode => ({
    type: 'codeBlock',
    content: value === '' ? [] : [{ type: 'text', text: value }],
  }),
);

const list = (depth: number): fc.Arbitrary<AdfNode> =>
  fc
    .array(
      fc
        .tuple(paragraph, depth > 0 ? fc.array(list(depth - 1), { maxLength: 1 }) : fc.constant([]))
        .map(([first, rest]): AdfNode => ({ type: 'listItem', content: [first, ...rest] })),
      { minLength: 1, maxLength: 3 },
    )
    .chain((content) =>
      fc.constantFrom<AdfNode>(
        { type: 'bulletList', content },
        { type: 'orderedList', content },
        { type: 'orderedList', attrs: { order: 3 }, content },
      ),
    );

const table = fc
  .array(fc.array(paragraph, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map(
    (rows): AdfNode => ({
      type: 'table',
      content: rows.map((cells, y) => ({
        type: 'tableRow',
        content: cells.map((cell) => ({
          type: y === 0 ? 'tableHeader' : 'tableCell',
          content: [cell],
        })),
      })),
    }),
  );

const block: fc.Arbitrary<AdfNode> = fc.oneof(
  paragraph,
  fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(
    ([level, content]): AdfNode => ({
      type: 'heading',
      attrs: { level },
      content,
    }),
  ),
  list(2),
  code,
  table,
  fc.constant<AdfNode>({ type: 'rule' }),
  paragraphs.map((content): AdfNode => ({ type: 'blockquote', content })),
  paragraphs.map(
    (content): AdfNode => ({ type: 'panel', attrs: { panelType: 'warning' }, content }),
  ),
  paragraphs.map((content): AdfNode => ({ type: 'expand', attrs: { title: 'More' }, content })),
  line.map(
    (content): AdfNode => ({
      type: 'taskList',
      attrs: { localId: 'tasks' },
      content: [{ type: 'taskItem', attrs: { localId: 'task', state: 'TODO' }, content }],
    }),
  ),
);

/** A valid document. */
export const anyDocument: fc.Arbitrary<AdfDocument> = fc
  .array(block, { maxLength: 6 })
  .map((content) => ({ type: 'doc', version: 1, content }));
