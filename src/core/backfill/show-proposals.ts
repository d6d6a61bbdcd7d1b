/** Proposals with what people read of their issues, so that a page of them is all that a look loads. */
import { cutText } from '../cut-text';
import type { Side } from '../model';
import type { Proposal, ProposedIssue, ScannedIssue } from './proposal';

/** As long as a title is shown. */
const MAX_TITLE = 200;

export function showProposals(
  proposals: readonly Proposal[],
  scanned: Readonly<Record<Side, readonly ScannedIssue[]>>,
): readonly Proposal[] {
  const jira = new Map(scanned.jira.map((issue) => [issue.id, issue]));
  const remote = new Map(scanned.remote.map((issue) => [issue.id, issue]));
  return proposals.map((proposal) => {
    const one = jira.get(proposal.jira);
    const other = remote.get(proposal.remote);
    if (!one || !other) return proposal;
    return { ...proposal, issues: { jira: show(one), remote: show(other) } };
  });
}

function show({ key, title, author, createdAtMs }: ScannedIssue): ProposedIssue {
  return { key, title: cutText(title, MAX_TITLE), author: author.name, createdAtMs };
}
