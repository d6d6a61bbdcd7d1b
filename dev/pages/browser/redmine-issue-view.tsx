import { useEffect } from 'react';
import type { PageState } from '../page-state';
import { callRedmine, type RedmineIssue, type RedmineJournal } from './redmine-client';
import { RedmineEditForm } from './redmine-edit-form';
import { RedmineFrame, useRedmineLogin } from './redmine-frame';
import { useJira } from './use-jira';

const LOOK_EVERY_MS = 3_000;

/** One issue of Redmine's, with its history and what is needed to change it. */
export function RedmineIssueView({
  state: page,
  issueId,
}: {
  readonly state: PageState;
  readonly issueId: string;
}) {
  const login = useRedmineLogin(page);
  const path = `issues/${encodeURIComponent(issueId)}.json`;
  const { state, reread } = useJira(async () => {
    const answer = await callRedmine<{ issue: RedmineIssue }>(
      login,
      'GET',
      `${path}?include=journals,allowed_statuses`,
    );
    return answer.issue;
  });
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && void reread(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [reread]);

  if (state.kind === 'reading') return null;
  return (
    <RedmineFrame page={page} login={login}>
      {state.kind === 'failed' ? (
        <p className="edit-failure">{state.message}</p>
      ) : (
        <>
          <h1>
            {state.value.tracker.name} #{state.value.id}: {state.value.subject}
          </h1>
          <p className="subtle">
            {state.value.status.name}, priority {state.value.priority.name}, assigned to{' '}
            {state.value.assigned_to?.name ?? 'nobody'},{' '}
            {state.value.due_date === null ? 'no due date' : `due ${state.value.due_date}`}, added
            by {state.value.author.name} in {state.value.project.name}
          </p>
          <pre className="redmine-text">{state.value.description ?? ''}</pre>
          <h2>History</h2>
          {state.value.journals?.length === 0 && <p className="subtle">Nothing yet</p>}
          {state.value.journals?.map((journal) => (
            <Journal key={journal.id} journal={journal} />
          ))}
          <RedmineEditForm login={login} path={path} issue={state.value} onChanged={reread} />
        </>
      )}
    </RedmineFrame>
  );
}

function Journal({ journal }: { readonly journal: RedmineJournal }) {
  return (
    <article className={journal.private_notes ? 'comment redmine-private' : 'comment'}>
      <p className="comment-head">
        <strong>{journal.user.name}</strong>{' '}
        <time dateTime={journal.created_on}>{new Date(journal.created_on).toLocaleString()}</time>
        {journal.private_notes && ' (private)'}
      </p>
      {journal.details.length > 0 && (
        <ul>
          {journal.details.map((detail) => (
            <li key={detail.name}>
              {detail.name}: {detail.old_value ?? '–'} → {detail.new_value ?? '–'}
            </li>
          ))}
        </ul>
      )}
      {journal.notes !== null && journal.notes !== '' && (
        <pre className="redmine-text">{journal.notes}</pre>
      )}
    </article>
  );
}
