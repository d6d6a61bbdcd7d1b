/**
 * Where a link of the app leads: paths are Jira's own and stay with the person who looks, anything
 * else opens beside it.
 */
export function openLink(href: string, inNewTab: boolean): void {
  const target = href.startsWith('/') ? withPerson(href) : href;
  if (inNewTab) window.open(target, '_blank', 'noopener');
  else window.location.assign(target);
}

/** Keeps `?as=` on the way from page to page. */
export function withPerson(path: string): string {
  const as = new URLSearchParams(window.location.search).get('as');
  if (as === null) return path;
  const url = new URL(path, window.location.origin);
  if (!url.searchParams.has('as')) url.searchParams.set('as', as);
  return `${url.pathname}${url.search}`;
}
