/**
 * The pages of the local host: a start page, the admin page as a Jira admin sees it, and issues
 * with their panel. The app's own UI Kit front end runs in the browser; its calls go to the app
 * host's `/__bridge`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { type Assets, bundlePages } from './bundle';
import { renderHtml } from './html';
import { type ManifestPages, readManifestPages } from './manifest-pages';
import { type PageState, USERS } from './page-state';
import type { PanelVisibility } from './panel-visibility';

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
  const pages = new Hono();

  const show = async (page: PageState['page'], as: string) =>
    renderHtml(await makeState(page, as, options, await loadManifest()));

  pages.get('/', async (c) => c.html(await show({ kind: 'start' }, c.req.query('as') ?? ADMIN)));
  pages.get('/admin', async (c) =>
    c.html(await show({ kind: 'admin' }, c.req.query('as') ?? ADMIN)),
  );
  pages.get('/issues/:key', async (c) =>
    c.html(await show({ kind: 'issue', issueKey: c.req.param('key') }, c.req.query('as') ?? ADA)),
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
  return pages;
}

async function makeState(
  page: PageState['page'],
  as: string,
  { jiraUrl, redmineUrl }: PagesOptions,
  { adminPage, issuePanel, permissions }: ManifestPages,
): Promise<PageState> {
  return { page, as, jiraUrl, redmineUrl, manifest: { adminPage, issuePanel, permissions } };
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
  const as = request.headers.get('x-as') ?? ADA;
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const answer = await fetch(`${jiraUrl}${pathname.replace('/__pages/jira', '')}${search}`, {
    method: request.method,
    headers: {
      accept: 'application/json',
      authorization: `Basic ${Buffer.from(`${as}:x`).toString('base64')}`,
      'content-type': request.headers.get('content-type') ?? 'application/json',
    },
    ...(hasBody ? { body: await request.arrayBuffer() } : {}),
  });
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), {
    status: answer.status,
    headers: { 'content-type': contentType },
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
