import './support/fake-bridge';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonError } from '../../../src/frontend/admin/find-json-error';
import { parseDocument } from '../../../src/frontend/admin/parse-document';

describe('reading the pasted text', () => {
  it('takes any JSON', () => {
    expect(parseDocument(' {"version": 1} ')).toEqual({ kind: 'parsed', document: { version: 1 } });
  });

  it.each([
    ['{\n  "a": 1,\n}', 'Line 3, column 1'],
    ['{\n  "a" 1\n}', 'Line 2, column 7'],
    ['{\n  "a": ]\n}', 'Line 2, column 8'],
    ['{\n  "a": [1, 2', 'Line 2, column 13'],
    ['{"a": 1} x', 'Line 1, column 10'],
    ["{'a': 1}", 'Line 1, column 2'],
    ['{"a": tru}', 'Line 1, column 7'],
    ['', 'Line 1, column 1'],
  ])('says where %j stops being JSON', (text, place) => {
    const parsed = parseDocument(text);
    expect(parsed.kind === 'not-json' && parsed.mistake.path).toBe(place);
  });

  it('finds an error exactly where JSON.parse finds one', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', 'x', '0', '\\', '\n'))
      .map(([json, at, char]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + char + json.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
        const isJson = parseDocument(text).kind === 'parsed';
        expect(findJsonError(text) === null).toBe(isJson);
      }),
      { numRuns: 500 },
    );
  });
});
