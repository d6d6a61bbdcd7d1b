import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { createRoot } from 'react-dom/client';
import { type PageState, STATE_ELEMENT_ID } from '../page-state';
import { AdminView } from './admin-view';
import { Frame } from './frame';
import { IssueView } from './issue-view';
import { RedmineIssueView } from './redmine-issue-view';
import { RedmineListView } from './redmine-list-view';
import { StartView } from './start-view';
import './preview.css';

function Page({ state }: { readonly state: PageState }) {
  switch (state.page.kind) {
    case 'start':
      return <StartView state={state} />;
    case 'admin':
      return <AdminView state={state} />;
    case 'issue':
      return <IssueView state={state} issueKey={state.page.issueKey} />;
    case 'redmine':
      return <RedmineListView state={state} />;
    case 'redmine-issue':
      return <RedmineIssueView state={state} issueId={state.page.issueId} />;
  }
}

const root = document.getElementById('root');
const json = document.getElementById(STATE_ELEMENT_ID)?.textContent;
if (root === null || json === undefined || json === null) throw new Error('the page has no state');
const state = JSON.parse(json) as PageState;

// Atlassian's feature gates are a service of theirs: everything is as released.
setBooleanFeatureFlagResolver(() => false);
await setGlobalTheme({ colorMode: 'light' });
createRoot(root).render(
  <Frame state={state}>
    <Page state={state} />
  </Frame>,
);
