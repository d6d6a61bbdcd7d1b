import { useCallback, useRef } from 'react';
import type { PageState } from '../page-state';
import { AdfView } from './adf-view';
import type { Bridge } from './bridge';
import { IssueComments } from './issue-comments';
import { IssueDetails } from './issue-details';
import { IssueSummary } from './issue-summary';
import { callJira, type JiraIssue, type Person } from './jira-client';
import { makeContext } from './module-context';
import { ModuleView } from './module-view';
import { withPerson } from './open-link';
import { PanelButton } from './panel-button';
import { useChangesFromOutside } from './use-changes-from-outside';
import { useJira } from './use-jira';
import { usePanelShown } from './use-panel-shown';

/** One issue: enough of Jira's own page to play, and the app's panel where it would show. */
export function IssueView({
  state: page,
  issueKey,
}: {
  readonly state: PageState;
  readonly issueKey: string;
}) {
  const path = `issue/${encodeURIComponent(issueKey)}`;
  const { state: person } = useJira(() => callJira<Person>(page.as, 'GET', 'myself'));
  const { state: read, reread } = useJira(() => callJira<JiraIssue>(page.as, 'GET', path));
  const panel = usePanelShown(issueKey);
  const bridge = useRef<Bridge | null>(null);
  const rememberBridge = useCallback((made: Bridge) => {
    bridge.current = made;
  }, []);
  const issue = read.kind === 'read' ? read.value : null;
  const afterOwnChange = useChangesFromOutside(page.as, issue, reread, (change) =>
    bridge.current?.emit('JIRA_ISSUE_CHANGED', change),
  );

  if (read.kind === 'failed') return <p className="page-failure">{read.message}</p>;
  if (person.kind === 'failed') return <p className="page-failure">{person.message}</p>;
  if (issue === null || person.kind === 'reading') return null;
  const { project, issuetype, description } = issue.fields;
  const module = page.manifest.issuePanel;
  const parts = { as: page.as, issue, onChanged: afterOwnChange };
  return (
    <div className="issue-layout">
      <main className="issue-main">
        <p className="breadcrumbs">
          <a href={withPerson('/')}>{project.name}</a> / <span>{issue.key}</span>
        </p>
        <IssueSummary {...parts} />
        {panel.isShown !== null && (
          <PanelButton title={module.title} isShown={panel.isShown} onToggle={panel.setShown} />
        )}
        <h2>Description</h2>
        {description === null ? (
          <p className="subtle">No description</p>
        ) : (
          <AdfView node={description} />
        )}
        {panel.isShown && (
          <section className="issue-panel" aria-label={module.title}>
            <h2>{module.title}</h2>
            <ModuleView
              page={page}
              module={module}
              onBridge={rememberBridge}
              context={makeContext(page, module, person.value, {
                issue: { id: issue.id, key: issue.key, type: issuetype.name, typeId: issuetype.id },
                project: { id: project.id, key: project.key, type: 'software' },
                isNewToIssue: panel.isNew,
              })}
            />
          </section>
        )}
        <IssueComments {...parts} />
      </main>
      <IssueDetails {...parts} />
    </div>
  );
}
