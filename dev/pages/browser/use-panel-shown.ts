import { useCallback, useEffect, useState } from 'react';

/** Whether the panel is on this issue: Jira keeps that, not the browser. */
export function usePanelShown(issueKey: string): {
  /** `null`: not known yet. */
  readonly isShown: boolean | null;
  /** Put there by this very look at the issue. */
  readonly isNew: boolean;
  readonly setShown: (isShown: boolean) => Promise<void>;
} {
  const [isShown, setIsShown] = useState<boolean | null>(null);
  const [isNew, setIsNew] = useState(false);
  const path = `/__pages/panels/${encodeURIComponent(issueKey)}`;

  const ask = useCallback(
    async (init?: RequestInit) => {
      const response = await fetch(path, init);
      const { shown } = (await response.json()) as { shown: boolean };
      setIsShown(shown);
    },
    [path],
  );
  useEffect(() => {
    void ask();
  }, [ask]);
  const setShown = useCallback(
    async (shown: boolean) => {
      setIsNew(shown);
      await ask({
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ shown }),
      });
    },
    [ask],
  );
  return { isShown, isNew, setShown };
}
