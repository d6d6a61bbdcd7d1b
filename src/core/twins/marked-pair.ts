/** Which two issues a marker says belong together. */

import type { Side } from '../model';
import { parseMarker } from './marker';

/** An issue as listed, with the marker it carries. */
export interface MarkedIssue {
  readonly issueId: string;
  readonly marker: string | null;
}

/** Both issue ids; `null` where the issue carries no marker of ours. */
export function pairOf(side: Side, issue: MarkedIssue): Readonly<Record<Side, string>> | null {
  const marker = parseMarker(issue.marker);
  if (!marker) return null;
  return side === 'jira'
    ? { jira: issue.issueId, remote: marker.issueId }
    : { jira: marker.issueId, remote: issue.issueId };
}
