import type { ReactNode } from 'react';
import type { IssuePartProps } from './issue-part';
import { callJira, type Transition } from './jira-client';
import { useEdit } from './use-edit';
import { useJira } from './use-jira';

/** The right-hand side: the status, which can be moved, and the fields. */
export function IssueDetails({ as, issue, onChanged }: IssuePartProps) {
  const path = `issue/${issue.id}`;
  const { state, reread } = useJira(() =>
    callJira<{ transitions: Transition[] }>(as, 'GET', `${path}/transitions`),
  );
  const { isBusy, message, edit } = useEdit(async () => {
    await Promise.all([onChanged(), reread()]);
  });
  const transitions = state.kind === 'read' ? state.value.transitions : [];
  const move = (id: string) =>
    edit(() => callJira(as, 'POST', `${path}/transitions`, { transition: { id } }));
  const setDueDate = (duedate: string) =>
    edit(() => callJira(as, 'PUT', path, { fields: { duedate: duedate || null } }));
  const { fields } = issue;
  return (
    <aside className="issue-details" aria-label="Details">
      <label className={`issue-status issue-status-${fields.status.statusCategory?.key ?? 'new'}`}>
        <span className="visually-hidden">Status</span>
        <select value="" disabled={isBusy} onChange={(event) => move(event.target.value)}>
          <option value="">{fields.status.name}</option>
          {transitions.map((transition) => (
            <option key={transition.id} value={transition.id}>
              → {transition.to.name}
            </option>
          ))}
        </select>
      </label>
      {message !== null && <p className="edit-failure">{message}</p>}
      <dl>
        <Field name="Assignee">{fields.assignee?.displayName ?? 'Unassigned'}</Field>
        <Field name="Reporter">{fields.reporter?.displayName ?? 'None'}</Field>
        <Field name="Type">{fields.issuetype.name}</Field>
        <Field name="Priority">{fields.priority?.name ?? 'None'}</Field>
        <Field name="Due date">
          <input
            type="date"
            aria-label="Due date"
            value={fields.duedate ?? ''}
            disabled={isBusy}
            onChange={(event) => setDueDate(event.target.value)}
          />
        </Field>
        <Field name="Created">{new Date(fields.created).toLocaleString()}</Field>
        <Field name="Updated">{new Date(fields.updated).toLocaleString()}</Field>
      </dl>
    </aside>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
