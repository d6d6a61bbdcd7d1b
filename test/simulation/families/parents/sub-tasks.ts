/**
 * Sub-tasks, made below an issue on either side. In Jira there is none without a parent, and its type
 * stays one of sub-tasks.
 */
import { isInReach, type Pair, type Scene } from '../../check/scene';
import { seeRedmine } from '../../check/see-redmine';
import { changesOf, valueNow } from '../../check/seen';
import { phraseOf } from '../../people/write-text';
import { FOREIGN_REDMINE_NAME, JIRA_PROJECT, REDMINE_PROJECT } from '../../script/document';
import type { Field } from '../../script/steps';
import { EPIC, SUB_TASK } from '../../script/values';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import { askOn, type World } from '../../world/world';
import { directionOf } from '../chance';
import type { MoreAct } from '../family';
import { NO_COUNTERPART } from '../rows/common-word';
import { isEpic } from './epics';
import { CALLED } from './parent-row';

const MAX_SUB_TASKS = 4;

interface Births {
  readonly below: Set<number>;
  /** Redmine derives some of their fields. */
  readonly above: Set<number>;
}

const known = new WeakMap<World, Births>();

function birthsOf(world: World): Births {
  const births = known.get(world) ?? { below: new Set(), above: new Set() };
  known.set(world, births);
  return births;
}

export function hasSubTasks(world: World, birth: number): boolean {
  return birthsOf(world).above.has(birth);
}

/** @returns whether the tracker took it */
export function makeSubTask(world: World, step: number, act: MoreAct, above: BookIssue): boolean {
  const births = birthsOf(world);
  if (isEpic(world, above.birth) || births.below.has(above.birth)) return false;
  if (births.below.size >= MAX_SUB_TASKS) return false;
  const summary = phraseOf(step, 'a');
  const { side } = above;
  const reply =
    side === 'jira'
      ? world.askJira(act.who, 'POST', '/issue', {
          fields: {
            project: { key: JIRA_PROJECT },
            issuetype: { name: SUB_TASK.jira },
            parent: { id: above.id },
            summary,
          },
        })
      : world.askRedmine(act.who, 'POST', '/issues.json', {
          issue: {
            project_id: REDMINE_PROJECT,
            tracker_id: SUB_TASK.redmine.id,
            parent_issue_id: above.id,
            subject: summary,
          },
        });
  if (!isDone(reply)) return false;
  const id = side === 'jira' ? reply.body.id : String(reply.body.issue.id);
  const bornAtMs = world.nowMs();
  world.book.typed(
    summary,
    world.book.addIssue({ side, id, birth: step, isTwin: false, bornAtMs }),
  );
  births.below.add(step);
  births.above.add(above.birth);
  return true;
}

/** They move with their parent, and in Redmine they are deleted along with it. */
export function noteSubTask(world: World, issue: BookIssue): void {
  if (issue.isDeleted || !birthsOf(world).below.has(issue.birth)) return;
  const { side, id } = issue;
  const path = side === 'jira' ? `/issue/${id}?fields=project` : `/issues/${id}.json`;
  const reply = askOn(world, side)('admin', 'GET', path);
  if (!isDone(reply)) {
    issue.isDeleted = side === 'redmine' && reply.status === 404;
    return;
  }
  const { fields, issue: shown } = reply.body;
  const isOut = fields
    ? fields.project.key !== JIRA_PROJECT
    : shown.project.name === FOREIGN_REDMINE_NAME;
  if (isOut === issue.isOut) return;
  issue.isOut = isOut;
  issue.movedAt = world.book.now;
}

/** Whether Jira takes no twin of a Redmine issue: a sub-task below nothing that it could stand below. */
export function isWithoutParent({ world, linked }: Scene, { side, id }: BookIssue): boolean {
  if (side === 'jira' || !world.choice.families.includes('parents')) return false;
  const reply = world.askRedmine('admin', 'GET', `/issues/${id}.json`);
  if (!isDone(reply) || reply.body.issue.tracker.id !== SUB_TASK.redmine.id) return false;
  if (directionOf(world.choice, 'parents') === 'toRedmine') return true;
  const parentId = String(reply.body.issue.parent?.id ?? '');
  const pair = linked.find(({ redmineId }) => redmineId === parentId);
  const above = pair && world.book.find('jira', pair.jiraId);
  return !above || !isInReach(world, above) || isEpic(world, above.birth);
}

/** What somebody changed of it in Redmine may be what Jira does not take of a sub-task. */
export function isRefusedOfSubTask({ world }: Scene, { birth, seen }: Pair, field: Field): boolean {
  if (!birthsOf(world).below.has(birth) || (field !== 'issuetype' && field !== 'parent')) {
    return false;
  }
  const changed = [...changesOf(seen.redmine, 'issuetype'), ...changesOf(seen.redmine, 'parent')];
  return changed.some(({ isApp }) => !isApp);
}

/** Redmine puts no open issue below one that is closed there, in step with its twin or not. */
export function isBelowClosed({ world, linked }: Scene, { seen }: Pair, field: Field): boolean {
  if (field !== 'parent') return false;
  const parent = valueNow(seen.jira, 'parent');
  return linked.some(({ jiraId, redmineId }) => {
    // A first sync may make a second twin of one birth.
    if (parent !== `${CALLED}${world.book.find('jira', jiraId)?.birth}`) return false;
    const above = seeRedmine(world, redmineId);
    if (!above) return false;
    const changes = changesOf(above, 'status').flatMap(({ from, to }) => [from, to]);
    return [valueNow(above, 'status'), ...changes].some((status) => /Done|Rejected/.test(status));
  });
}

/** People made something else of an epic in Redmine before it had its twin: Jira puts no issue below that. */
export function isBelowFormerEpic({ world, pairs }: Scene, { seen }: Pair, field: Field): boolean {
  if (field !== 'parent') return false;
  const parent = valueNow(seen.redmine, 'parent');
  return pairs.some(
    (above) =>
      parent === `${CALLED}${above.birth}` &&
      isEpic(world, above.birth) &&
      valueNow(above.seen.jira, 'issuetype') !== EPIC.jira &&
      changesOf(above.seen.redmine, 'issuetype').some(({ isApp }) => !isApp),
  );
}

/**
 * Whose parent is deleted in Jira, or hidden from the app, has none there, untold; in Redmine it stays
 * below its twin.
 */
export function isBelowUnseen({ world }: Scene, { seen }: Pair, field: Field): boolean {
  if (field !== 'parent' || valueNow(seen.jira, 'parent') !== '') return false;
  // Taken out by somebody is another thing.
  if (changesOf(seen.jira, 'parent').at(-1)?.to === '') return false;
  const parent = valueNow(seen.redmine, 'parent');
  return world.book.all.some(
    ({ side, birth, isDeleted, access }) =>
      side === 'jira' &&
      (isDeleted || access === 'hidden') &&
      parent === `${NO_COUNTERPART} ${CALLED}${birth}`,
  );
}
