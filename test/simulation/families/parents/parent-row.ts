/** The row of parents: an issue is called by its birth, which it has in common with its twin. */
import { isInReach, type Pair } from '../../check/scene';
import { changesOf, valueNow } from '../../check/seen';
import { listPairs } from '../../check/stored';
import type { Side } from '../../script/steps';
import type { World } from '../../world/world';
import { NO_COUNTERPART } from '../rows/common-word';
import type { RowSpec, Shown } from '../rows/row-spec';

export const CALLED = 'the issue of step ';

export function makeParentSpec(world: World): RowSpec {
  return {
    what: 'parent ↔ parent task',
    jira: {
      place: { kind: 'system', key: 'parent' },
      options: [],
      isItemized: false,
      write: (_world, key, shown) => ({ [key]: shown === '' ? null : { id: shown } }),
      read: (raw) => callBirth(world, 'jira', (raw as { id: string } | null | undefined)?.id),
      past: (id) => callBirth(world, 'jira', id),
    },
    redmine: {
      name: 'parent',
      detail: { property: 'attr', name: 'parent_id' },
      isItemized: false,
      write: (shown) => ({ parent_issue_id: shown }),
      read: (issue) => callBirth(world, 'redmine', issue.parent && String(issue.parent.id)),
      past: (id) => callBirth(world, 'redmine', id),
    },
    values: { free: (phrase) => phrase },
  };
}

/** Births of all that it ever stood under in Redmine, at any depth. */
export function listAncestors(
  pairs: readonly Pair[],
  { seen }: Pair,
  found: ReadonlySet<number> = new Set(),
): ReadonlySet<number> {
  const values = [
    valueNow(seen.redmine, 'parent'),
    ...changesOf(seen.redmine, 'parent').flatMap(({ from, to }) => [from, to]),
  ];
  const births = values.flatMap((value) => {
    const birth = Number(value.split(CALLED)[1] ?? -1);
    return birth === -1 || found.has(birth) ? [] : [birth];
  });
  return pairs
    .filter(({ birth }) => births.includes(birth))
    .reduce<ReadonlySet<number>>(
      (all, parent) => listAncestors(pairs, parent, all),
      new Set([...found, ...births]),
    );
}

/** What is not linked, or of which one is out of reach, has no counterpart across; it is one issue still. */
function callBirth(world: World, side: Side, id: string | null | undefined): Shown {
  if (id === null || id === undefined || id === '') return '';
  const birth = world.book.find(side, id)?.birth ?? -1;
  const pair = listPairs(world).find(({ jiraId, redmineId }) =>
    side === 'jira' ? jiraId === id : redmineId === id,
  );
  const both = pair && [
    world.book.find('jira', pair.jiraId),
    world.book.find('redmine', pair.redmineId),
  ];
  if (both?.every((issue) => issue && isInReach(world, issue))) return `${CALLED}${birth}`;
  return `${NO_COUNTERPART} ${birth === -1 ? `${side} ${id}` : `${CALLED}${birth}`}`;
}
