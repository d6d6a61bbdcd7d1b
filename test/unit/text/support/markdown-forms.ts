/** A sample of every node type and mark, and the Markdown it is written as. `docs/text.md` shows it. */
import type { AdfNode, MarkType, NodeType } from '../../../../src/text';
import { cell, header, item, list, p, row, table, text } from './build';

export interface Form {
  readonly sample: readonly AdfNode[];
  readonly markdown: string;
}

const one = (node: AdfNode, markdown: string): Form => ({ sample: [node], markdown });
const inLine = (node: AdfNode, markdown: string): Form => one(p(node), markdown);

const task = (state: string, label: string): AdfNode => ({
  type: 'taskItem',
  attrs: { localId: label, state },
  content: [text(label)],
});
const file: AdfNode = {
  type: 'media',
  attrs: { type: 'file', id: '1', collection: '', alt: 'a.png' },
};
const picture: AdfNode = {
  type: 'media',
  attrs: { type: 'external', url: 'https://example.com/a.png', alt: 'A' },
};

export const NODE_FORMS: Readonly<Record<NodeType, Form>> = {
  doc: { sample: [p('a'), p('b')], markdown: 'a\n\nb' },
  paragraph: one(p('text'), 'text'),
  heading: one({ type: 'heading', attrs: { level: 2 }, content: [text('Title')] }, '## Title'),
  blockquote: one({ type: 'blockquote', content: [p('said')] }, '> said'),
  codeBlock: one(
    { type: 'codeBlock', attrs: { language: 'js' }, content: [text('let x;')] },
    '```js\nlet x;\n```',
  ),
  rule: one({ type: 'rule' }, '---'),
  bulletList: one(list(item(p('a')), item(p('b'))), '- a\n- b'),
  orderedList: one(
    { type: 'orderedList', attrs: { order: 3 }, content: [item(p('a')), item(p('b'))] },
    '3. a\n4. b',
  ),
  listItem: one(list(item(p('a'), list(item(p('b'))))), '- a\n  - b'),
  taskList: one(
    {
      type: 'taskList',
      attrs: { localId: 't' },
      content: [
        task('TODO', 'a'),
        { type: 'taskList', attrs: { localId: 'u' }, content: [task('DONE', 'b')] },
      ],
    },
    '- [ ] a\n  - [x] b',
  ),
  taskItem: one(
    { type: 'taskList', attrs: { localId: 't' }, content: [task('DONE', 'a')] },
    '- [x] a',
  ),
  blockTaskItem: one(
    {
      type: 'taskList',
      attrs: { localId: 't' },
      content: [
        { type: 'blockTaskItem', attrs: { localId: 'b', state: 'TODO' }, content: [p('a')] },
      ],
    },
    '- [ ] a',
  ),
  decisionList: one(
    {
      type: 'decisionList',
      attrs: { localId: 'd' },
      content: [
        { type: 'decisionItem', attrs: { localId: 'e', state: 'DECIDED' }, content: [text('go')] },
      ],
    },
    '- go',
  ),
  decisionItem: one(
    {
      type: 'decisionList',
      attrs: { localId: 'd' },
      content: [
        { type: 'decisionItem', attrs: { localId: 'e', state: 'DECIDED' }, content: [text('go')] },
      ],
    },
    '- go',
  ),
  panel: one(
    { type: 'panel', attrs: { panelType: 'warning' }, content: [p('mind')] },
    '> [!WARNING]\n> mind',
  ),
  expand: one(
    { type: 'expand', attrs: { title: 'More' }, content: [p('text')] },
    '<details>\n<summary>More</summary>\n\ntext\n\n</details>',
  ),
  nestedExpand: one(
    table(
      row(header(p('a'))),
      row(cell({ type: 'nestedExpand', attrs: { title: 'More' }, content: [p('text')] })),
    ),
    '| a |\n| --- |\n| More<br>text |',
  ),
  table: one(
    table(row(header(p('a')), header(p('b'))), row(cell(p('1')), cell(p('2')))),
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
  ),
  tableRow: one(table(row(cell(p('1')), cell(p('2')))), '|  |  |\n| --- | --- |\n| 1 | 2 |'),
  tableHeader: one(
    table(row(header({ ...p('a'), marks: [{ type: 'alignment', attrs: { align: 'center' } }] }))),
    '| a |\n| :-: |',
  ),
  tableCell: one(
    table(row(header(p('a'))), row(cell(p('1'), list(item(p('b')))))),
    '| a |\n| --- |\n| 1<br>- b |',
  ),
  mediaSingle: one(
    { type: 'mediaSingle', attrs: { layout: 'center' }, content: [picture] },
    '![A](https://example.com/a.png)',
  ),
  mediaGroup: one({ type: 'mediaGroup', content: [file] }, 'a.png'),
  media: one({ type: 'mediaSingle', attrs: { layout: 'center' }, content: [file] }, 'a.png'),
  caption: one(
    {
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [picture, { type: 'caption', content: [text('seen')] }],
    },
    '![A](https://example.com/a.png)\n\nseen',
  ),
  blockCard: one(
    { type: 'blockCard', attrs: { url: 'https://example.com/c' } },
    '<https://example.com/c>',
  ),
  embedCard: one(
    { type: 'embedCard', attrs: { url: 'https://example.com/c', layout: 'center' } },
    '<https://example.com/c>',
  ),
  layoutSection: one(
    {
      type: 'layoutSection',
      content: [
        { type: 'layoutColumn', attrs: { width: 50 }, content: [p('left')] },
        { type: 'layoutColumn', attrs: { width: 50 }, content: [p('right')] },
      ],
    },
    'left\n\nright',
  ),
  layoutColumn: one(
    {
      type: 'layoutSection',
      content: [
        { type: 'layoutColumn', attrs: { width: 50 }, content: [p('left')] },
        { type: 'layoutColumn', attrs: { width: 50 }, content: [p('right')] },
      ],
    },
    'left\n\nright',
  ),
  extension: one(
    { type: 'extension', attrs: { extensionType: 'x', extensionKey: 'toc', text: 'Contents' } },
    'Contents',
  ),
  bodiedExtension: one(
    {
      type: 'bodiedExtension',
      attrs: { extensionType: 'x', extensionKey: 'y' },
      content: [p('body')],
    },
    'body',
  ),
  syncBlock: one({ type: 'syncBlock', attrs: { resourceId: 'r', localId: 'l' } }, '[synced block]'),
  bodiedSyncBlock: one(
    { type: 'bodiedSyncBlock', attrs: { resourceId: 'r', localId: 'l' }, content: [p('body')] },
    'body',
  ),
  text: inLine(text('2 * 3 is not *emphasis*'), '2 * 3 is not \\*emphasis\\*'),
  hardBreak: one(p('a', { type: 'hardBreak' }, 'b'), 'a\\\nb'),
  mention: inLine({ type: 'mention', attrs: { id: '1', text: '@Ann Lee' } }, '@Ann Lee'),
  emoji: inLine({ type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } }, '😄'),
  date: inLine({ type: 'date', attrs: { timestamp: '1700000000000' } }, '2023-11-14'),
  status: inLine({ type: 'status', attrs: { text: 'IN PROGRESS', color: 'blue' } }, 'IN PROGRESS'),
  placeholder: inLine({ type: 'placeholder', attrs: { text: 'Type here' } }, 'Type here'),
  inlineCard: inLine(
    { type: 'inlineCard', attrs: { url: 'https://example.com/c' } },
    '<https://example.com/c>',
  ),
  inlineExtension: inLine(
    { type: 'inlineExtension', attrs: { extensionType: 'x', extensionKey: 'y', text: 'label' } },
    'label',
  ),
  mediaInline: inLine(
    { type: 'mediaInline', attrs: { type: 'file', id: '1', collection: '', alt: 'a.png' } },
    'a.png',
  ),
};

const marked = (type: MarkType, attrs: AdfNode['attrs'], markdown: string): Form =>
  inLine(text('word', attrs ? { type, attrs } : { type }), markdown);

const onBlock = (type: MarkType, attrs: NonNullable<AdfNode['attrs']>, markdown = 'word'): Form =>
  one({ ...p('word'), marks: [{ type, attrs }] }, markdown);

export const MARK_FORMS: Readonly<Record<MarkType, Form>> = {
  strong: marked('strong', undefined, '**word**'),
  em: marked('em', undefined, '*word*'),
  strike: marked('strike', undefined, '~~word~~'),
  code: marked('code', undefined, '`word`'),
  link: marked('link', { href: 'https://example.com' }, '[word](https://example.com)'),
  underline: marked('underline', undefined, '<u>word</u>'),
  subsup: marked('subsup', { type: 'sub' }, '<sub>word</sub>'),
  textColor: marked('textColor', { color: '#ff0000' }, 'word'),
  backgroundColor: marked('backgroundColor', { color: '#ff0000' }, 'word'),
  annotation: marked('annotation', { id: 'a', annotationType: 'inlineComment' }, 'word'),
  alignment: onBlock('alignment', { align: 'center' }),
  indentation: onBlock('indentation', { level: 1 }),
  fontSize: onBlock('fontSize', { fontSize: 'small' }),
  breakout: one(
    {
      type: 'codeBlock',
      content: [text('x')],
      marks: [{ type: 'breakout', attrs: { mode: 'wide' } }],
    },
    '```\nx\n```',
  ),
  border: one(
    {
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ ...picture, marks: [{ type: 'border', attrs: { size: 1, color: '#000000' } }] }],
    },
    '![A](https://example.com/a.png)',
  ),
  dataConsumer: one(
    {
      type: 'extension',
      attrs: { extensionType: 'x', extensionKey: 'y', text: 'label' },
      marks: [{ type: 'dataConsumer', attrs: { sources: ['s'] } }],
    },
    'label',
  ),
  fragment: one(
    {
      ...table(row(header(p('a')))),
      marks: [{ type: 'fragment', attrs: { localId: 'f' } }],
    },
    '| a |\n| --- |',
  ),
};
