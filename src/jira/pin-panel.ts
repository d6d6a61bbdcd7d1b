/**
 * Pins the app's issue panel to a project: without that it shows on an issue only once somebody
 * clicked its button there. Jira lets an administrator do it, so it is asked as the caller, and does
 * it in the background.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-panels/
 */
import * as z from 'zod';
import { parseAnswer } from '../http/answer';
import { type JiraClient, route } from './client';

/** As in `manifest.yml`. */
const PANEL_MODULE = 'issue-panel';

const startedSchema = z.object({ taskId: z.string() });
const taskSchema = z.object({ status: z.string(), message: z.string().optional() });

/** Statuses of a task that has come to nothing. */
const ENDED_BADLY: ReadonlySet<string> = new Set(['FAILED', 'CANCELLED', 'DEAD']);

export type PinOutcome =
  | { readonly kind: 'pinned' }
  /** Jira is still at it. */
  | { readonly kind: 'under-way' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * @param client made with `as: 'user'`, for a Jira administrator
 * @throws PermanentError, RetryLaterError where Jira does not take the order
 */
export async function pinPanel(
  client: JiraClient,
  app: { readonly appId: string; readonly environmentId: string },
  projectId: string,
): Promise<PinOutcome> {
  const moduleId = `ari:cloud:ecosystem::extension/${app.appId}/${app.environmentId}/static/${PANEL_MODULE}`;
  const started = await client.send({
    method: 'POST',
    path: route`/rest/api/3/forge/panel/action/bulk/async`,
    body: { moduleId, projectList: [{ projectIdOrKey: projectId, action: 'PIN' }] },
  });
  const { taskId } = parseAnswer(started, startedSchema);
  const path = route`/rest/api/3/task/${taskId}`;
  const { status, message } = parseAnswer(await client.send({ method: 'GET', path }), taskSchema);
  if (status === 'COMPLETE') return { kind: 'pinned' };
  return ENDED_BADLY.has(status)
    ? { kind: 'failed', message: message ?? status }
    : { kind: 'under-way' };
}
