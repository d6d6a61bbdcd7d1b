import type { Problem } from './link';

/** One problem per kind, side, field and value. */
export function includesProblem(problems: readonly Problem[], problem: Problem): boolean {
  return problems.some(
    (other) =>
      other.kind === problem.kind &&
      other.side === problem.side &&
      other.field === problem.field &&
      other.value === problem.value,
  );
}
