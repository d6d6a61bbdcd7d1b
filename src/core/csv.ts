/** Comma-separated values as spreadsheets write and read them. https://www.rfc-editor.org/rfc/rfc4180 */

/**
 * What a spreadsheet takes for a formula, also after blanks and what cannot be seen. Such a cell gets
 * an apostrophe in front, and so does one that has it already: reading takes one away.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*(?:[\s\p{C}]*[=+\-@|%＝＋－＠]|[\t\r\n])/u;

/** A cell, always quoted, so that no separator of any country splits it. */
export function toCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A cell's text, without the apostrophe that `toCell` put before a formula. */
export function fromCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

export interface CsvLine {
  /** Where it begins in the file, from 1 on. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Lines with anything in them. Takes commas and semicolons, as spreadsheets write them by country.
 * A quote that is never closed ends with the file.
 */
export function readCsv(text: string): readonly CsvLine[] {
  const separator = /^[^\r\n]*?;/.test(text) && !/^[^\r\n;]*,/.test(text) ? ';' : ',';
  const lines: { line: number; cells: string[] }[] = [];
  let current = { line: 1, cells: [''] };
  let quoted = false;
  let line = 1;
  const put = (character: string) => {
    current.cells[current.cells.length - 1] += character;
  };
  const clean = text.replace(/^﻿/, '').replace(/\r\n?/g, '\n');
  for (let at = 0; at < clean.length; at += 1) {
    const character = clean[at] ?? '';
    if (character === '\n') line += 1;
    if (quoted && character === '"' && clean[at + 1] === '"') {
      put('"');
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && character === separator) current.cells.push('');
    else if (!quoted && character === '\n') {
      lines.push(current);
      current = { line, cells: [''] };
    } else put(character);
  }
  return [...lines, current]
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line: start, cells }) => ({ line: start, cells: cells.map((cell) => fromCell(cell)) }));
}
