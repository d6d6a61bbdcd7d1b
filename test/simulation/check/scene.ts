/** Everything that the checks look at, read once when a world has calmed down. */
import { noteIssue } from '../families';
import { isOpenToApp } from '../families/privacy/access';
import { isLeft } from '../families/scope/check-scope';
import { acrossFrom, type Field, type Side } from '../script/steps';
import type { BookIssue } from '../world/book';
import type { Configurations } from '../world/configurations';
import { noteDeletion } from '../world/note-deletion';
import { callRoll } from '../world/roll-call';
import type { World } from '../world/world';
import { seeJira } from './see-jira';
import { seeRedmine } from './see-redmine';
import type { Change, Seen } from './seen';
import { type AuditLine, listAudit, listPairs, type StoredPair } from './stored';
import { readTold, type Told } from './told';

/** Two linked issues, both there, in the mapped projects, and as open as each other. */
export interface Pair {
  readonly linkId: string;
  readonly birth: number;
  readonly issues: Readonly<Record<Side, BookIssue>>;
  readonly seen: Readonly<Record<Side, Seen>>;
  /** One conflict holds the whole link. */
  readonly isHalted: boolean;
  /** `jira 10003 = redmine 7` */
  readonly name: string;
}

export interface Scene {
  readonly world: World;
  readonly configurations: Configurations;
  readonly told: Told;
  readonly audit: readonly AuditLine[];
  readonly linked: readonly StoredPair[];
  /** Pairs that have to be in step. */
  readonly pairs: readonly Pair[];
  /** Links that cannot be in step, since one of their issues is out of reach. */
  readonly stranded: readonly string[];
}

export async function readScene(world: World, configurations: Configurations): Promise<Scene> {
  callRoll(world);
  for (const issue of world.book.all) noteDeletion(world, issue);
  for (const issue of world.book.all) noteIssue(world, issue);
  const told = await readTold(world);
  const linked = listPairs(world);
  const audit = listAudit(world);
  const pairs: Pair[] = [];
  const stranded: string[] = [];
  for (const { jiraId, redmineId } of linked) {
    const linkId = linkIdOf(redmineId);
    const jira = world.book.find('jira', jiraId);
    const redmine = world.book.find('redmine', redmineId);
    if (!jira || !redmine) continue;
    const seenJira = isInReach(world, jira) ? seeJira(world, jiraId) : null;
    const seenRedmine = isInReach(world, redmine) ? seeRedmine(world, redmineId) : null;
    const isOff = jira.access !== redmine.access || isLeft(world, audit, [jira, redmine], linkId);
    if (!seenJira || !seenRedmine || isOff) {
      // Where both are private, neither is more open than the other and they stay in step.
      if (isOff || jira.access === 'open' || redmine.access === 'open') stranded.push(linkId);
      continue;
    }
    pairs.push({
      linkId,
      birth: jira.birth,
      issues: { jira, redmine },
      seen: { jira: seenJira, redmine: seenRedmine },
      isHalted: isHalted(configurations, told, linkId),
      name: `jira ${jiraId} = redmine ${redmineId}`,
    });
  }
  return { world, configurations, told, audit, linked, pairs, stranded };
}

export function linkIdOf(redmineId: string): string {
  return `main:${redmineId}`;
}

/** Every link that the issues of a pair were in: one of them may have lost a twin before. */
export function linkIdsOf({ world }: Scene, { birth }: Pair): ReadonlySet<string> {
  return new Set(
    world.book.all.flatMap((issue) =>
      issue.side === 'redmine' && issue.birth === birth ? linkIdOf(issue.id) : [],
    ),
  );
}

export function isInReach(world: World, issue: BookIssue): boolean {
  return !issue.isDeleted && !issue.isOut && isOpenToApp(world, issue);
}

function isHalted({ now }: Configurations, told: Told, linkId: string): boolean {
  return told.conflicts.some(
    (conflict) =>
      conflict.linkId === linkId &&
      now.policy === 'halt' &&
      !(conflict.field === 'description' && now.mergesDescription),
  );
}

export function isInConflict({ told }: Scene, pair: Pair, field: string): boolean {
  return told.conflicts.some(
    (conflict) => conflict.linkId === pair.linkId && conflict.field === field,
  );
}

export function hasProblem({ told }: Scene, pair: Pair, field: string): boolean {
  return told.problems.some((problem) => problem.linkId === pair.linkId && problem.field === field);
}

/** Whether a person decided over the whole pair, or over the field where one is named, in a span of time. */
export function wasDecided(
  { world }: Scene,
  pair: Pair,
  field: Field | null,
  sinceMs: number,
  untilMs = Number.POSITIVE_INFINITY,
): boolean {
  return world.book.decisions.some(
    (decision) =>
      decision.birth === pair.birth &&
      (decision.field === null || decision.field === field) &&
      decision.atMs >= sinceMs &&
      (decision.sinceMs ?? decision.atMs) <= untilMs,
  );
}

/** Whether the app wrote it for a twin that the issue had before: of this one it had no part. */
export function wasOfFormerTwin(
  { world }: Scene,
  pair: Pair,
  side: Side,
  { atMs }: Change,
): boolean {
  const across = pair.issues[acrossFrom(side)];
  return (
    atMs < pair.seen[across.side].createdAtMs &&
    world.book.all.some(
      (one) => one.side === across.side && one.birth === across.birth && one !== across,
    )
  );
}
