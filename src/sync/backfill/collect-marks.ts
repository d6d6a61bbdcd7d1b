/** Marks of twins wait until the chunk is done, and are written in one call. */
import type { Trackers, TwinMark } from '../../ports';

export interface CollectedMarks {
  /** The trackers, but what would mark a twin in Jira is kept. */
  readonly trackers: Trackers;
  /** What is cut off before is written by the next run of each pair. */
  write(): Promise<void>;
}

export function collectMarks({ jira, remote }: Trackers): CollectedMarks {
  const marks: TwinMark[] = [];
  return {
    trackers: {
      jira: {
        ...jira,
        async markTwin(issueId, twinId) {
          if (twinId === null) await jira.markTwin(issueId, null);
          else marks.push({ issueId, twinId });
        },
      },
      remote,
    },
    async write() {
      if (marks.length > 0) await jira.markTwins(marks);
    },
  };
}
