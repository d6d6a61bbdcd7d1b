/** Who sees an issue now: where privacy is mapped, the app changes that as well. */
import type { WorldChoice } from '../../script/configuration';
import { acrossFrom, type Direction, type Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import { flowsTo } from '../../world/configurations';
import { askOn, type World } from '../../world/world';
import { directionOf } from '../chance';

/** Jira's level that the mapping knows, and the one that shuts the app out. */
export const PRIVATE_LEVEL = 'Internal';
export const HIDDEN_LEVEL = 'Administrators only';

export function mapsPrivacy({ families }: Pick<WorldChoice, 'families'>): boolean {
  return families.includes('privacy');
}

export function privacyDirectionOf(choice: WorldChoice): Direction {
  return directionOf(choice, 'privacy');
}

/** Whether what the issue says may cross at all, as long as its twin is as private. */
export function mayCross({ choice }: World, { access, side }: BookIssue): boolean {
  if (access === 'open') return true;
  return (
    access === 'private' &&
    mapsPrivacy(choice) &&
    flowsTo(privacyDirectionOf(choice), acrossFrom(side))
  );
}

/** Whether the app sees it and may keep it in step. */
export function isOpenToApp({ choice }: World, { access }: BookIssue): boolean {
  return access === 'open' || (access === 'private' && mapsPrivacy(choice));
}

/** A twin that was born private was never open: who publishes it changes nothing back. The app knows. */
export function noteAccessAtBirth(world: World, twin: BookIssue): void {
  if (!mapsPrivacy(world.choice)) return;
  const access = lookAt(world, twin.side, twin.id) ?? twin.access;
  if (access === twin.access) return;
  twin.access = access;
  twin.accessBefore = access;
  twin.accessSince = world.book.now;
  twin.reads.push(world.book.now);
}

/** Notes what a look at the tracker shows. */
export function noteAccess(world: World, issue: BookIssue): void {
  if (!mapsPrivacy(world.choice) || issue.isDeleted) return;
  const access = lookAt(world, issue.side, issue.id);
  if (access === null || access === issue.access) return;
  world.book.noteAccess(issue, access, world.nowMs());
}

function lookAt(world: World, side: Side, id: string): BookIssue['access'] | null {
  const path = side === 'jira' ? `/issue/${id}?fields=security` : `/issues/${id}.json`;
  const reply = askOn(world, side)('admin', 'GET', path);
  if (!isDone(reply)) return null;
  if (side === 'redmine') return reply.body.issue.is_private ? 'private' : 'open';
  const level: string | undefined = reply.body.fields.security?.name;
  if (level === undefined) return 'open';
  return level === HIDDEN_LEVEL ? 'hidden' : 'private';
}
