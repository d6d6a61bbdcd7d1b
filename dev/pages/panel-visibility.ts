/**
 * On which issues the panel shows: where somebody clicked its button, and wherever its project has
 * it pinned.
 * https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/
 */
export interface PanelVisibility {
  isShown(issueKey: string): Promise<boolean>;
  /** Clicked on the issue, or taken away from it again. A pinned panel stays where it is. */
  setShown(issueKey: string, isShown: boolean): Promise<void>;
}

/** Keeps the clicks in memory, by issue key. */
export function rememberPanels(
  isPinned: (projectKey: string) => Promise<boolean> = async () => false,
): PanelVisibility {
  const clicked = new Set<string>();
  return {
    isShown: async (issueKey) =>
      clicked.has(issueKey) || isPinned(issueKey.slice(0, issueKey.lastIndexOf('-'))),
    setShown: async (issueKey, isShown) => {
      if (isShown) clicked.add(issueKey);
      else clicked.delete(issueKey);
    },
  };
}
