/**
 * The pages of the local host: a start page, the admin page as a Jira admin sees it, and issues
 * with their panel. The app's own UI Kit front end runs in the browser; its calls go to the app
 * host's `/__bridge`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Assets, bundlePages } from './bundle';
import { forward } from './forward';
import { renderHtml } from './html';
import { type ManifestPages, readManifestPages } from './manifest-pages';
import { type PageState, USERS } from './page-state';
import type { PanelVisibility } from './panel-visibility';
import { callRedmine, hasRedminePages, REDMINE_PEOPLE } from './redmine-proxy';

export interface PagesOptions {
  /** Where `manifest.yml` and `src` are. */
  readonly projectRoot: string;
  /** The Jira double, like `http://127.0.0.1:8421`. */
  readonly jiraUrl: string;
  /** Shown on the start page. */
  readonly redmineUrl: string;
  readonly panels: PanelVisibility;
}

const [ADMIN, ADA] = USERS;
const panelRequest = z.strictObject({ shown: z.boolean() });

/** Makes the pages, to be mounted at `/`. Nothing is read or bundled before the first request. */
export function createPages(options: PagesOptions): Hono {
  const loadManifest = once(() => readManifestPages(options.projectRoot));
  const loadAssets = once(async () =>
    bundlePages(options.projectRoot, (await loadManifest()).entryPoints),
  );
  const findRedminePages = once(() => hasRedminePages(options.redmineUrl));
  // Only a real Redmine can be down: it has pages. It is asked again at the next page.
  const askRedmine = () => findRedminePages().catch(() => true);
  const pages = new Hono();

  const show = async (page: PageState['page'], as: string) =>
    renderHtml(makeState(page, as, options, await loadManifest(), await askRedmine()));

  pages.get('/', async (c) => c.html(await show({ kind: 'start' }, asOf(c, ADMIN))));
  pages.get('/admin', async (c) => c.html(await show({ kind: 'admin' }, asOf(c, ADMIN))));
  pages.get('/issues/:key', async (c) =>
    c.html(await show({ kind: 'issue', issueKey: c.req.param('key') }, asOf(c, ADA))),
  );
  pages.get('/redmine', async (c) => c.html(await show({ kind: 'redmine' }, asOf(c, ADA))));
  pages.get('/redmine/issues/:id', async (c) =>
    c.html(await show({ kind: 'redmine-issue', issueId: c.req.param('id') }, asOf(c, ADA))),
  );
  // Where Jira has its issues; the app links there.
  pages.get('/browse/:key', (c) => {
    const { search } = new URL(c.req.url);
    return c.redirect(`/issues/${encodeURIComponent(c.req.param('key'))}${search}`);
  });

  pages.get('/__pages/assets/:name', async (c) => serveAsset(loadAssets, c.req.param('name')));
  pages.get('/__pages/icon', async (c) => {
    const { iconPath } = (await loadManifest()).issuePanel;
    if (iconPath === null) return c.notFound();
    return c.body(await readFile(join(options.projectRoot, iconPath)), 200, {
      'content-type': 'image/svg+xml',
    });
  });
  pages.get('/__pages/panels/:key', async (c) =>
    c.json({ shown: await options.panels.isShown(c.req.param('key')) }),
  );
  pages.put('/__pages/panels/:key', async (c) => {
    const body = panelRequest.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ message: 'expected {"shown": true or false}' }, 400);
    await options.panels.setShown(c.req.param('key'), body.data.shown);
    return c.json({ shown: await options.panels.isShown(c.req.param('key')) });
  });
  pages.all('/__pages/jira/*', (c) => callJira(c.req.raw, options.jiraUrl));
  pages.all('/__pages/redmine/*', (c) => callRedmine(c.req.raw, options.redmineUrl));
  return pages;
}

/** Whom the address names, or who usually looks at such a page. */
function asOf(c: Context, usual: string): string {
  return c.req.query('as') ?? usual;
}

function makeState(
  page: PageState['page'],
  as: string,
  { jiraUrl, redmineUrl }: PagesOptions,
  { adminPage, issuePanel, permissions }: ManifestPages,
  redmineHasPages: boolean,
): PageState {
  return {
    page,
    as,
    jiraUrl,
    redmineUrl,
    redmineHasPages,
    redminePeople: REDMINE_PEOPLE,
    manifest: { adminPage, issuePanel, permissions },
  };
}

/** What does not build is told on the page, where the newcomer looks. */
async function serveAsset(loadAssets: () => Promise<Assets>, name: string): Promise<Response> {
  try {
    const asset = (await loadAssets()).get(name);
    if (asset === undefined) return new Response(`no asset ${name}`, { status: 404 });
    return new Response(asset.body, {
      headers: { 'content-type': asset.contentType, 'cache-control': 'no-cache' },
    });
  } catch (error) {
    const message = `The pages could not be built: ${error instanceof Error ? error.message : String(error)}`;
    console.error(message);
    return new Response(`document.body.innerText = ${JSON.stringify(message)}`, {
      headers: { 'content-type': name.endsWith('.css') ? 'text/css' : 'text/javascript' },
    });
  }
}

/** The browser may call one origin only, and the double wants a login: header `x-as`, no password. */
async function callJira(request: Request, jiraUrl: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const as = request.headers.get('x-as');
  // No other site's page can send this header, and so none can play here.
  if (as === null)
    return Response.json({ errorMessages: ['header x-as is missing'] }, { status: 400 });
  return forward(request, `${jiraUrl}${pathname.replace('/__pages/jira', '')}${search}`, {
    authorization: `Basic ${Buffer.from(`${as}:x`).toString('base64')}`,
  });
}

/** Runs once, at the first call; a failure is tried again at the next. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
