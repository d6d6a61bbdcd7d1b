import type { ReactNode } from 'react';
import type { PageState } from '../page-state';
import { withPerson } from './open-link';

/** Whom the address names with `redmineAs`, or the first of the demo's people. */
export function useRedmineLogin({ redminePeople }: PageState): string {
  const named = new URLSearchParams(window.location.search).get('redmineAs');
  return named ?? redminePeople[0]?.login ?? '';
}

/** A window into Redmine, plain enough not to be taken for Jira. */
export function RedmineFrame({
  page,
  login,
  children,
}: {
  readonly page: PageState;
  readonly login: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <div className="redmine-bar">
        <strong>Redmine</strong>
        <a href={withPerson('/redmine')}>Issues</a>
        <span className="redmine-address">
          through its REST API at <code>{page.redmineUrl}</code>
        </span>
        <label>
          Working as{' '}
          <select
            className="redmine-person"
            value={login}
            onChange={(event) => workAs(event.target.value)}
          >
            {page.redminePeople.map((person) => (
              <option key={person.login} value={person.login}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <main className="redmine-main">{children}</main>
    </>
  );
}

function workAs(login: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set('redmineAs', login);
  window.location.assign(url);
}
