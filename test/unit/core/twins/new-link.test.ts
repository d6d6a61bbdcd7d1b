import { describe, expect, it } from 'vitest';
import { newLink, newTwinLink } from '../../../../src/core/twins/new-link';
import {
  adf,
  adfText,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

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
  const edited = aSnapshot('remote', {
    fields: { summary: 'typed at once' },
    history: [anEntry(1, 'summary', 'J', 'typed at once')],
  });

  it('takes an edit before the first read for an edit, and not for what the twin was born with', () => {
    const snapshots = { jira: aSnapshot('jira', { fields: { summary: 'J' } }), remote: edited };
    expect(basesOf(newTwinLink(mapping, snapshots, 'jira', NOW_MS).link)).toEqual({
      jira: { summary: 'J' },
      remote: { summary: 'J' },
    });
  });

  it('takes edits of both before the first read for two edits', () => {
    const original = aSnapshot('jira', {
      fields: { summary: 'typed meanwhile' },
      history: [anEntry(1, 'summary', 'J', 'typed meanwhile')],
    });
    const { link } = newTwinLink(mapping, { jira: original, remote: edited }, 'jira', NOW_MS);
    expect(basesOf(link)).toEqual({ jira: {}, remote: { summary: 'J' } });
  });

  it('knows the original for unchanged where the twin could not take its value', () => {
    const original = aSnapshot('jira', { fields: { summary: 'never crossed' } });
    const { link } = newTwinLink(mapping, { jira: original, remote: edited }, 'jira', NOW_MS);
    expect(basesOf(link)).toEqual({
      jira: { summary: 'never crossed' },
      remote: { summary: 'J' },
    });
  });

  it('keeps the text that both were born with, so that the edit of the twin is seen as one', () => {
    const text = aMapping({ fields: [aRow({ field: 'description', kind: 'text' })] });
    const jira = aSnapshot('jira', { fields: { description: adfText('born') } });
    const remote = aSnapshot('remote', {
      fields: { description: textile('born and typed on') },
      history: [anEntry(1, 'description', 'born', 'born and typed on')],
    });
    expect(newTwinLink(text, { jira, remote }, 'jira', NOW_MS).texts).toEqual({
      description: { adf: adf('born'), source: 'born' },
    });
  });
});
