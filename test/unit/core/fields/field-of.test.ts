import { expect, it } from 'vitest';
import { namesOf } from '../../../../src/core/fields/field-of';
import type { Snapshot } from '../../../../src/core/model';
import { adfText, aSnapshot } from '../../../support/builders';

it.each<[string, Partial<Snapshot>, object]>([
  [
    'the label of a single id',
    { fields: { status: '1' }, labels: { status: 'New' } },
    { 1: 'New' },
  ],
  ['nothing where there is no label', { fields: { status: '1' }, labels: {} }, {}],
  ['nothing of a text', { fields: { status: adfText('x') }, labels: { status: 'New' } }, {}],
  [
    'the names of a list, which know better',
    {
      fields: { status: '1' },
      labels: { status: 'New' },
      names: { status: { 1: 'Open', 2: 'Done' }, other: { 3: 'x' } },
    },
    { 1: 'Open', 2: 'Done' },
  ],
])('what people read for ids is %s', (_what, snapshot, names) => {
  expect(namesOf(aSnapshot('jira', snapshot), 'status')).toEqual(names);
});
