import { describe, expect, it } from 'vitest';
import {
  booleanOf,
  integerOf,
  isBlank,
  parseNestedQuery,
} from '../../../../dev/redmine/http/params';

describe('parameters, as Rails reads them', () => {
  it.each([
    ['a=1&b=two', { a: '1', b: 'two' }],
    ['f[]=x&f[]=y', { f: ['x', 'y'] }],
    [
      'op[status_id]=*&v[status_id][]=1&v[status_id][]=2',
      { op: { status_id: '*' }, v: { status_id: ['1', '2'] } },
    ],
    ['issue[custom_field_values][3]=x', { issue: { custom_field_values: { 3: 'x' } } }],
    ['updated_on=%3E%3D2026-01-01', { updated_on: '>=2026-01-01' }],
    ['a=1&a=2', { a: '2' }],
    ['', {}],
  ])('reads %s', (search, expected) => {
    expect(structuredClone(parseNestedQuery(search))).toEqual(expected);
  });

  it('keeps names that objects have by nature apart', () => {
    expect(parseNestedQuery('a=1').constructor).toBe(undefined);
  });

  it('takes the leading integer of a text', () => {
    expect(['5', 5, '5x', 'x5', '', null, true, '-3'].map(integerOf)).toEqual([
      5, 5, 5, 0, 0, 0, 0, -3,
    ]);
  });

  it('takes the usual words for no', () => {
    expect([true, '1', 'yes', false, '0', 'false', 'off', '', null].map(booleanOf)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      null,
      null,
    ]);
  });

  it('knows what is blank', () => {
    expect(['', '  ', null, undefined, false, [], {}, 0, 'x', [1]].map(isBlank)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
