import { describe, expect, it } from 'vitest';
import {
  isOurs,
  isSent,
  toLostValue,
  trailOf,
} from '../../../../src/core/history/find-overwritten';
import { adfText, aMapping, anEntry, aRow, NOW_MS, textile } from '../../../support/builders';

const OURS = 'app';

function trail(...entries: ReturnType<typeof anEntry>[]) {
  return trailOf(entries, 'summary', (entry) => entry.author.id === OURS);
}

describe('whether a change is ours', () => {
  it('is told by the author alone, or by author and value together', () => {
    expect([
      isOurs('ours', false),
      isOurs('maybe-ours', true),
      isOurs('maybe-ours', false),
      isOurs('not-ours', true),
    ]).toEqual([true, true, false, false]);
  });
});

describe('whether a history tells what we sent', () => {
  it.each([
    ['a line', 'new', 'new', true],
    ['another line', 'new', 'old', false],
    ['nothing', null, null, true],
    ['an empty line for nothing', '', null, true],
    ['something for nothing', null, 'x', false],
    // What Jira shows of a document says nothing of it.
    ['a document', adfText('new'), 'whatever', true],
    ['a source', textile('new'), 'new', true],
    ['a source with other line ends', textile('a\nb'), 'a\r\nb\r\n', true],
    ['another source', textile('new'), 'old', false],
    ['an empty source', textile(''), null, true],
  ] as const)('%s: %j as %j', (_what, sent, told, isIt) => {
    expect(isSent(sent, told)).toBe(isIt);
  });
});

describe('the trail of a field that we wrote', () => {
  it('is empty where nobody touched it', () => {
    expect(trail(anEntry(1, 'status', 'a', 'b', OURS))).toEqual({
      own: null,
      overwritten: null,
      changedAfter: false,
    });
  });

  it('knows that people changed it where none of the entries is ours', () => {
    expect(trail(anEntry(1, 'summary', 'a', 'b'))).toEqual({
      own: null,
      overwritten: null,
      changedAfter: true,
    });
  });

  it('names our entry', () => {
    const own = anEntry(2, 'summary', 'a', 'b', OURS);
    expect(trail(own)).toEqual({ own, overwritten: null, changedAfter: false });
  });

  it('names what a person had set just before', () => {
    const own = anEntry(2, 'summary', 'typed', 'b', OURS);
    expect(trail(anEntry(1, 'summary', 'a', 'typed'), own)).toEqual({
      own,
      overwritten: { value: 'typed', author: { id: 'grace', name: 'grace' }, atMs: NOW_MS },
      changedAfter: false,
    });
  });

  it('takes several steps of ours in a row for one', () => {
    const own = anEntry(3, 'summary', 'b', 'c', OURS);
    expect(
      trail(anEntry(1, 'summary', 'a', 'typed'), anEntry(2, 'summary', 'typed', 'b', OURS), own)
        .overwritten?.value,
    ).toBe('typed');
    expect(trail(anEntry(2, 'summary', 'a', 'b', OURS), own)).toEqual({
      own,
      overwritten: null,
      changedAfter: false,
    });
  });

  it('knows that a person changed it after us', () => {
    const own = anEntry(1, 'summary', 'a', 'b', OURS);
    expect(trail(own, anEntry(2, 'summary', 'b', 'later'))).toEqual({
      own,
      overwritten: null,
      changedAfter: true,
    });
  });
});

describe('an overwritten value', () => {
  const description = aRow({ field: 'description', kind: 'text' });

  it('is itself where the field is no text', () => {
    expect([
      toLostValue(aMapping(), aRow(), 'jira', 'typed'),
      toLostValue(aMapping(), description, 'jira', null),
    ]).toEqual(['typed', null]);
  });

  it('is source text in Redmine', () => {
    expect(toLostValue(aMapping(), description, 'remote', 'a\n\nb')).toEqual(textile('a\n\nb'));
  });

  it("is paragraphs in Jira, whose history shows only a document's words", () => {
    expect(toLostValue(aMapping(), description, 'jira', 'a\n\n \nb')).toEqual(adfText('a', 'b'));
  });
});
