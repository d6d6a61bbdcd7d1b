/** I7: an issue that no mapping covers is never touched. What is written there is caught in the act. */
import { SIDES } from '../script/steps';
import type { Scene } from './scene';
import { seeJira } from './see-jira';
import { seeRedmine } from './see-redmine';

export function findTouched({ world, linked }: Scene): readonly string[] {
  return SIDES.flatMap((side) =>
    world.book.foreign[side].flatMap((id) => {
      const seen = side === 'jira' ? seeJira(world, id) : seeRedmine(world, id);
      const isLinked = linked.some((pair) =>
        side === 'jira' ? pair.jiraId === id : pair.redmineId === id,
      );
      const isTouched = seen?.history.some(({ isApp }) => isApp) ?? false;
      return isLinked || isTouched ? [`I7 in scope: ${side} ${id} was touched`] : [];
    }),
  );
}
