/** The README's table of scopes: what it says, and what is wrong with it. */
import { scopeOf } from '../jira/scopes';

export interface ScopeRow {
  readonly scope: string;
  readonly reason: string;
  /** `GET /issue/{issueIdOrKey}`: method, and path below `/rest/api/3`. */
  readonly calls: readonly string[];
}

/** Needed for no call of Jira, but for the app's own storage. */
export const STORAGE_SCOPE = 'storage:app';

const ROOT = '/rest/api/3';

/** Rows that begin with a scope: `| \`read:jira-work\` | why | calls |`. */
export function readScopeTable(markdown: string): readonly ScopeRow[] {
  const rows = markdown.matchAll(/^\| `([a-z]+:[a-z:-]+)` \| ([^|]+) \| ([^|]+) \|$/gm);
  return [...rows].map(([, scope = '', reason = '', calls = '']) => ({
    scope,
    reason,
    calls: [...calls.matchAll(/`([A-Z]+ \/[^`]*)`/g)].map(([, call = '']) => call),
  }));
}

/** What does not fit between the table, the manifest's scopes and the scopes that calls need. */
export function findTableMistakes(
  rows: readonly ScopeRow[],
  manifestScopes: readonly string[],
): readonly string[] {
  const listed = rows.map(({ scope }) => scope);
  return [
    ...manifestScopes.filter((scope) => !listed.includes(scope)).map((scope) => `no row: ${scope}`),
    ...listed
      .filter((scope) => !manifestScopes.includes(scope))
      .map((scope) => `not in the manifest: ${scope}`),
    ...rows.flatMap(({ scope, calls }) =>
      calls
        .filter((call) => neededBy(call) !== scope)
        .map((call) => `${call} stands under ${scope} and needs ${neededBy(call)}`),
    ),
  ];
}

/**
 * What does not fit between the table and the calls that were made: a scope that no call needed, a
 * call that is not in the table.
 * @param made `GET /rest/api/3/issue/{issueIdOrKey}`
 */
export function findCallMistakes(
  rows: readonly ScopeRow[],
  made: readonly string[],
): readonly string[] {
  const short = made.map((call) => call.replace(ROOT, ''));
  const listed = rows.flatMap(({ calls }) => calls);
  return [
    ...rows
      .filter(
        ({ scope }) => scope !== STORAGE_SCOPE && !short.some((call) => neededBy(call) === scope),
      )
      .map(({ scope }) => `no call needed ${scope}`),
    ...short
      .filter((call) => neededBy(call) !== undefined && !listed.includes(call))
      .map((call) => `not in the table: ${call} (${neededBy(call)})`),
  ];
}

function neededBy(call: string): string | undefined {
  const [method = '', path = ''] = call.split(' ');
  return scopeOf(method, ROOT + path);
}
