import { describe, expect, it } from 'vitest';
import { type AdfDocument, adfToTextile, applyTextileEdit } from '../../../../src/text';
import { doc, item, list, mention, p } from '../support/build';

const quote = (...content: AdfDocument['content']) => ({ type: 'blockquote' as const, content });

/** In a quote, Textile shows what follows a list in an item as a line of that list's last item. */
const quoteWith = (word: string): AdfDocument =>
  doc(
    p('above'),
    quote(
      list(
        item(
          p('ask ', mention('id-1', 'Ann')),
          list(item(p('first')), item(p('second', { type: 'hardBreak' }, 'and more'))),
          p(`${word} of `, mention('id-2', 'Bob')),
        ),
      ),
    ),
  );

describe('applyTextileEdit', () => {
  it('keeps every other block when a word changes that Textile shows in another item', () => {
    const baseAdf = quoteWith('word');
    const baseTextile = adfToTextile(baseAdf);
    const newTextile = baseTextile.replace('word of', 'other of');
    expect(applyTextileEdit({ baseAdf, baseTextile, newTextile })).toEqual(quoteWith('other'));
  });

  it('takes a line that was added below such a list as the text has it', () => {
    const baseAdf = quoteWith('word');
    const baseTextile = adfToTextile(baseAdf);
    const newTextile = baseTextile.replace('> and more', '> and more\n> in between');
    const edited = applyTextileEdit({ baseAdf, baseTextile, newTextile });
    expect(edited.content[0]).toBe(baseAdf.content[0]);
    expect(JSON.stringify(edited)).toContain('in between');
  });
});
