/**
 * Which OAuth scope a call of an app needs.
 * @see https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/
 */
import { JiraError } from './http/jira-error';

interface ScopeRule {
  readonly methods: readonly string[];
  /** Of the route, after `/rest/api/3/`. */
  readonly route: RegExp;
  readonly scope: string | undefined;
}

const ANY = ['GET', 'POST', 'PUT', 'DELETE'];
const CHANGES = ['POST', 'PUT', 'DELETE'];

/** The first that fits counts. */
const RULES: readonly ScopeRule[] = [
  { methods: ANY, route: /^(serverInfo|permissions\/check)$/, scope: undefined },
  { methods: ANY, route: /^user\/email$/, scope: 'read:email-address:jira' },
  {
    methods: ['GET'],
    route: /^(myself|configuration|users?(\/.*)?|group\/bulk|groups\/picker)$/,
    scope: 'read:jira-user',
  },
  {
    methods: ['GET'],
    route: /^(field\/\{fieldId\}\/context|securitylevel\/|priority\/search)/,
    scope: 'manage:jira-configuration',
  },
  {
    methods: ANY,
    route: /^(user|group\/(user|member)|permissions)$/,
    scope: 'manage:jira-configuration',
  },
  { methods: ['POST'], route: /^project\/\{[^}]+\}\/role/, scope: 'manage:jira-configuration' },
  {
    methods: CHANGES,
    route: /^(field|project$)/,
    scope: 'manage:jira-configuration',
  },
  {
    methods: CHANGES,
    route: /^(version|component|project\/|forge\/|screens\/)/,
    scope: 'manage:jira-project',
  },
  {
    methods: ['POST'],
    route: /^(search.*|.*\/bulkfetch|comment\/list)$/,
    scope: 'read:jira-work',
  },
  { methods: ['GET'], route: /./, scope: 'read:jira-work' },
  { methods: CHANGES, route: /./, scope: 'write:jira-work' },
];

/** @param route the path with names in place of ids; `undefined` where no scope is needed */
export function scopeOf(method: string, route: string): string | undefined {
  const tail = route.replace(/^\/rest\/api\/3\//, '');
  return RULES.find((rule) => rule.methods.includes(method) && rule.route.test(tail))?.scope;
}

/** @throws {JiraError} as Atlassian's gateway refuses an app without the scope */
export function refuseWithoutScope(
  { method, path }: { readonly method: string; readonly path: string },
  granted: readonly string[],
): void {
  const scope = scopeOf(method, path);
  if (scope === undefined || granted.includes(scope)) return;
  throw new JiraError(401, { code: 401, message: 'Unauthorized; scope does not match' });
}
