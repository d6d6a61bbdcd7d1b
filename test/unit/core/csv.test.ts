import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, toCell } from '../../../src/core/csv';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

describe('comma-separated values', () => {
  it('are read as they were written, whatever is in a cell', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', ',', ';', '\n', "'=1", '=1+1', '@x', ' -2'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell), { maxLength: 5 }), (cells) => {
        // A line with nothing in it is left out.
        const rows = cells.map((row) => ['1', ...row]);
        const written = rows.map((row) => row.map(toCell).join(',')).join('\r\n');
        expect(cellsOf(written)).toEqual(
          rows.map((row) => row.map((text) => text.replace(/\r\n?/g, '\n'))),
        );
      }),
    );
  });

  it('come with semicolons too, as some countries write them, and know their lines', () => {
    expect(readCsv('\uFEFFa;b\n"two\nlines";,\n\n;c')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['two\nlines', ','] },
      { line: 5, cells: ['', 'c'] },
    ]);
  });

  it('have lines that end in any way, of which empty ones are left out', () => {
    expect(cellsOf('a\rb\r\n  \n ,\nc')).toEqual([['a'], ['b'], ['c']]);
  });

  it('end with the file where a quote is never closed', () => {
    expect(cellsOf('a,"b\nc')).toEqual([['a', 'b\nc']]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\u200B=1', '＝1', '|x'])(
    'give a spreadsheet no formula: %j',
    (text) => {
      expect(toCell(text)).toBe(`"'${text}"`);
    },
  );
});
