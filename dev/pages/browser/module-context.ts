import type { PageModule } from '../manifest-pages';
import type { PageState } from '../page-state';
import type { Person } from './jira-client';

/**
 * What `view.getContext()` answers in Jira.
 * https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/view/
 */
export function makeContext(
  { manifest }: PageState,
  module: PageModule,
  person: Person,
  extension: Readonly<Record<string, unknown>>,
) {
  return {
    accountId: person.accountId,
    cloudId: 'local',
    environmentId: 'local',
    environmentType: 'DEVELOPMENT',
    extension: { type: module.type, location: window.location.href, ...extension },
    localId: `local/${module.key}`,
    // A person's own choice in Jira; here `?locale=ja-JP`.
    locale: new URLSearchParams(window.location.search).get('locale') ?? 'en-US',
    moduleKey: module.key,
    permissions: manifest.permissions,
    siteUrl: window.location.origin,
    theme: { colorMode: 'light' },
    timezone: person.timeZone ?? 'UTC',
  };
}
