import type { ReactNode } from 'react';
import { type PageState, USERS } from '../page-state';
import { withPerson } from './open-link';

const PAGES = [
  { title: 'Start', path: '/', kinds: ['start'] },
  { title: 'Redmine Sync settings', path: '/admin', kinds: ['admin'] },
  { title: 'Redmine', path: '/redmine', kinds: ['redmine', 'redmine-issue'] },
] as const satisfies readonly {
  readonly title: string;
  readonly path: string;
  readonly kinds: readonly PageState['page']['kind'][];
}[];

/** The bar on top of every page: where one can go, and as whom. */
export function Frame({
  state,
  children,
}: {
  readonly state: PageState;
  readonly children: ReactNode;
}) {
  const { as, page, redmineHasPages } = state;
  const isRedmine = page.kind === 'redmine' || page.kind === 'redmine-issue';
  return (
    <>
      <header className="frame-bar">
        <strong className="frame-brand">Jira</strong>
        <span className="frame-local">local double</span>
        <nav aria-label="Pages">
          {PAGES.filter(({ path }) => path !== '/redmine' || !redmineHasPages).map(
            ({ title, path, kinds }) => (
              <a
                key={path}
                href={withPerson(path)}
                {...(kinds.some((kind) => kind === page.kind)
                  ? { 'aria-current': 'page' as const }
                  : {})}
              >
                {title}
              </a>
            ),
          )}
        </nav>
        {!isRedmine && (
          <label>
            Looking as{' '}
            <select value={as} onChange={(event) => lookAs(event.target.value)}>
              {[...new Set([...USERS, as])].map((email) => (
                <option key={email}>{email}</option>
              ))}
            </select>
          </label>
        )}
      </header>
      {children}
    </>
  );
}

function lookAs(email: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set('as', email);
  window.location.assign(url);
}
