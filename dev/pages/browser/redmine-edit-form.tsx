import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import { callRedmine, type RedmineIssue } from './redmine-client';
import { useEdit } from './use-edit';

/** What was changed in the form; everything else stays as Redmine has it. */
interface Draft {
  readonly subject?: string;
  readonly status_id?: number;
  readonly notes?: string;
  readonly private_notes?: boolean;
}

/** Subject, status and a note, as Redmine's own Edit has them. */
export function RedmineEditForm({
  login,
  path,
  issue,
  onChanged,
}: {
  readonly login: string;
  readonly path: string;
  readonly issue: RedmineIssue;
  readonly onChanged: () => Promise<void>;
}) {
  const [draft, setDraft] = useState<Draft>({});
  const { isBusy, message, edit } = useEdit(onChanged);
  const change = (part: Draft) => setDraft((before) => ({ ...before, ...part }));
  const save = async () => {
    await edit(async () => {
      await callRedmine(login, 'PUT', path, { issue: draft });
      setDraft({});
    });
  };
  return (
    <form
      className="redmine-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>Edit</h2>
      <label htmlFor="redmine-subject">Subject</label>
      <div className="redmine-edit-field">
        <Textfield
          id="redmine-subject"
          value={draft.subject ?? issue.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      </div>
      <label htmlFor="redmine-status">Status</label>
      <select
        id="redmine-status"
        value={draft.status_id ?? issue.status.id}
        onChange={(event) => change({ status_id: Number(event.target.value) })}
      >
        {(issue.allowed_statuses ?? [issue.status]).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor="redmine-notes">Notes</label>
      <div className="redmine-edit-field">
        <TextArea
          id="redmine-notes"
          minimumRows={3}
          value={draft.notes ?? ''}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
      </div>
      <label className="redmine-check">
        <input
          type="checkbox"
          checked={draft.private_notes ?? false}
          onChange={(event) => change({ private_notes: event.target.checked })}
        />{' '}
        Private note: never crosses to Jira
      </label>
      {message !== null && <p className="edit-failure">{message}</p>}
      <p>
        <Button
          appearance="primary"
          type="submit"
          isDisabled={Object.keys(draft).length === 0}
          isLoading={isBusy}
        >
          Submit
        </Button>
      </p>
    </form>
  );
}
