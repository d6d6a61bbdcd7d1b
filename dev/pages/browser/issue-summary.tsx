import ButtonGroup from '@atlaskit/button/button-group';
import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { IssuePartProps } from './issue-part';
import { callJira } from './jira-client';
import { useEdit } from './use-edit';

/** The title; a click changes it. */
export function IssueSummary({ as, issue, onChanged }: IssuePartProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const { isBusy, message, edit } = useEdit(onChanged);
  if (draft === null) {
    return (
      <h1 className="issue-title">
        <button type="button" onClick={() => setDraft(issue.fields.summary)} title="Edit summary">
          {issue.fields.summary}
        </button>
      </h1>
    );
  }
  const save = async () => {
    const isSaved = await edit(() =>
      callJira(as, 'PUT', `issue/${issue.id}`, { fields: { summary: draft } }),
    );
    if (isSaved) setDraft(null);
  };
  return (
    <form
      className="issue-title-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textfield
        aria-label="Summary"
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      {message !== null && <p className="edit-failure">{message}</p>}
      <ButtonGroup label="Summary">
        <Button appearance="primary" type="submit" isLoading={isBusy}>
          Save
        </Button>
        <Button appearance="subtle" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </ButtonGroup>
    </form>
  );
}
