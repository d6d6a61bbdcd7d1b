import type { PageState } from '../page-state';
import { withPerson } from './open-link';
import { callRedmine, type RedmineIssue } from './redmine-client';
import { RedmineFrame, useRedmineLogin } from './redmine-frame';
import { useJira } from './use-jira';

/** The issues of the demo's Redmine, newest change first. */
export function RedmineListView({ state: page }: { readonly state: PageState }) {
  const login = useRedmineLogin(page);
  const { state } = useJira(() =>
    callRedmine<{ issues: RedmineIssue[] }>(
      login,
      'GET',
      'issues.json?status_id=*&sort=updated_on:desc&limit=50',
    ),
  );
  return (
    <RedmineFrame page={page} login={login}>
      <h1>Issues</h1>
      {state.kind === 'failed' && <p className="edit-failure">{state.message}</p>}
      {state.kind === 'read' && (
        <table className="issue-table">
          <thead>
            <tr>
              <th>#</th>
              <th>Tracker</th>
              <th>Status</th>
              <th>Subject</th>
              <th>Assignee</th>
              <th>Updated</th>
            </tr>
          </thead>
          <tbody>
            {state.value.issues.map((issue) => (
              <tr key={issue.id}>
                <td>
                  <a href={withPerson(`/redmine/issues/${issue.id}`)}>{issue.id}</a>
                </td>
                <td>{issue.tracker.name}</td>
                <td>{issue.status.name}</td>
                <td>{issue.subject}</td>
                <td>{issue.assigned_to?.name ?? ''}</td>
                <td>{new Date(issue.updated_on).toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </RedmineFrame>
  );
}
