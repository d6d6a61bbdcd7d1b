import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composeMarkerLine,
  joinMarkerLine,
  splitMarkerLine,
} from '../../../src/redmine/marker-line';
import { JIRA_URL } from '../../support/a-full-mapping';

const twin = { key: 'WEB-1', url: `${JIRA_URL}/browse/WEB-1` };
const TEXTILE = `"WEB-1":${JIRA_URL}/browse/WEB-1#sync-10001.a_b-C`;
const MARKDOWN = `[WEB-1](${JIRA_URL}/browse/WEB-1#sync-10001.a_b-C)`;

const split = (text: string) => splitMarkerLine(text, JIRA_URL);

describe('the marker line', () => {
  it.each([
    ['textile', TEXTILE],
    ['markdown', MARKDOWN],
  ] as const)('is a link that people can follow (%s)', (format, line) => {
    expect(composeMarkerLine(format, twin, '10001.a_b-C')).toBe(line);
  });

  it.each([TEXTILE, MARKDOWN])('is no part of the text: %s', (line) => {
    expect(split(`Two\nlines\n\n${line}`)).toEqual({
      source: 'Two\nlines',
      line,
      marker: '10001.a_b-C',
    });
  });

  it('stands alone where there is no text', () => {
    expect(joinMarkerLine('', TEXTILE)).toBe(TEXTILE);
    expect(split(TEXTILE)).toEqual({ source: '', line: TEXTILE, marker: '10001.a_b-C' });
  });

  it('is found where somebody wrote on below it', () => {
    expect(split(`Text\n\n${TEXTILE}\n\nPS: more`)).toEqual({
      source: 'Text\n\nPS: more',
      line: TEXTILE,
      marker: '10001.a_b-C',
    });
  });

  it.each([
    ['a link within a sentence', `See ${TEXTILE}`],
    ['a link to another site', '"WEB-1":https://evil.example/browse/WEB-1#sync-10001.abc'],
    ['a link to the issue', `"WEB-1":${JIRA_URL}/browse/WEB-1`],
  ])('is not %s', (_what, text) => {
    expect(split(text)).toEqual({ source: text, line: null, marker: null });
  });

  it('comes off exactly as it was put on, whatever the text', () => {
    const lines = fc.array(fc.constantFrom('', ' ', 'word', '* item', '"x":http://y'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(lines, fc.constantFrom(TEXTILE, MARKDOWN), (parts, line) => {
        const source = parts.join('\n');
        expect(split(joinMarkerLine(source, line)).source).toBe(source);
      }),
    );
  });
});
