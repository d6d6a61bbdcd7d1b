import { describe, expect, it } from 'vitest';
import { readPairHistory } from '../../../../src/sync/audit/read-pair-history';
import { aRecord, aTrail } from '../../../support/a-trail';

const RECORDS = [
  aRecord('before', 1, [{ kind: 'unlinked' }]),
  aRecord('birth', 2, [{ kind: 'linked', field: null }]),
  aRecord('title', 3),
  aRecord('text', 4),
];

const read = async (cursor: string | null) => {
  const { trail, asked } = aTrail(RECORDS);
  const page = await readPairHistory(trail, 'main:12', cursor);
  return { ...page, events: page.events.map(({ kind, fields }) => [kind, fields]), asked };
};

describe('the history of a pair', () => {
  it('is told newest first, a page at a time', async () => {
    expect(await read(null)).toEqual({
      events: [
        ['field-written', ['text']],
        ['field-written', ['title']],
      ],
      cursor: '2',
      asked: [['main:12', 'newest-first', null, 10]],
    });
  });

  it('ends with the birth of the pair, whatever came before', async () => {
    expect(await read('2')).toMatchObject({ events: [['linked', []]], cursor: null });
  });
});
