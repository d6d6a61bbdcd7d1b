import type { PanelVisibility } from '../pages/panel-visibility';
import type { KeyedStore } from '../store/store';

const ROOT = 'host/panel/';

/**
 * On which issues the panel shows: where somebody clicked its button, which is kept with everything
 * else, and where an admin pinned it to the project.
 */
export function keepPanels(
  store: KeyedStore,
  isPinned: (projectKey: string) => boolean,
): PanelVisibility {
  return {
    isShown: async (issueKey) =>
      store.get(ROOT + issueKey) === true || isPinned(issueKey.replace(/-\d+$/, '')),
    setShown: async (issueKey, isShown) => {
      if (isShown) store.put(ROOT + issueKey, true);
      else store.remove(ROOT + issueKey);
    },
  };
}
