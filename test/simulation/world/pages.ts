/** Calls of the app's pages, as a person with all permissions makes them. */
import { JIRA_PROJECT } from '../script/document';
import type { World } from './world';

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

const MAX_REAL_MS = 60_000;
const JIRA_PROJECT_ID = '10000';

export function callAdmin(world: World, call: string, payload: object): Promise<Answer> {
  return callResolver(world, { moduleKey: 'admin-page', functionKey: call, payload });
}

/** On the panel of a Jira issue. */
export function callPanel(
  world: World,
  jiraIssueId: string,
  call: string,
  payload?: object,
): Promise<Answer> {
  return callResolver(world, {
    moduleKey: 'issue-panel',
    functionKey: call,
    ...(payload ? { payload } : {}),
    context: {
      extension: {
        issue: { id: jiraIssueId, key: `${JIRA_PROJECT}-1` },
        project: { id: JIRA_PROJECT_ID, key: JIRA_PROJECT },
      },
    },
  });
}

type Call = Parameters<World['host']['invokeResolver']>[0];

async function callResolver(world: World, call: Omit<Call, 'accountId'>): Promise<Answer> {
  const { host, jira } = world;
  const answered = host.invokeResolver({ ...call, accountId: jira.accounts.admin });
  await settle(world);
  const answer = await answered;
  if (answer.kind === 'failed') return { ok: false, reason: answer.message };
  return answer.value as Answer;
}

/** Runs what is due now, and whatever waits for the clock in the midst of a call. */
export async function settle(world: World): Promise<void> {
  if (!(await world.host.idle({ timeoutMs: MAX_REAL_MS, advance: false }))) {
    throw new Error('the host did not come to rest');
  }
}
