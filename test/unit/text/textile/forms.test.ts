import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { adfToTextile, textileToAdf } from '../../../../src/text';
import { doc } from '../support/build';
import { type Form, MARK_FORMS, NODE_FORMS } from '../support/markdown-forms';
import { outline } from '../support/outline';
import { TEXTILE_SAMPLES } from '../support/textile-samples';
import { findAdfProblem } from '../support/validate-adf';

const inTable = (text: string): string => text.replace(/\n/g, ' ⏎ ').replace(/\|/g, '\\|');

function writeTables(): string {
  const written = (forms: Readonly<Record<string, Form>>) =>
    Object.entries(forms).map(
      ([type, { sample }]) =>
        `| \`${type}\` | \`\` ${inTable(adfToTextile(doc(...sample)))} \`\` |`,
    );
  const read = TEXTILE_SAMPLES.map(
    (source) =>
      `| \`\` ${inTable(source)} \`\` | \`\` ${inTable(outline(textileToAdf(source).content))} \`\` |`,
  );
  return [
    '| Textile | ADF |',
    '| --- | --- |',
    ...read,
    '',
    '| node | Textile |',
    '| --- | --- |',
    ...written(NODE_FORMS),
    '',
    '| mark | Textile |',
    '| --- | --- |',
    ...written(MARK_FORMS),
  ].join('\n');
}

describe('docs/text.md', () => {
  it('shows what becomes what between Textile and ADF', () => {
    const docs = readFileSync(path.resolve('docs/text.md'), 'utf8');
    const [, shown = ''] = /<!-- textile:start -->\n(.*)\n<!-- textile:end -->/s.exec(docs) ?? [];
    expect(shown).toBe(writeTables());
  });

  it('shows no Textile that becomes an invalid document', () => {
    const problems = TEXTILE_SAMPLES.map((source) => findAdfProblem(textileToAdf(source)));
    expect(problems.filter(Boolean)).toEqual([]);
  });
});
