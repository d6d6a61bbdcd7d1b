import { describe, expect, it } from 'vitest';
import { mergeDocuments } from '../../../../src/text';
import { doc, item, list, p } from '../support/build';

describe('merging documents', () => {
  const base = doc(p('a'), p('b'), p('c'));

  it('takes the changes of both sides to different blocks', () => {
    const merged = mergeDocuments({
      base,
      left: doc(p('A'), p('b'), p('c')),
      right: doc(p('a'), p('b'), p('C'), p('d')),
    });
    expect(merged).toEqual({ document: doc(p('A'), p('b'), p('C'), p('d')), conflicts: [] });
  });

  it('takes a change that both sides made once', () => {
    const both = doc(p('a'), p('B'), p('c'));
    expect(mergeDocuments({ base, left: both, right: both })).toEqual({
      document: both,
      conflicts: [],
    });
  });

  it('reports a block that both sides changed, and keeps the left one', () => {
    const merged = mergeDocuments({
      base,
      left: doc(p('a'), p('left'), p('c')),
      right: doc(p('a'), p('right'), p('c')),
    });
    expect(merged).toEqual({
      document: doc(p('a'), p('left'), p('c')),
      conflicts: [{ base: [p('b')], left: [p('left')], right: [p('right')], index: 1 }],
    });
  });

  it('merges items of one list', () => {
    const merged = mergeDocuments({
      base: doc(list(item(p('a')), item(p('b')))),
      left: doc(list(item(p('A')), item(p('b')))),
      right: doc(list(item(p('a')), item(p('b')), item(p('c')))),
    });
    expect(merged).toEqual({
      document: doc(list(item(p('A')), item(p('b')), item(p('c')))),
      conflicts: [],
    });
  });

  it('keeps a block that one side removed and the other left alone removed', () => {
    const merged = mergeDocuments({ base, left: doc(p('a'), p('c')), right: base });
    expect(merged).toEqual({ document: doc(p('a'), p('c')), conflicts: [] });
  });
});
