import type { PanelVisibility } from '../pages/panel-visibility';
import type { KeyedStore } from '../store/store';

const ROOT = 'host/panel/';

/** On which issues somebody clicked the panel's button, kept with everything else. */
export function keepPanels(store: KeyedStore): PanelVisibility {
  return {
    isShown: async (issueKey) => store.get(ROOT + issueKey) === true,
    setShown: async (issueKey, isShown) => {
      if (isShown) store.put(ROOT + issueKey, true);
      else store.remove(ROOT + issueKey);
    },
  };
}
