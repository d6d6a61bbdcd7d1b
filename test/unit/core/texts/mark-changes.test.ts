import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markChanges, type Passage } from '../../../../src/core/texts/mark-changes';

const joined = (passages: readonly Passage[], without: Passage['kind']) =>
  passages.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');

describe('the changes of a text', () => {
  it('are marked word by word', () => {
    expect(markChanges('the second voucher counts', 'the third voucher counts twice')).toEqual([
      { kind: 'same', text: 'the ' },
      { kind: 'removed', text: 'second ' },
      { kind: 'added', text: 'third ' },
      { kind: 'same', text: 'voucher ' },
      { kind: 'removed', text: 'counts' },
      { kind: 'added', text: 'counts twice' },
    ]);
  });

  it('are marked letter by letter where words have no spaces between them', () => {
    expect(markChanges('合計が違う', '合計が正しい')).toEqual([
      { kind: 'same', text: '合計が' },
      { kind: 'removed', text: '違う' },
      { kind: 'added', text: '正しい' },
    ]);
  });

  it('leave both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, text) => {
        const passages = markChanges(before, text);
        expect([joined(passages, 'added'), joined(passages, 'removed')]).toEqual([before, text]);
      }),
    );
  });
});
