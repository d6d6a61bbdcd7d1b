import { describe, expect, it } from 'vitest';
import { findSafeUrl } from '../../../src/text/safe-url';

describe('an address', () => {
  it.each(['https://a.b', 'HTTP://a.b', 'mailto:a@b.c', 'tel:+1', '/path', '#anchor', ''])(
    'may be linked: %j',
    (url) => {
      expect(findSafeUrl(url)).toBe(url);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0000javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'unknown:x',
    'relative/path',
    'http:example.com',
  ])('may not be linked: %j', (url) => {
    expect(findSafeUrl(url)).toBeUndefined();
  });

  it('that is relative resolves to the base address', () => {
    expect(findSafeUrl('b', 'https://example.com/a/')).toBe('https://example.com/a/b');
  });
});
