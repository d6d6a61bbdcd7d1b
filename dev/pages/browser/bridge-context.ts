import { createContext, useContext } from 'react';

/** What links on a UI Kit page do: Jira's own frame decides where they lead. */
export interface Navigator {
  readonly navigate: (href: string, inNewTab: boolean) => void;
}

const BridgeContext = createContext<Navigator | null>(null);

export const BridgeProvider = BridgeContext.Provider;

/** @throws where the component stands outside of a page. */
export function useBridge(): Navigator {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('a UI Kit component outside of BridgeProvider');
  return bridge;
}
