import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { adfToMarkdown } from '../../../../src/text';
import { CHILDREN } from '../../../../src/text/adf/content-model';
import { MARK_TYPES } from '../../../../src/text/adf/nodes';
import { doc } from '../support/build';
import { type Form, MARK_FORMS, NODE_FORMS } from '../support/markdown-forms';
import { findAdfProblem } from '../support/validate-adf';

const forms: readonly (readonly [string, Form])[] = [
  ...Object.entries(NODE_FORMS),
  ...Object.entries(MARK_FORMS),
];

describe('the Markdown form of', () => {
  it.each(forms)('%s', (_, { sample, markdown }) => {
    expect(adfToMarkdown(doc(...sample))).toBe(markdown);
  });

  it('every node and mark has a sample that Atlassian accepts', () => {
    const problems = forms
      .map(([type, { sample }]) => [type, findAdfProblem(doc(...sample))])
      .filter(([, problem]) => problem !== undefined);
    expect(problems).toEqual([]);
  });

  it('all 43 nodes and 17 marks is known', () => {
    expect([
      Object.keys(NODE_FORMS).sort(),
      Object.keys(MARK_FORMS).sort(),
      Object.keys(NODE_FORMS).length,
      Object.keys(MARK_FORMS).length,
    ]).toEqual([Object.keys(CHILDREN).sort(), [...MARK_TYPES].sort(), 43, 17]);
  });
});

/** The rows of the tables in `docs/text.md` under "ADF → Markdown", by type. */
function documentedForms(): Readonly<Record<string, string>> {
  const docs = readFileSync(path.resolve('docs/text.md'), 'utf8');
  const section = docs.split('\n## ').find((part) => part.startsWith('ADF → Markdown')) ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)];
  return Object.fromEntries(rows.map(([, type, form]) => [type as string, form as string]));
}

const documented = (markdown: string): string =>
  `\`\` ${markdown.replace(/\n/g, ' ⏎ ').replace(/\|/g, '\\|')} \`\``;

describe('docs/text.md', () => {
  it('shows the form of every node and mark as the writer writes it', () => {
    const expected = forms.map(([type, { markdown }]) => [type, documented(markdown)] as const);
    expect(documentedForms()).toEqual(Object.fromEntries(expected));
  });
});
