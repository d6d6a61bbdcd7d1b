/** Two issues with more than a page of comments and of history, made once for all checks. */
import type { Issue, JiraSite } from './jira-site';

/** One more than Jira shows at once. */
export const MANY = 101;

const made = new WeakMap<JiraSite, Promise<BusyIssues>>();

export interface BusyIssues {
  readonly commented: Issue;
  /** By their order. */
  readonly commentIds: readonly string[];
  readonly edited: Issue;
}

/** Takes half a minute: Jira allows 100 writes of an issue in 30 seconds. */
export function makeBusyIssues(site: JiraSite): Promise<BusyIssues> {
  const busy = made.get(site) ?? make(site);
  made.set(site, busy);
  return busy;
}

async function make(site: JiraSite): Promise<BusyIssues> {
  const [commented, edited] = [await site.makeIssue('comments'), await site.makeIssue('edits')];
  const [commentIds] = await Promise.all([comment(site, commented), edit(site, edited)]);
  return { commented, commentIds, edited };
}

async function comment(site: JiraSite, issue: Issue): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let count = 1; count <= MANY; count += 1) {
    const body = paragraph(`comment ${count}`);
    ids.push((await site.demand('POST', `/issue/${issue.id}/comment`, { body })).id);
  }
  return ids;
}

async function edit(site: JiraSite, issue: Issue): Promise<void> {
  for (let count = 1; count <= MANY; count += 1) {
    const fields = { summary: `[smoke] edit ${count}` };
    await site.demand('PUT', `/issue/${issue.id}`, { fields });
  }
}

/** A document of one paragraph. */
export function paragraph(...content: readonly (string | object)[]): object {
  const nodes = content.map((node) =>
    typeof node === 'string' ? { type: 'text', text: node } : node,
  );
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: nodes }] };
}
