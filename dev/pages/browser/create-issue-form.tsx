import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import { callJira } from './jira-client';
import { withPerson } from './open-link';
import { useEdit } from './use-edit';

const PROJECTS = ['WEB', 'OPS'] as const;

/** A new issue of the type that both projects have; it opens once it is there. */
export function CreateIssueForm({
  as,
  onCreated,
}: {
  readonly as: string;
  readonly onCreated: () => Promise<void>;
}) {
  const [summary, setSummary] = useState('');
  const [project, setProject] = useState<string>(PROJECTS[0]);
  const { isBusy, message, edit } = useEdit(onCreated);
  const create = () =>
    edit(async () => {
      const { key } = await callJira<{ key: string }>(as, 'POST', 'issue', {
        fields: { project: { key: project }, issuetype: { name: 'Task' }, summary },
      });
      window.location.assign(withPerson(`/issues/${key}`));
    });
  return (
    <form
      className="create-issue"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <select
        aria-label="Project"
        value={project}
        onChange={(event) => setProject(event.target.value)}
      >
        {PROJECTS.map((key) => (
          <option key={key}>{key}</option>
        ))}
      </select>
      <div className="create-issue-summary">
        <Textfield
          aria-label="Summary of a new issue"
          placeholder="What needs to be done?"
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" isDisabled={summary.trim() === ''} isLoading={isBusy}>
        Create issue
      </Button>
      {message !== null && <p className="edit-failure">{message}</p>}
    </form>
  );
}
