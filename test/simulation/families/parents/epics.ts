/** Epics of Jira and their twins in Redmine: what other issues stand under. */
import { phraseOf } from '../../people/write-text';
import { JIRA_PROJECT, REDMINE_PROJECT } from '../../script/document';
import type { Side, Who } from '../../script/steps';
import { EPIC } from '../../script/values';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';

/** More would leave each with a child or two. */
const MAX_EPICS = 3;

const births = new WeakMap<World, Set<number>>();

export function isEpic(world: World, birth: number): boolean {
  return births.get(world)?.has(birth) ?? false;
}

/** Those that people find on a side, twins among them. */
export function epicsOn(world: World, side: Side): readonly BookIssue[] {
  return world.book.all.filter(
    (issue) => issue.side === side && !issue.isDeleted && isEpic(world, issue.birth),
  );
}

/** @returns whether the tracker took it */
export function makeEpic(world: World, step: number, side: Side, who: Who): boolean {
  const known = births.get(world) ?? new Set<number>();
  births.set(world, known);
  if (known.size >= MAX_EPICS) return false;
  const summary = phraseOf(step, 'a');
  const reply =
    side === 'jira'
      ? world.askJira(who, 'POST', '/issue', {
          fields: { project: { key: JIRA_PROJECT }, issuetype: { name: EPIC.jira }, summary },
        })
      : world.askRedmine(who, 'POST', '/issues.json', {
          issue: { project_id: REDMINE_PROJECT, tracker_id: EPIC.redmine.id, subject: summary },
        });
  if (!isDone(reply)) return false;
  const id = side === 'jira' ? reply.body.id : String(reply.body.issue.id);
  const bornAtMs = world.nowMs();
  const issue = world.book.addIssue({ side, id, birth: step, isTwin: false, bornAtMs });
  world.book.typed(summary, issue);
  known.add(step);
  return true;
}
