import { describe, expect, it } from 'vitest';
import { findTooLong, putMapping } from '../../../src/forge/mapping-store';
import { parseMapping } from '../../../src/forge/stored/mapping';
import { aMapping } from '../../support/builders';

const KB = 1024;

/** Ids are what cannot be said in less. */
const withPeople = (count: number) =>
  aMapping({
    people: Array.from({ length: count }, (_, index) => ({
      jira: `712020:${randomId(index)}`,
      remote: String(index),
      jiraName: `Person Number ${index}`,
      remoteName: `Person Number ${index}`,
      remoteLogin: `person${index}`,
    })),
  });

/** The same in every run, and as hard to compress as a UUID. */
function randomId(seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length: 32 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 28).toString(16);
  }).join('');
}

const EMPTY = { version: 1, connections: [], mappings: [], users: [] } as const;

describe('a mapping', () => {
  it.each([
    ['as it is where it is short', 3, 2 * KB],
    ['deflated where it is long', 2000, 200 * KB],
  ])('is stored %s, and comes back the same', (_how, people, atMost) => {
    const mapping = withPeople(people);
    const stored = JSON.stringify(putMapping(mapping).value);
    expect(stored.length).toBeLessThan(atMost);
    expect(parseMapping(JSON.parse(stored))).toEqual(mapping);
    expect(findTooLong(EMPTY, [mapping])).toEqual([]);
  });

  it('that is longer than storage takes is told of, with its document', () => {
    const users = withPeople(9000).people.map(({ jira, remote }) => ({ jira, redmine: remote }));
    const mistakes = findTooLong({ ...EMPTY, users }, [aMapping(), withPeople(9000)]);
    expect(mistakes.map(({ path }) => path)).toEqual(['(document)', 'mappings[1]']);
    expect(mistakes[1]?.message).toMatch(
      /^This takes \d{3} KB of storage, of which Forge gives 240\. Valid: shorter tables, and fewer people under users\.$/,
    );
  });
});
