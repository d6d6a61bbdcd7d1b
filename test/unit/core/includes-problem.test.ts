import { expect, it } from 'vitest';
import { includesProblem } from '../../../src/core/includes-problem';
import type { Problem } from '../../../src/core/link';

const PROBLEM: Problem = {
  kind: 'write-not-taken',
  side: 'jira',
  field: 'summary',
  value: 'x',
  message: 'first',
  foundAtMs: 1,
};

it.each<[string, Partial<Problem>, boolean]>([
  ['found again later, in other words', { message: 'second', foundAtMs: 2 }, true],
  ['of another kind', { kind: 'no-transition' }, false],
  ['of the other side', { side: 'remote' }, false],
  ['of another field', { field: 'status' }, false],
  ['of another value', { value: 'y' }, false],
])('a problem %s is one of those that are open: %#', (_what, change, isIncluded) => {
  const other: Problem = { ...PROBLEM, kind: 'out-of-scope', side: 'remote', field: null };
  expect(includesProblem([other, PROBLEM], { ...PROBLEM, ...change })).toBe(isIncluded);
});
