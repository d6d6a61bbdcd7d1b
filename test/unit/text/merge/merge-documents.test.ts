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

  it('takes a block that both sides added once', () => {
    const both = doc(p('a'), p('b'), p('new'), p('c'));
    expect(mergeDocuments({ base, left: both, right: both })).toEqual({
      document: both,
      conflicts: [],
    });
  });

  it('reports blocks that the sides added at one place, and keeps the left one', () => {
    const merged = mergeDocuments({
      base,
      left: doc(p('a'), p('left'), p('b'), p('c')),
      right: doc(p('a'), p('right'), p('b'), p('c')),
    });
    expect(merged).toEqual({
      document: doc(p('a'), p('left'), p('b'), p('c')),
      conflicts: [{ base: [], left: [p('left')], right: [p('right')], index: 1 }],
    });
  });

  it('reports a list of which the sides together left nothing', () => {
    const items = doc(list(item(p('a')), item(p('b'))));
    const left = doc(list(item(p('b'))));
    const right = doc(list(item(p('a'))));
    expect(mergeDocuments({ base: items, left, right })).toEqual({
      document: left,
      conflicts: [{ base: items.content, left: left.content, right: right.content, index: 0 }],
    });
  });
});
