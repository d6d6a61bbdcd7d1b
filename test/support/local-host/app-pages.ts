/** The app's pages without their looks: calls of their resolvers, as the bridge makes them. */
import type {
  AdminAnswers,
  AdminCall,
  Answer,
  PanelAnswers,
  PanelCall,
} from '../../../src/shared/api';
import type { JiraIssueRef } from './jira-person';
import { sendJson } from './send-json';

/** The extension of the page, as Jira hands it to the app. */
type Extension = { readonly type: string; readonly [key: string]: unknown };

/** Calls the resolver of a page as the person with that address. */
async function invoke(
  appUrl: string,
  as: string,
  moduleKey: string,
  extension: Extension,
  functionKey: string,
  payload?: unknown,
): Promise<unknown> {
  const answer = await sendJson(`${appUrl}/__bridge/invoke?as=${encodeURIComponent(as)}`, {
    method: 'POST',
    // Who looks is said by `as`; the page's own word for it does not count then.
    body: { moduleKey, functionKey, payload, context: { accountId: 'nobody', extension } },
  });
  return (answer as { readonly result?: unknown }).result;
}

export interface AdminPage {
  /** The whole answer, a refusal too. */
  ask<C extends AdminCall>(call: C, payload?: unknown): Promise<Answer<AdminAnswers[C]>>;
  /** @throws Error with the reason of a refusal */
  call<C extends AdminCall>(call: C, payload?: unknown): Promise<AdminAnswers[C]>;
}

export interface IssuePanel {
  ask<C extends PanelCall>(call: C, payload?: unknown): Promise<Answer<PanelAnswers[C]>>;
  call<C extends PanelCall>(call: C, payload?: unknown): Promise<PanelAnswers[C]>;
}

function unwrap<T>(call: string, answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${call}: ${answer.reason}`);
}

/** The admin page, looked at by that person. */
export function openAdminPage(appUrl: string, as = 'admin@example.com'): AdminPage {
  const extension = { type: 'jira:adminPage' };
  const ask = async <C extends AdminCall>(call: C, payload?: unknown) =>
    (await invoke(appUrl, as, 'admin-page', extension, call, payload)) as Answer<AdminAnswers[C]>;
  return { ask, call: async (call, payload) => unwrap(call, await ask(call, payload)) };
}

/** The panel of one issue, looked at by that person. */
export function openPanel(
  appUrl: string,
  as: string,
  issue: JiraIssueRef,
  projectId: string,
): IssuePanel {
  const extension = {
    type: 'jira:issuePanel',
    issue: { id: issue.id, key: issue.key },
    project: { id: projectId },
  };
  const ask = async <C extends PanelCall>(call: C, payload?: unknown) =>
    (await invoke(appUrl, as, 'issue-panel', extension, call, payload)) as Answer<PanelAnswers[C]>;
  return { ask, call: async (call, payload) => unwrap(call, await ask(call, payload)) };
}
