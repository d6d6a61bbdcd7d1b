import { describe, expect, it } from 'vitest';
import {
  type AdfDocument,
  type AdfNode,
  adfToMarkdown,
  adfToTextile,
  applyMarkdownEdit,
  applyTextileEdit,
} from '../../../../src/text';
import {
  cell,
  doc,
  header,
  item,
  link,
  list,
  mention,
  p,
  RED,
  row,
  STRONG,
  status,
  table,
  text,
} from '../support/build';

/** The document after `from` became `to` in the text written for it. */
function edit(baseAdf: AdfDocument, from: string, to: string): readonly AdfNode[] {
  const baseMarkdown = adfToMarkdown(baseAdf);
  expect(baseMarkdown).toContain(from);
  const newMarkdown = baseMarkdown.replace(from, to);
  return applyMarkdownEdit({ baseAdf, baseMarkdown, newMarkdown }).content;
}

const panel = (...content: readonly AdfNode[]): AdfNode => ({
  type: 'panel',
  attrs: { panelType: 'custom', panelColor: '#abcdef' },
  content,
});

describe('an edited word', () => {
  it('leaves mentions, statuses and colours in its line alone', () => {
    const base = doc(
      p(mention('1', 'Ann Lee'), ' please see ', status('OPEN'), ' ', text('red', RED)),
    );
    expect(edit(base, 'please', 'do')).toEqual([
      p(mention('1', 'Ann Lee'), ' do see ', status('OPEN'), ' ', text('red', RED)),
    ]);
  });

  it('takes the colour of the word it replaces', () => {
    expect(edit(doc(p('a ', text('red', RED), ' b')), 'red', 'crimson')).toEqual([
      p('a ', text('crimson', RED), ' b'),
    ]);
  });

  it('leaves a mention that touches it alone', () => {
    expect(edit(doc(p(mention('1', 'Ann'), 'word')), 'word', 'wordy')).toEqual([
      p(mention('1', 'Ann'), 'wordy'),
    ]);
  });

  it('keeps the address of its link as the document has it', () => {
    const href = 'https://example.com/ü';
    expect(edit(doc(p(text('old word', link(href)))), 'old', 'new')).toEqual([
      p(text('new word', link(href))),
    ]);
  });

  it('that became bold keeps its other marks', () => {
    expect(edit(doc(p('a ', text('red', RED))), 'red', '**red**')).toEqual([
      p('a ', text('red', RED, STRONG)),
    ]);
  });

  it('of a mention makes the mention text', () => {
    expect(edit(doc(p('for ', mention('1', 'Ann'), ' now')), '@Ann', '@Bob')).toEqual([
      p('for @Bob now'),
    ]);
  });

  it('changes one list item only', () => {
    const base = doc(
      list(item(p('one')), { ...item(p('two ', mention('1', 'Ann'))), attrs: { localId: 'x' } }),
    );
    expect(edit(base, 'one', 'uno')).toEqual([
      list(item(p('uno')), { ...item(p('two ', mention('1', 'Ann'))), attrs: { localId: 'x' } }),
    ]);
  });

  it('changes one cell only, and keeps spans and colours', () => {
    const documentOf = (word: string) =>
      doc({
        ...table(
          row({ ...header(p('wide')), attrs: { colspan: 2 } }),
          row({ ...cell(p(word)), attrs: { background: '#ffffff' } }, cell(p(mention('1', 'Ann')))),
        ),
        attrs: { layout: 'wide' },
      });
    expect(edit(documentOf('old'), 'old', 'new')).toEqual(documentOf('new').content);
  });

  it('changes one line of a cell of several', () => {
    const documentOf = (word: string) =>
      doc(table(row(header(p('h'))), row(cell(p('a'), list(item(p(word)))))));
    expect(edit(documentOf('old'), 'old', 'new')).toEqual(documentOf('new').content);
  });

  it('keeps the panel, layout or decision around it', () => {
    const documentOf = (word: string) =>
      doc(
        panel(p(word)),
        {
          type: 'layoutSection',
          content: [
            { type: 'layoutColumn', attrs: { width: 30 }, content: [p('left')] },
            { type: 'layoutColumn', attrs: { width: 70 }, content: [p(`${word} right`)] },
          ],
        },
        {
          type: 'decisionList',
          attrs: { localId: 'd' },
          content: [
            {
              type: 'decisionItem',
              attrs: { localId: 'e', state: 'DECIDED' },
              content: [text(`go ${word}`)],
            },
          ],
        },
      );
    const base = documentOf('old');
    const baseMarkdown = adfToMarkdown(base);
    const newMarkdown = baseMarkdown.replaceAll('old', 'new');
    expect(applyMarkdownEdit({ baseAdf: base, baseMarkdown, newMarkdown })).toEqual(
      documentOf('new'),
    );
  });

  it('renames the file that it names', () => {
    const file = (alt: string): AdfNode => ({
      type: 'mediaGroup',
      content: [{ type: 'media', attrs: { type: 'file', id: '1', collection: '', alt } }],
    });
    expect(edit(doc(p('a'), file('old.png')), 'old', 'new')).toEqual([p('a'), file('new.png')]);
  });
});

describe('a block', () => {
  const base = doc(
    p('first ', mention('1', 'Ann')),
    p(),
    panel(p('second')),
    p('third ', status('X')),
  );

  it('that is new leaves all others as they are', () => {
    const [first, empty, second, third] = base.content;
    expect(edit(base, 'third', 'new\n\nthird')).toEqual([first, empty, second, p('new'), third]);
  });

  it('that is gone leaves all others as they are', () => {
    const [first, empty, , third] = base.content;
    expect(edit(base, '> [!NOTE]\n> second\n\n', '')).toEqual([first, empty, third]);
  });

  it('that moved is the same block elsewhere', () => {
    const [first, empty, second, third] = base.content;
    const baseMarkdown = adfToMarkdown(base);
    const [a, b, c] = baseMarkdown.split('\n\n');
    const newMarkdown = [c, a, b].join('\n\n');
    expect(applyMarkdownEdit({ baseAdf: base, baseMarkdown, newMarkdown }).content).toEqual([
      third,
      first,
      empty,
      second,
    ]);
  });
});

describe('a list that the text shows otherwise', () => {
  const editTextile = (baseAdf: AdfDocument, from: string, to: string) => {
    const baseTextile = adfToTextile(baseAdf);
    const newTextile = baseTextile.replace(from, to);
    return applyTextileEdit({ baseAdf, baseTextile, newTextile }).content;
  };
  const tasks = (state: string, label: string): AdfNode => ({
    type: 'taskList',
    attrs: { localId: 'list' },
    content: [{ type: 'taskItem', attrs: { localId: 'one', state }, content: [text(label)] }],
  });

  it('stays a task list', () => {
    expect(editTextile(doc(tasks('TODO', 'old')), 'old', 'new')).toEqual([tasks('TODO', 'new')]);
  });

  it('is ticked by its box', () => {
    expect(editTextile(doc(tasks('TODO', 'a')), '[ ]', '[x]')).toEqual([tasks('DONE', 'a')]);
  });

  it('keeps a paragraph after a nested list in its item, once', () => {
    const nested = (label: string) => list(item(p(label), list(item(p('b'))), p('after')));
    expect(editTextile(doc(nested('old')), 'old', 'new')).toEqual([nested('new')]);
  });
});

describe('the base document', () => {
  it('is returned itself for a text that reads the same', () => {
    const baseAdf = doc(list(item(p('a'))), p('b'));
    const edited = applyMarkdownEdit({
      baseAdf,
      baseMarkdown: '- a\n\nb',
      newMarkdown: '* a\n\nb\n',
    });
    expect(edited).toBe(baseAdf);
  });

  it('may have been read from the text', () => {
    const baseAdf = doc(p('a ', mention('1', 'Ann')), p('b'));
    const edited = applyMarkdownEdit({
      baseAdf,
      baseMarkdown: 'a @Ann\n\nb',
      newMarkdown: 'a @Ann\n\nc',
    });
    expect(edited).toEqual(doc(p('a ', mention('1', 'Ann')), p('c')));
  });

  it('gives its tasks ids that occur once', () => {
    const edited = applyMarkdownEdit({
      baseAdf: doc({
        type: 'taskList',
        attrs: { localId: 'local-1' },
        content: [
          { type: 'taskItem', attrs: { localId: 'local-2', state: 'TODO' }, content: [text('a')] },
        ],
      }),
      baseMarkdown: '- [ ] a',
      newMarkdown: '- [ ] a\n- [x] b',
    });
    const ids = [...JSON.stringify(edited).matchAll(/"localId":"([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
  });
});
