import { describe, expect, it } from 'vitest';
import { formatMarker, parseMarker } from '../../../../src/core/twins/marker';
import { NOW_MS } from '../../../support/builders';

describe('the marker of a twin', () => {
  it('says whose twin it is and under which claim', () => {
    const marker = formatMarker({
      connectionId: 'main',
      mappingId: 'web',
      side: 'jira',
      issueId: '10100',
      nonce: 'a-Nonce_1',
      atMs: NOW_MS,
      watermark: '0',
    });
    expect([marker, parseMarker(marker)]).toEqual([
      '10100.a-Nonce_1',
      { issueId: '10100', nonce: 'a-Nonce_1' },
    ]);
  });

  it.each([null, '', '10100', '10100.', '.nonce', 'WEB-1.nonce', 'x10100.n', '10100.n!', '1.n\n'])(
    'is not read out of %j',
    (text) => {
      expect(parseMarker(text)).toBeNull();
    },
  );
});
