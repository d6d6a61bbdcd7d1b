/** People relate issues of one tracker with each other, and take that back. */
import type { WorldChoice } from '../../script/configuration';
import type { Direction, Side } from '../../script/steps';
import { isDone } from '../../world/ask';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import { directionOf } from '../chance';
import type { Family, MoreAct } from '../family';
import { findWrongRelations, movesStatus } from './check-relations';
import { keyOf, type RelationAct, relationActsOf, TYPE_NAMES, TYPES } from './related';
import { seeRelations } from './see-relations';

export function relationDirectionOf(choice: WorldChoice): Direction {
  return directionOf(choice, 'relations');
}

const ACTS = {
  relate: (world, act, issue) => {
    const others = world.book.all.filter(
      (other) => other !== issue && other.side === issue.side && isThere(other),
    );
    const other = pickAt(others, act.choice);
    const type = pickAt(TYPE_NAMES, (act.choice * 1000) % 1);
    if (!other || !type) return false;
    const relation = { type, source: issue.birth, target: other.birth };
    const isKnown = listHere(world, issue).some((one) => keyOf(one) === keyOf(relation));
    if (isKnown || issue.birth === other.birth) return false;
    const isTaken = isDone(
      issue.side === 'jira'
        ? world.askJira(act.who, 'POST', '/issueLink', {
            type: { name: type },
            inwardIssue: { id: issue.id },
            outwardIssue: { id: other.id },
          })
        : world.askRedmine(act.who, 'POST', `/issues/${issue.id}/relations.json`, {
            relation: { issue_to_id: Number(other.id), relation_type: TYPES[type] },
          }),
    );
    if (isTaken) note(world, issue.side, { ...relation, what: 'related' });
    return isTaken;
  },
  unrelate: (world, act, issue) => {
    const relation = pickAt(listHere(world, issue), act.choice);
    if (!relation) return false;
    const { id, type, source, target } = relation;
    const isTaken = isDone(
      issue.side === 'jira'
        ? world.askJira('admin', 'DELETE', `/issueLink/${id}`)
        : world.askRedmine('admin', 'DELETE', `/relations/${id}.json`),
    );
    if (isTaken) note(world, issue.side, { type, source, target, what: 'unrelated' });
    return isTaken;
  },
} as const satisfies Readonly<
  Record<string, (world: World, act: MoreAct, issue: BookIssue) => boolean>
>;

type What = keyof typeof ACTS;

export const relations: Family = {
  odds: 0.2,
  acts: () => [
    [5, 'relate'],
    [2, 'unrelate'],
  ],
  configure: (choice) => ({ relations: { direction: relationDirectionOf(choice) } }),
  act: (world, _step, act, issue) => isThere(issue) && ACTS[act.what as What](world, act, issue),
  check: findWrongRelations,
  excuses: movesStatus,
};

function isThere(issue: BookIssue): boolean {
  return !issue.isDeleted && !issue.isOut && issue.access === 'open';
}

function note(world: World, side: Side, act: Omit<RelationAct, 'side' | 'isApart'>): void {
  const { parted } = world.book;
  const isApart = parted.has(act.source) || parted.has(act.target);
  relationActsOf(world).push({ ...act, side, isApart });
}

function listHere(world: World, issue: BookIssue) {
  const birthOf = (id: string) => world.book.find(issue.side, id)?.birth ?? -1;
  return seeRelations(world, issue.side, issue.id).map(({ id, type, sourceId, targetId }) => ({
    id,
    type,
    source: birthOf(sourceId),
    target: birthOf(targetId),
  }));
}

function pickAt<T>(choices: readonly T[], choice: number): T | undefined {
  return choices[Math.floor(choice * choices.length)];
}
