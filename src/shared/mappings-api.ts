/** What the editor of one mapping can offer: everything that two projects have. */
import * as z from 'zod';
import type { FieldKind } from '../core/values/field-kinds';

export const mappingsRequests = {
  /** Also for projects that are not mapped yet. */
  getMappingChoices: z.object({
    connectionId: z.string(),
    jiraProject: z.string().trim().min(1),
    redmineProject: z.string().trim().min(1),
  }),
} as const;

export interface MappingsAnswers {
  readonly getMappingChoices: MappingChoices;
}

/** Something to choose, as a configuration names it and as people do. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface FieldChoice extends Choice {
  readonly kind: FieldKind;
  /** Whether its values can be listed, so that they can have rows of their own. */
  readonly hasValues: boolean;
}

export interface PersonChoice extends Choice {
  /** By which the configuration names the person elsewise: an address, a login. */
  readonly aliases: readonly string[];
}

export interface SideChoices {
  readonly fields: readonly FieldChoice[];
  readonly issueTypes: readonly Choice[];
  readonly statuses: readonly Choice[];
  readonly priorities: readonly Choice[];
  readonly users: readonly PersonChoice[];
}

export type ChoiceTable = keyof SideChoices;

/** What is called alike on both sides. */
export interface SuggestedPair {
  readonly jira: string;
  readonly redmine: string;
}

/** What one kind of field loses in another; `null`: it cannot cross that way. */
export type Losses = Readonly<
  Partial<Record<`${FieldKind}>${FieldKind}`, readonly string[] | null>>
>;

export interface MappingChoices {
  readonly jira: SideChoices;
  readonly redmine: SideChoices;
  readonly suggested: Readonly<Record<ChoiceTable, readonly SuggestedPair[]>>;
  /** Of the kinds that the two projects have; what is not in it loses nothing. */
  readonly losses: Losses;
}
