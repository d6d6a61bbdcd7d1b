import type { PageState } from '../page-state';

/**
 * Where a link of the app leads: paths are Jira's own and stay with the person who looks; the
 * embedded Redmine is looked at through its window.
 */
export function openLink(
  href: string,
  inNewTab: boolean,
  { redmineUrl, redmineHasPages }: Pick<PageState, 'redmineUrl' | 'redmineHasPages'>,
): void {
  const inWindow =
    !redmineHasPages && href.startsWith(`${redmineUrl}/`)
      ? `/redmine${href.slice(redmineUrl.length)}`
      : href;
  const target = inWindow.startsWith('/') ? withPerson(inWindow) : inWindow;
  if (inNewTab) window.open(target, '_blank', 'noopener');
  else window.location.assign(target);
}

/** Keeps `?as=` and `?redmineAs=` on the way from page to page. */
export function withPerson(path: string): string {
  const here = new URLSearchParams(window.location.search);
  const url = new URL(path, window.location.origin);
  for (const name of ['as', 'redmineAs']) {
    const value = here.get(name);
    if (value !== null && !url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}
