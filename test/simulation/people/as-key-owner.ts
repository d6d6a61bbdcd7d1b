/** The app's Redmine key belongs to a person who edits as well: what that person does is noted. */
import type { Who } from '../script/steps';
import { isDone } from '../world/ask';
import type { World } from '../world/world';

/**
 * Does it, and notes the journals that it made where it is the key's owner who does it: of other
 * issues, too, since Redmine closes an issue's duplicates along with it.
 */
export function asKeyOwner<T>(world: World, who: Who, work: () => T): T {
  if (who !== 'key-owner') return work();
  const before = new Set(listAllJournals(world));
  const result = work();
  for (const id of listAllJournals(world)) {
    if (!before.has(id)) world.book.ownKeyJournals.add(id);
  }
  return result;
}

function listAllJournals(world: World): readonly number[] {
  return world.book.all.flatMap(({ side, id }) =>
    side === 'redmine' ? listJournals(world, id) : [],
  );
}

/** The journals of one issue; none where it is gone. */
export function listJournals(world: World, issueId: string): readonly number[] {
  const reply = world.askRedmine('admin', 'GET', `/issues/${issueId}.json?include=journals`);
  if (!isDone(reply)) return [];
  return (reply.body.issue.journals as { id: number }[]).map(({ id }) => id);
}
