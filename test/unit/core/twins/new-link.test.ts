import { describe, expect, it } from 'vitest';
import { newLink, newTwinLink } from '../../../../src/core/twins/new-link';
import { aMapping, anEntry, aRow, aSnapshot, NOW_MS } from '../../../support/builders';

const mapping = aMapping({ fields: [aRow()] });

function basesOf(link: ReturnType<typeof newLink>) {
  return { jira: link.sides.jira.fields, remote: link.sides.remote.fields };
}

describe('the first base of a pair', () => {
  const snapshots = {
    jira: aSnapshot('jira', { fields: { summary: 'J' } }),
    remote: aSnapshot('remote', { fields: { summary: 'R' } }),
  };

  it('agrees on what is the same', () => {
    const same = { ...snapshots, remote: aSnapshot('remote', { fields: { summary: 'J' } }) };
    expect(basesOf(newLink(mapping, same, 'ask', NOW_MS))).toEqual({
      jira: { summary: 'J' },
      remote: { summary: 'J' },
    });
  });

  it("leaves the seed's value to win", () => {
    expect(basesOf(newLink(mapping, snapshots, 'jira', NOW_MS))).toEqual({
      jira: {},
      remote: { summary: 'R' },
    });
  });

  it('leaves every difference to be asked about', () => {
    expect(basesOf(newLink(mapping, snapshots, 'ask', NOW_MS))).toEqual({ jira: {}, remote: {} });
  });
});

describe('the first base of a new twin', () => {
  it('takes an edit before the first read for an edit, and not for what the twin was born with', () => {
    const snapshots = {
      jira: aSnapshot('jira', { fields: { summary: 'J' } }),
      remote: aSnapshot('remote', {
        fields: { summary: 'typed at once' },
        history: [anEntry(1, 'summary', 'J', 'typed at once')],
      }),
    };
    expect(basesOf(newTwinLink(mapping, snapshots, 'jira', NOW_MS))).toEqual({
      jira: { summary: 'J' },
      remote: { summary: 'J' },
    });
  });
});
