/** A first mapping of two projects, its rows suggested by what both sides call things. */
import type { Answer, SuggestionsView } from '../../../shared/api';
import { callAdmin } from '../../use-api';

export const VALUE_TABLES = ['issueTypes', 'statuses', 'priorities'] as const;
const TABLES = [...VALUE_TABLES, 'fields', 'users'] as const;

export type Table = (typeof TABLES)[number];

export interface Draft {
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
  readonly tables: Readonly<Record<Table, SuggestionsView>>;
}

/** What both projects have in common; nothing is stored by this. */
export async function draftMapping(
  connectionId: string,
  jiraProject: string,
  redmineProject: string,
): Promise<Answer<Draft>> {
  const tables: Partial<Record<Table, SuggestionsView>> = {};
  for (const table of TABLES) {
    const place = { connectionId, jiraProject, redmineProject, table };
    const answer = await callAdmin('suggestRows', place);
    if (!answer.ok) return answer;
    tables[table] = answer.value;
  }
  return {
    ok: true,
    value: {
      connectionId,
      jiraProject,
      redmineProject,
      tables: tables as Readonly<Record<Table, SuggestionsView>>,
    },
  };
}

/** By table and Jira's name: Redmine's name. */
export type Choices = Readonly<
  Record<(typeof VALUE_TABLES)[number], Readonly<Record<string, string>>>
>;

/** What the new mapping is called. */
export function mappingIdOf({ jiraProject }: Draft): string {
  return jiraProject.toLowerCase();
}

/** The stored configuration with the new mapping in it, to be imported. */
export async function composeDocument(draft: Draft, choices: Choices): Promise<Answer<object>> {
  const exported = await callAdmin('exportConfiguration');
  if (!exported.ok) return exported;
  const { document } = exported.value;
  const suggested = (table: Table) =>
    draft.tables[table].rows.map(({ jira, redmine }) => ({ jira, redmine }));
  // Of several rows for one Redmine value the first counts on the way back: what was suggested.
  const chosen = (table: (typeof VALUE_TABLES)[number]) => {
    const names = draft.tables[table].rows.map(({ jira }) => jira);
    const rest = Object.keys(choices[table]).filter((jira) => !names.includes(jira));
    return [...names, ...rest].flatMap((jira) => {
      const redmine = choices[table][jira];
      return redmine === undefined ? [] : [{ jira, redmine }];
    });
  };
  const mapping = {
    id: mappingIdOf(draft),
    connection: draft.connectionId,
    jiraProject: draft.jiraProject,
    redmineProject: draft.redmineProject,
    direction: 'both',
    create: { jira: true, redmine: true },
    issueTypes: chosen('issueTypes'),
    statuses: chosen('statuses'),
    priorities: chosen('priorities'),
    fields: suggested('fields'),
    comments: { direction: 'both' },
    onConflict: 'manual',
  };
  return {
    ok: true,
    value: {
      ...document,
      mappings: [...document.mappings, mapping],
      users: [...document.users, ...suggested('users')],
    },
  };
}
