import { expect, it } from 'vitest';
import { cutText } from '../../../src/core/cut-text';
import { cutLine, fitWords } from '../../../src/core/values/conversions';

it.each([
  ['short', 9, 'short'],
  ['exact', 5, 'exact'],
  ['longer', 5, 'longe'],
  // An emoji takes two.
  ['ab😄', 4, 'ab😄'],
  ['ab😄', 3, 'ab'],
  ['ab😄c', 2, 'ab'],
])('%j cut after %i is %j', (text, maxLength, beginning) => {
  expect(cutText(text, maxLength)).toBe(beginning);
});

it('keeps an emoji whole, or leaves it out, where a line or a label is too long', () => {
  const line = `${'x'.repeat(253)}😄 and more`;
  expect([cutLine(line), fitWords(`x${line}`, 'labels')]).toEqual([
    `${'x'.repeat(253)}…`,
    `x${'x'.repeat(253)}`,
  ]);
});
