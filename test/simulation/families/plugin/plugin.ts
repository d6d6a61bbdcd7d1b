/** Redmine has our plugin, which tells of more than Redmine does by itself: people do nothing else. */
import type { Family } from '../family';

export const plugin: Family = {
  odds: 0.15,
  acts: () => [],
  configure: () => ({}),
  act: () => false,
};
