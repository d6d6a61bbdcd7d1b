/** People begin to watch issues and stop; neither tracker tells of it in a history. */
import type { WorldChoice } from '../../script/configuration';
import type { Direction } from '../../script/steps';
import { isDone } from '../../world/ask';
import { directionOf } from '../chance';
import type { Family } from '../family';
import { findWrongWatchers } from './check-watchers';
import { idOf, WATCHERS, watchActsOf } from './watched';

export function watcherDirectionOf(choice: WorldChoice): Direction {
  return directionOf(choice, 'watchers');
}

export const watchers: Family = {
  odds: 0.15,
  acts: () => [
    [3, 'watch'],
    [2, 'stop'],
  ],
  configure: (choice) => ({ watchers: { direction: watcherDirectionOf(choice) } }),
  act(world, _step, act, issue) {
    if (issue.isOut || issue.access === 'hidden') return false;
    const { side, id, birth } = issue;
    const person = WATCHERS[act.choice < 0.5 ? 0 : 1];
    const does = act.what === 'watch' ? 'watch' : 'stop';
    const own = idOf(world, side, person);
    const reply =
      side === 'jira'
        ? does === 'watch'
          ? // Whoever sends no name means oneself.
            world.askJira(person, 'POST', `/issue/${id}/watchers`)
          : world.askJira(person, 'DELETE', `/issue/${id}/watchers?accountId=${own}`)
        : does === 'watch'
          ? world.askRedmine('admin', 'POST', `/issues/${id}/watchers.json`, {
              user_id: Number(own),
            })
          : world.askRedmine('admin', 'DELETE', `/issues/${id}/watchers/${own}.json`);
    const atMs = world.nowMs();
    if (isDone(reply)) watchActsOf(world).push({ birth, side, id, person, does, atMs });
    return isDone(reply);
  },
  check: findWrongWatchers,
};
