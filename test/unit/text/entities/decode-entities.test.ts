import { describe, expect, it } from 'vitest';
import { decodeEntities } from '../../../../src/text/entities/decode-entities';

describe('decoding character references', () => {
  it.each([
    ['&amp;&lt;&gt;&quot;&apos;&nbsp;', '&<>"\'\u00a0'],
    ['&eacute;&Uuml;&ccedil;&Dcaron;&odblac;&Scaron;&zdot;', 'éÜçĎőŠż'],
    ['&AElig;&szlig;&oslash;&Lstrok;&imath;', 'ÆßøŁı'],
    ['&alpha;&Omega;&thetasym;', 'αΩϑ'],
    ['&rarr;&hellip;&mdash;&trade;&check;&euro;', '→…—™✓€'],
    ['&frac34;&HilbertSpace;&DifferentialD;&ClockwiseContourIntegral;&ngE;', '¾ℋⅆ∲≧\u0338'],
    ['&#35;&#x22;&#XD06;&#1234;', '#"ആӒ'],
    ['&#0;&#xd800;&#x110000;', '\ufffd\ufffd\ufffd'],
  ])('decodes %s', (source, decoded) => {
    expect(decodeEntities(source)).toBe(decoded);
  });

  it.each([
    '&amp',
    '&;',
    '&#;',
    '&#x;',
    '&nothing;',
    '&Eacutes;',
    '&toString;',
    // Unicode has these letters, HTML has no names for them.
    '&gcedil;',
    '&ebreve;',
    '&kacute;',
    '&#87654321;',
  ])('leaves %s as it is', (source) => {
    expect(decodeEntities(source)).toBe(source);
  });
});
