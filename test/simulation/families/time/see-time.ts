/** The time that an issue shows. */
import type { Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import { wordsOf } from '../../world/book';
import type { World } from '../../world/world';

export interface SeenTime {
  readonly id: string;
  readonly word: string | undefined;
  readonly minutes: number;
}

interface Worklog {
  readonly id: string;
  readonly timeSpentSeconds: number;
  readonly comment?: object;
}

interface TimeEntry {
  readonly id: number;
  readonly hours: number;
  readonly comments?: string | null;
}

/** Nothing where the issue is gone. */
export function seeTime(world: World, side: Side, issueId: string): readonly SeenTime[] {
  if (side === 'jira') {
    const reply = world.askJira('ada', 'GET', `/issue/${issueId}/worklog`);
    if (!isDone(reply)) return [];
    return (reply.body.worklogs as Worklog[]).map(({ id, timeSpentSeconds, comment }) => ({
      id,
      word: wordsOf(JSON.stringify(comment ?? ''))[0],
      minutes: timeSpentSeconds / 60,
    }));
  }
  const path = `/time_entries.json?issue_id=${issueId}&limit=100`;
  const reply = world.askRedmine('admin', 'GET', path);
  if (!isDone(reply)) return [];
  return (reply.body.time_entries as TimeEntry[]).map(({ id, hours, comments }) => ({
    id: String(id),
    word: wordsOf(comments ?? '')[0],
    minutes: Math.round(hours * 60),
  }));
}
