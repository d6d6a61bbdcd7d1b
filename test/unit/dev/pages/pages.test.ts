import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPages } from '../../../../dev/pages/pages';
import { rememberPanels } from '../../../../dev/pages/panel-visibility';

const JIRA_URL = 'http://127.0.0.1:8421';
const REDMINE_URL = 'http://127.0.0.1:8422';

describe('the pages of the local host', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The trackers, as far as a test needs them; without an answer nothing may be asked. */
  function open(
    answer: (request: Request) => Response = () => new Response(null, { status: 501 }),
  ) {
    const asked: Request[] = [];
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const request = new Request(url, init);
      asked.push(request);
      return answer(request);
    });
    const pages = createPages({
      projectRoot: process.cwd(),
      jiraUrl: JIRA_URL,
      redmineUrl: REDMINE_URL,
      panels: rememberPanels(async (projectKey) => projectKey === 'OPS'),
    });
    return { pages, asked };
  }
  const stateOf = (html: string) =>
    JSON.parse(/<script type="application\/json"[^>]*>(.*)<\/script>/.exec(html)?.[1] ?? 'null');

  it('look as the admin on the admin page and as Ada on an issue, unless the address says whom', async () => {
    const { pages } = open();
    const seen = [];
    for (const path of ['/', '/admin', '/issues/WEB-1', '/issues/WEB-1?as=grace@example.com']) {
      const { page, as } = stateOf(await (await pages.request(path)).text());
      seen.push([page, as]);
    }
    expect(seen).toEqual([
      [{ kind: 'start' }, 'admin@example.com'],
      [{ kind: 'admin' }, 'admin@example.com'],
      [{ kind: 'issue', issueKey: 'WEB-1' }, 'ada@example.com'],
      [{ kind: 'issue', issueKey: 'WEB-1' }, 'grace@example.com'],
    ]);
  });

  it('take the modules from the manifest', async () => {
    const { pages } = open();
    const { manifest } = stateOf(await (await pages.request('/')).text());
    expect([manifest.adminPage, manifest.issuePanel]).toMatchObject([
      { key: 'admin-page', type: 'jira:adminPage', resource: 'admin', title: 'Redmine Sync' },
      { key: 'issue-panel', type: 'jira:issuePanel', resource: 'issue-panel', title: 'Redmine' },
    ]);
  });

  it('let no address break out of the page', async () => {
    const { pages } = open();
    const html = await (await pages.request('/issues/%3C%2Fscript%3E%3Cb%3E')).text();
    expect(html).not.toContain('</script><b>');
    expect(stateOf(html).page.issueKey).toBe('</script><b>');
  });

  it('lead where Jira has its issues, as the same person', async () => {
    const { pages } = open();
    const answer = await pages.request('/browse/WEB-7?as=ada@example.com');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      '/issues/WEB-7?as=ada@example.com',
    ]);
  });

  it('know on which issues the panel is: where it was clicked, and in pinned projects', async () => {
    const { pages } = open();
    const isShown = async (key: string) =>
      (await (await pages.request(`/__pages/panels/${key}`)).json()).shown;
    const put = (key: string, body: string) =>
      pages.request(`/__pages/panels/${key}`, { method: 'PUT', body });
    await put('WEB-1', '{"shown":true}');
    expect([await isShown('WEB-1'), await isShown('WEB-2'), await isShown('OPS-5')]).toEqual([
      true,
      false,
      true,
    ]);
    await put('WEB-1', '{"shown":false}');
    expect([await isShown('WEB-1'), (await put('WEB-1', 'yes')).status]).toEqual([false, 400]);
  });

  it('call Jira as the person who looks, and hand on what it says', async () => {
    const { pages, asked } = open(() => Response.json({ errorMessages: ['no'] }, { status: 403 }));
    const answer = await pages.request('/__pages/jira/rest/api/3/issue/WEB-1?fields=x', {
      method: 'PUT',
      headers: { 'x-as': 'ada@example.com', 'content-type': 'application/json' },
      body: '{"fields":{}}',
    });
    expect([answer.status, await answer.json()]).toEqual([403, { errorMessages: ['no'] }]);
    const [request] = asked;
    expect([
      request?.method,
      request?.url,
      request?.headers.get('authorization'),
      await request?.text(),
    ]).toEqual([
      'PUT',
      `${JIRA_URL}/rest/api/3/issue/WEB-1?fields=x`,
      `Basic ${Buffer.from('ada@example.com:x').toString('base64')}`,
      '{"fields":{}}',
    ]);
  });

  it('call no tracker for a page of another site, which cannot send the header', async () => {
    const { pages, asked } = open();
    const answers = await Promise.all([
      pages.request('/__pages/jira/rest/api/3/myself'),
      pages.request('/__pages/redmine/issues.json'),
      pages.request('/__pages/redmine/issues.json', { headers: { 'x-as': 'mallory' } }),
    ]);
    expect([answers.map(({ status }) => status), asked]).toEqual([[400, 400, 400], []]);
  });

  it('open a window into a Redmine without pages, and none into a real one', async () => {
    const embedded = stateOf(await (await open().pages.request('/')).text());
    const real = stateOf(await (await open(() => new Response('login')).pages.request('/')).text());
    expect([embedded.redmineHasPages, real.redmineHasPages]).toEqual([false, true]);
  });

  it('bundle the preview and each page of the app', async () => {
    const { pages } = open();
    const sizes = [];
    for (const name of ['preview.js', 'preview.css', 'admin.js', 'issue-panel.js']) {
      const answer = await pages.request(`/__pages/assets/${name}`);
      sizes.push([name, answer.status, (await answer.text()).length > 10_000]);
    }
    expect(sizes).toEqual([
      ['preview.js', 200, true],
      ['preview.css', 200, true],
      ['admin.js', 200, true],
      ['issue-panel.js', 200, true],
    ]);
    expect((await pages.request('/__pages/assets/other.js')).status).toBe(404);
  });

  it('show the app’s own icon', async () => {
    const answer = await open().pages.request('/__pages/icon');
    expect([answer.headers.get('content-type'), (await answer.text()).includes('<svg')]).toEqual([
      'image/svg+xml',
      true,
    ]);
  });
});
