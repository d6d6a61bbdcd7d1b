/** Whose hand an entry of either tracker's history shows. */
import type { PlanInput } from '../core/plan-input';
import type { Trackers } from '../ports';

/** Both trackers' answers, as the decisions of a link ask for them. */
export function authorshipOf({ jira, remote }: Trackers): PlanInput['authorship'] {
  return {
    jira: (personId) => jira.authorship(personId),
    remote: (personId) => remote.authorship(personId),
  };
}
