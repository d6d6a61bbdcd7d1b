/**
 * People put issues under epics and take them out again, and make sub-tasks below others. Redmine
 * derives a parent's priority and due date from what stands under it.
 */
import type { Pair, Scene } from '../../check/scene';
import { asKeyOwner } from '../../people/as-key-owner';
import type { Field } from '../../script/steps';
import { EPIC, pairsOf, SUB_TASK } from '../../script/values';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import { directionOf } from '../chance';
import type { Family, MoreAct } from '../family';
import { epicsOn, isEpic, makeEpic } from './epics';
import { makeParentSpec } from './parent-row';
import {
  hasSubTasks,
  isBelowClosed,
  isBelowFormerEpic,
  isBelowUnseen,
  isRefusedOfSubTask,
  makeSubTask,
  noteSubTask,
} from './sub-tasks';

const ACTS = {
  'make an epic': (world, step, act, issue) => makeEpic(world, step, issue.side, act.who),
  'put under an epic': (world, step, act, issue) => {
    const epics = epicsOn(world, issue.side);
    const epic = epics[Math.floor(act.choice * epics.length)];
    if (!epic) return makeEpic(world, step, issue.side, act.who);
    return setParent(world, act, issue, epic.id);
  },
  'take out': (world, _step, act, issue) =>
    hasParent(world, issue) && setParent(world, act, issue, ''),
  'make a sub-task': makeSubTask,
} as const satisfies Readonly<
  Record<string, (world: World, step: number, act: MoreAct, issue: BookIssue) => boolean>
>;

type What = keyof typeof ACTS;

export const parents: Family = {
  odds: 0.2,
  acts: () => [
    [1, 'make an epic'],
    [6, 'put under an epic'],
    [2, 'take out'],
    [4, 'make a sub-task'],
  ],
  configure: (choice) => ({
    rows: [{ jira: 'parent', redmine: 'parent', direction: directionOf(choice, 'parents') }],
    issueTypes: [
      ...pairsOf('issuetype'),
      ...[EPIC, SUB_TASK].map(({ jira, redmine }) => ({ jira, redmine: redmine.name })),
    ],
  }),
  prepare(world) {
    world.rows.push({
      spec: makeParentSpec(world),
      field: 'parent',
      direction: directionOf(world.choice, 'parents'),
    });
  },
  act: (world, step, act, issue) =>
    !issue.isOut && issue.access === 'open' && ACTS[act.what as What](world, step, act, issue),
  note: noteSubTask,
  excuses: isUnlike,
};

function setParent(world: World, { who }: MoreAct, issue: BookIssue, id: string): boolean {
  const row = world.rows.find(({ field }) => field === 'parent');
  if (!row) return false;
  if (issue.side === 'jira') {
    const fields = row.spec.jira.write(world, 'parent', id);
    return isDone(world.askJira(who, 'PUT', `/issue/${issue.id}`, { fields }));
  }
  const change = row.spec.redmine.write(id);
  return asKeyOwner(world, who, () =>
    isDone(world.askRedmine(who, 'PUT', `/issues/${issue.id}.json`, { issue: change })),
  );
}

function hasParent(world: World, issue: BookIssue): boolean {
  const reply =
    issue.side === 'jira'
      ? world.askJira('admin', 'GET', `/issue/${issue.id}?fields=parent`)
      : world.askRedmine('admin', 'GET', `/issues/${issue.id}.json`);
  if (!isDone(reply)) return false;
  const { fields, issue: shown } = reply.body;
  return Boolean(fields?.parent ?? shown?.parent);
}

const OF_EPICS: ReadonlySet<Field> = new Set(['priority', 'duedate', 'parent', 'issuetype']);
const DERIVED: ReadonlySet<string> = new Set(['priority', 'duedate', 'start_date', 'done_ratio']);

/**
 * Redmine takes some from the children, whatever is written, and no journal tells of it; and it puts
 * an epic under another, which Jira does not. Jira edits a type within its level only: an epic whose
 * tracker changes stays an epic.
 */
function isUnlike(scene: Scene, pair: Pair, field: Field): boolean {
  const { world } = scene;
  const reasons = [isRefusedOfSubTask, isBelowClosed, isBelowUnseen, isBelowFormerEpic];
  if (reasons.some((is) => is(scene, pair, field))) return true;
  const row = world.rows.find((candidate) => candidate.field === field);
  const isDerived = DERIVED.has(field) || DERIVED.has(row?.spec.redmine.name ?? '');
  if (hasSubTasks(world, pair.birth) && isDerived) return true;
  return isEpic(world, pair.birth) && (OF_EPICS.has(field) || isDerived);
}
