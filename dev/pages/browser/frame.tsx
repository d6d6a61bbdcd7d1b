import type { ReactNode } from 'react';
import { USERS } from '../page-state';
import { withPerson } from './open-link';

const PAGES = [
  { title: 'Start', path: '/', kind: 'start' },
  { title: 'Redmine Sync settings', path: '/admin', kind: 'admin' },
] as const;

/** The bar on top of every page: where one can go, and as whom. */
export function Frame({
  as,
  kind,
  children,
}: {
  readonly as: string;
  readonly kind: 'start' | 'admin' | 'issue';
  readonly children: ReactNode;
}) {
  return (
    <>
      <header className="frame-bar">
        <strong className="frame-brand">Jira</strong>
        <span className="frame-local">local double</span>
        <nav aria-label="Pages">
          {PAGES.map((page) => (
            <a
              key={page.path}
              href={withPerson(page.path)}
              {...(page.kind === kind ? { 'aria-current': 'page' as const } : {})}
            >
              {page.title}
            </a>
          ))}
        </nav>
        <label className="frame-person">
          Looking as{' '}
          <select value={as} onChange={(event) => lookAs(event.target.value)}>
            {[...new Set([...USERS, as])].map((email) => (
              <option key={email}>{email}</option>
            ))}
          </select>
        </label>
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
