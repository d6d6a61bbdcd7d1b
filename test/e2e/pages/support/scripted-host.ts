/**
 * The pages on a host whose resolvers answer what a test tells them, and a Jira with one issue: for
 * what the browser does with answers. The whole product is driven in `local-host.test.ts`.
 */
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createPages } from '../../../../dev/pages/pages';
import { rememberPanels } from '../../../../dev/pages/panel-visibility';
import type { AdminAnswers, Answer, PanelAnswers } from '../../../../src/shared/api';

type Answers = AdminAnswers & PanelAnswers;
/** What each call answers; a function sees the payload. Calls that are left out fail. */
export type Script = {
  [Call in keyof Answers]?:
    | Answer<Answers[Call]>
    | ((payload: never) => Answer<Answers[Call]> | Promise<Answer<Answers[Call]>>);
};

export interface ScriptedHost {
  readonly url: string;
  script: Script;
  /** Every resolver call so far. */
  readonly calls: { readonly functionKey: string; readonly payload: unknown }[];
  /** Every egress command so far, `get` left out. */
  readonly egress: { readonly command: string; readonly payload: unknown }[];
  stop(): Promise<void>;
}

/** @param port on the loopback interface; 0: any that is free */
export async function startScriptedHost(script: Script, port = 0): Promise<ScriptedHost> {
  const calls: ScriptedHost['calls'] = [];
  const egress: ScriptedHost['egress'] = [];
  const app = new Hono();
  let server: ServerType | null = null;
  const listening = new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  const url = `http://127.0.0.1:${await listening}`;
  const host: ScriptedHost = {
    url,
    script,
    calls,
    egress,
    stop: () => new Promise((resolve) => server?.close(() => resolve())),
  };

  app.post('/__bridge/invoke', async (c) => {
    const { functionKey, payload } = (await c.req.json()) as (typeof calls)[number];
    calls.push({ functionKey, payload });
    const scripted = host.script[functionKey as keyof Answers];
    if (scripted === undefined) return c.json({ message: `${functionKey} is not scripted` }, 500);
    const result = typeof scripted === 'function' ? await scripted(payload as never) : scripted;
    return c.json({ result });
  });
  app.post('/__bridge/egress', async (c) => {
    const { command, payload } = (await c.req.json()) as (typeof egress)[number];
    if (command !== 'get') egress.push({ command, payload });
    return c.json({ result: { results: [] } });
  });
  app.route('/jira', createOneIssueJira());
  app.get('/redmine-double/login', (c) => c.text('no pages here', 501));
  app.route(
    '/',
    createPages({
      projectRoot: process.cwd(),
      jiraUrl: `${url}/jira`,
      redmineUrl: `${url}/redmine-double`,
      panels: rememberPanels(),
    }),
  );
  return host;
}

const ADA = { accountId: 'ada', displayName: 'Ada Lovelace', timeZone: 'Europe/London' };
const PARAGRAPH = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function createOneIssueJira(): Hono {
  const issue = {
    id: '10100',
    key: 'WEB-1',
    fields: {
      summary: 'Checkout total is wrong with two vouchers',
      description: {
        version: 1,
        type: 'doc',
        content: [PARAGRAPH('Add two vouchers to the cart: the second one is counted twice.')],
      },
      status: { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
      issuetype: { id: '10001', name: 'Bug' },
      project: { id: '10000', key: 'WEB', name: 'Web shop' },
      priority: { name: 'High' },
      assignee: ADA,
      reporter: { accountId: 'grace', displayName: 'Grace Hopper' },
      duedate: '2026-09-30',
      created: '2026-09-01T08:00:00.000+0000',
      updated: '2026-09-02T09:30:00.000+0000',
      comment: {
        comments: [
          {
            id: '1',
            author: ADA,
            created: '2026-09-02T09:30:00.000+0000',
            body: { version: 1, type: 'doc', content: [PARAGRAPH('Reproduced on staging.')] },
          },
        ],
      },
    },
  };
  const jira = new Hono().basePath('/rest/api/3');
  const isAdmin = (authorization: string | undefined) =>
    Buffer.from((authorization ?? '').slice(6), 'base64')
      .toString()
      .startsWith('admin@');
  jira.get('/myself', (c) => c.json(ADA));
  jira.get('/mypermissions', (c) =>
    c.json({
      permissions: { ADMINISTER: { havePermission: isAdmin(c.req.header('authorization')) } },
    }),
  );
  jira.get('/issue/:key', (c) => c.json(issue));
  jira.get('/issue/:key/transitions', (c) =>
    c.json({ transitions: [{ id: '31', name: 'Review', to: { name: 'In Review' } }] }),
  );
  jira.post('/search/jql', (c) => c.json({ issues: [issue] }));
  return jira;
}
