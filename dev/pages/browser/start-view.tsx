import type { PageState } from '../page-state';
import { CreateIssueForm } from './create-issue-form';
import { callJira, type JiraIssue } from './jira-client';
import { withPerson } from './open-link';
import { useJira } from './use-jira';

/** The way in: what this is, what to try, and where everything is. */
export function StartView({ state: page }: { readonly state: PageState }) {
  const { state, reread } = useJira(() =>
    callJira<{ issues: JiraIssue[] }>(page.as, 'POST', 'search/jql', {
      jql: 'project IN (WEB, OPS) ORDER BY updated DESC',
      fields: ['summary', 'status', 'assignee', 'issuetype'],
      maxResults: 30,
    }),
  );
  const redmineHref = page.redmineHasPages ? page.redmineUrl : withPerson('/redmine');
  return (
    <main className="start">
      <h1>Redmine Sync for Jira</h1>
      <p className="start-lead">
        Jira issues and Redmine issues stay the same, in both directions. Everything runs on this
        machine: the app on a local Forge host, a double of Jira Cloud, and a Redmine.
      </p>
      <div className="start-columns">
        <section aria-labelledby="try">
          <h2 id="try">What to try</h2>
          <ol>
            <li>Open an issue below, change its summary or move its status, and add a comment.</li>
            <li>
              Click <strong>Redmine</strong> under its title: the panel shows the twin, its status
              there, and when something last crossed.
            </li>
            <li>
              Change the twin <a href={redmineHref}>in Redmine</a>; the Jira issue follows. A
              private note stays where it is.
            </li>
            <li>
              Change the same field on both sides, then decide the conflict on the{' '}
              <a href={withPerson('/admin')}>admin page</a>.
            </li>
          </ol>
        </section>
        <section aria-labelledby="where">
          <h2 id="where">Where things are</h2>
          <dl className="start-places">
            <dt>Admin page</dt>
            <dd>
              <a href="/admin?as=admin@example.com">/admin</a>, as a Jira admin sees it
            </dd>
            <dt>Jira’s REST API</dt>
            <dd>
              <code className="code">{page.jiraUrl}/rest/api/3</code>, Basic auth with an address
              below and any password
            </dd>
            <dt>Redmine</dt>
            <dd>
              <a href={redmineHref}>{page.redmineHasPages ? page.redmineUrl : '/redmine'}</a>
              {!page.redmineHasPages && (
                <>
                  , a window into the Redmine at <code className="code">{page.redmineUrl}</code>
                </>
              )}
            </dd>
            <dt>People</dt>
            <dd>
              admin@example.com (Jira admin), ada@example.com, grace@example.com, linus@example.com.
              Choose at the upper right as whom you look.
            </dd>
            <dt>Host</dt>
            <dd>
              <a href="/__host/health">/__host/health</a>, <a href="/__host/ledger">ledger</a>,{' '}
              <a href="/__host/timers">timers</a>, <a href="/__host/webtriggers">webtriggers</a>
            </dd>
          </dl>
        </section>
      </div>
      <section aria-labelledby="issues">
        <h2 id="issues">Issues in Jira</h2>
        <IssueTable read={state} />
        <CreateIssueForm as={page.as} onCreated={reread} />
      </section>
    </main>
  );
}

function IssueTable({
  read,
}: {
  readonly read: ReturnType<typeof useJira<{ issues: JiraIssue[] }>>['state'];
}) {
  if (read.kind === 'reading') return <p className="subtle">Reading…</p>;
  if (read.kind === 'failed') return <p className="edit-failure">{read.message}</p>;
  if (read.value.issues.length === 0) return <p className="subtle">None yet. Create one:</p>;
  return (
    <table className="issue-table">
      <thead>
        <tr>
          <th>Key</th>
          <th>Summary</th>
          <th>Type</th>
          <th>Status</th>
          <th>Assignee</th>
        </tr>
      </thead>
      <tbody>
        {read.value.issues.map(({ key, fields }) => (
          <tr key={key}>
            <td>
              <a href={withPerson(`/issues/${key}`)}>{key}</a>
            </td>
            <td>{fields.summary}</td>
            <td>{fields.issuetype.name}</td>
            <td>{fields.status.name}</td>
            <td>{fields.assignee?.displayName ?? 'Unassigned'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
