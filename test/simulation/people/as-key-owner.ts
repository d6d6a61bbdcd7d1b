/** The app's Redmine key belongs to a person who edits as well: what that person does is noted. */
import type { Who } from '../script/steps';
import { isDone } from '../world/ask';
import type { World } from '../world/world';

/** Does it, and notes the journals that it made where it is the key's owner who does it. */
export function asKeyOwner<T>(world: World, who: Who, issueId: string, work: () => T): T {
  if (who !== 'key-owner') return work();
  const before = lastJournal(world, issueId);
  const result = work();
  for (const id of listJournals(world, issueId)) {
    if (id > before) world.book.ownKeyJournals.add(id);
  }
  return result;
}

function lastJournal(world: World, issueId: string): number {
  return Math.max(0, ...listJournals(world, issueId));
}

function listJournals(world: World, issueId: string): readonly number[] {
  const reply = world.askRedmine('admin', 'GET', `/issues/${issueId}.json?include=journals`);
  if (!isDone(reply)) return [];
  return (reply.body.issue.journals as { id: number }[]).map(({ id }) => id);
}
