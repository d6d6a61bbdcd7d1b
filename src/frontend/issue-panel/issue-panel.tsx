import { events } from '@forge/bridge';
import { useEffect } from 'react';
import { Failure } from '../components/failure';
import { Loading } from '../components/loading';
import { texts } from '../texts';
import { callPanel, useLoaded } from '../use-api';
import { PanelContent } from './panel-content';

/** What is still on its way is looked for again after these pauses, then on demand only. */
const LOOK_AGAIN_AFTER_MS = [2_000, 5_000, 10_000, 20_000];

/** The issue panel: this issue's twin and how the two stand. */
export function IssuePanel() {
  const { loaded, reload, replace } = useLoaded(() => callPanel('getPanel'));
  const isWaiting = loaded.kind === 'ready' && ['syncing', 'waiting'].includes(loaded.value.state);

  useEffect(() => {
    if (!isWaiting) return;
    const timers = LOOK_AGAIN_AFTER_MS.map((ms) => setTimeout(() => void reload(), ms));
    return () => timers.forEach(clearTimeout);
  }, [isWaiting, reload]);

  // https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-panel/#events
  useEffect(() => {
    const subscription = events.on('JIRA_ISSUE_CHANGED', () => reload());
    return () => {
      void subscription.then(({ unsubscribe }) => unsubscribe());
    };
  }, [reload]);

  switch (loaded.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
      );
    case 'ready':
      return <PanelContent panel={loaded.value} onChanged={replace} />;
  }
}
