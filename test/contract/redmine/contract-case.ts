import type { World } from './world';

/** One behaviour of Redmine's REST API. It makes what it needs, and leaves alone what others use. */
export interface ContractCase {
  readonly name: string;
  /** It needs what only the seed can make: custom fields, roles, workflows. */
  readonly needsSeed?: true;
  readonly run: (world: World) => Promise<void>;
}

/** Cases from rows of data: the first column says the behaviour. */
export function casesOf<Row extends readonly [name: string, ...unknown[]]>(
  rows: readonly Row[],
  run: (world: World, row: Row) => Promise<void>,
  options: Pick<ContractCase, 'needsSeed'> = {},
): readonly ContractCase[] {
  return rows.map((row) => ({ name: row[0], ...options, run: (world) => run(world, row) }));
}
