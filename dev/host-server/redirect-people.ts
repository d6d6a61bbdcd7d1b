/**
 * Links in synced texts lead to Jira's and Redmine's own addresses, where people find pages. Here
 * only APIs live there, so people are sent on to the local pages.
 */

/** Wraps the Jira double's entry: `/browse/KEY` is the page. */
export function redirectFromJira(
  appUrl: string,
  fetchJira: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const key = /^\/browse\/([A-Z][A-Z0-9_]*-\d+)$/.exec(new URL(request.url).pathname)?.[1];
    return key ? Response.redirect(`${appUrl}/issues/${key}`, 302) : fetchJira(request);
  };
}

/** Wraps the embedded Redmine's entry: `/issues/N`, asked for as a page, is the window into it. */
export function redirectFromRedmine(
  appUrl: string,
  fetchRedmine: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const id = /^\/issues\/(\d+)$/.exec(new URL(request.url).pathname)?.[1];
    const wantsPage = request.method === 'GET' && request.headers.get('accept')?.includes('html');
    return id && wantsPage
      ? Response.redirect(`${appUrl}/redmine/issues/${id}`, 302)
      : fetchRedmine(request);
  };
}
