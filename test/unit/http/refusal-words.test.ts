import { describe, expect, it } from 'vitest';
import { describeRefusal } from '../../../src/http/refusal-words';

describe("a tracker's words for a refusal", () => {
  it.each<[string, readonly string[], unknown, string]>([
    [
      'are one line',
      ['Subject is\n too long', 'Status  is invalid '],
      {},
      'Subject is too long; Status is invalid',
    ],
    [
      'quote nothing that was sent',
      ['"my secret title" and "my secret"'],
      { issue: { subject: 'my secret title', notes: ['my secret'] } },
      '"…" and "…"',
    ],
    [
      'quote ids and keys',
      ['Field cf_12 of WEB-1 is invalid'],
      { a: 'cf_12', b: 'WEB-1', c: null, d: 5 },
      'Field cf_12 of WEB-1 is invalid',
    ],
    ['are whole up to 300 characters', ['x'.repeat(300)], {}, 'x'.repeat(300)],
    ['are cut above', ['x'.repeat(301)], {}, `${'x'.repeat(300)}…`],
    [
      'are cut before or behind an emoji, never within',
      [`${'x'.repeat(299)}😄😄`],
      {},
      `${'x'.repeat(299)}😄…`,
    ],
  ])('%s', (_what, words, sent, line) => {
    expect(describeRefusal(words, sent)).toBe(line);
  });
});
