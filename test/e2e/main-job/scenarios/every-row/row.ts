/** One row of the table of everything that follows. */
import type { Pair, World } from '../../../../support/local-host/open-world';

export type Origin = 'jira' | 'redmine';

export const STEPS = ['create', 'change', 'clear'] as const;
export type Step = (typeof STEPS)[number];

/** What the table of one direction is filled from. */
export interface Ground {
  readonly world: World;
  readonly pair: Pair;
  /** To be related with, and for what would be in the way of the pair. */
  readonly other: Pair;
  /** Two epics, to be parents. */
  readonly parents: readonly [Pair, Pair];
  /** To turn private and public again. */
  readonly secret: Pair;
  /** The title of the issue that is made and deleted. */
  readonly title: string;
  /** Ids of what was made for a row. */
  readonly made: Map<string, string>;
}

export interface Row {
  readonly what: string;
  /** What an edit of the issue sends for a step; absent where the row has a way of its own. */
  readonly attributes?: (ground: Ground, origin: Origin, step: Step) => Promise<object> | object;
  /** Done apart from the issue's own edit. */
  readonly act?: (ground: Ground, origin: Origin, step: Step) => Promise<unknown>;
  /** What the side across shows. */
  readonly read: (ground: Ground, across: Origin) => Promise<string | null>;
  /** What is to be seen across; a step that neither tracker has is left out. */
  readonly seen: (origin: Origin) => Readonly<Partial<Record<Step, string | null>>>;
}

export const across = (origin: Origin): Origin => (origin === 'jira' ? 'redmine' : 'jira');

export const idOn = ({ jira, redmine }: Pair, side: Origin) =>
  side === 'jira' ? jira.key : String(redmine);

/** An issue as people see it. */
export const view = {
  jira: (world: World, key: string) => world.jira.readIssue(key),
  redmine: (world: World, id: string) => world.redmine.readIssue(Number(id)),
};

/** Names in one line, however many; `null`: none. */
export const listed = (names: readonly string[]) =>
  names.length > 0 ? [...names].sort().join(', ') : null;
