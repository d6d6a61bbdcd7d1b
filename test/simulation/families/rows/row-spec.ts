/** A pair of fields as people of both sides fill it in and see it. */
import type { Direction, RowField } from '../../script/steps';
import type { World } from '../../world/world';

/** What a field shows, in its side's own words; empty where it is empty. Lists are joined by commas. */
export type Shown = string;

/** One field of Jira's. */
export interface JiraEnd {
  readonly place:
    | { readonly kind: 'system'; readonly key: RowField }
    | { readonly kind: 'custom'; readonly name: string; readonly type: string };
  /** Of a field of choices. */
  readonly options: readonly string[];
  /** What an edit sends for it; a part of `fields`. */
  write(world: World, key: string, shown: Shown): object;
  read(raw: unknown): Shown;
  /** From the changelog. */
  past(id: string | null, text: string | null): Shown;
  /** Each member that came or went has an item of its own. */
  readonly isItemized: boolean;
}

/** One field of Redmine's; `detail` is how journals call it. */
export interface RedmineEnd {
  readonly name: string;
  readonly detail: { readonly property: 'attr' | 'cf'; readonly name: string };
  write(shown: Shown): object;
  // biome-ignore lint/suspicious/noExplicitAny: an issue of a REST API, read by tests only
  read(issue: any): Shown;
  past(value: string | null | undefined): Shown;
  readonly isItemized: boolean;
}

/** What is the same across: said alike, or Jira's word and Redmine's; `null` has no counterpart. */
export type Value = string | readonly [jira: string | null, redmine: string | null];

export interface RowSpec {
  /** For the report: what is paired with what. */
  readonly what: string;
  readonly jira: JiraEnd;
  readonly redmine: RedmineEnd;
  /** What people choose from; `free`: words that come once in a world, in this form. */
  readonly values: readonly Value[] | { readonly free: (phrase: string) => string };
  readonly isList?: boolean;
  /** Jira has a list, Redmine one of it. */
  readonly isOneOfList?: boolean;
  /** What says "nothing" as well. */
  readonly empty?: Shown;
  /** More keys of the configuration's row. */
  readonly row?: object;
}

/** A spec in its place in a world. */
export interface Row {
  readonly spec: RowSpec;
  readonly field: RowField;
  readonly direction: Direction;
}
