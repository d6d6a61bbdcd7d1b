import { Form, HelperMessage, Inline, Label, LoadingButton, Stack, Textfield } from '@forge/react';
import { useState } from 'react';
import type { ConnectionView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { useAction } from '../../use-api';
import { type Draft, draftMapping } from './draft-mapping';

const t = texts.admin.start;
const JIRA_ID = 'jira-project';
const REDMINE_ID = 'redmine-project';

/** The two projects; rows for types, statuses, priorities, fields and people are suggested. */
export function MapStep({
  connection,
  onMapped,
}: {
  readonly connection: ConnectionView;
  readonly onMapped: (draft: Draft) => void;
}) {
  const [jiraProject, setJiraProject] = useState('');
  const [redmineProject, setRedmineProject] = useState('');
  const { running, reason, run } = useAction();
  const suggest = async () => {
    const answer = await run('suggest', () =>
      draftMapping(connection.id, jiraProject.trim(), redmineProject.trim()),
    );
    if (answer.ok) onMapped(answer.value);
  };
  return (
    <Form onSubmit={suggest}>
      <Section heading={t.steps.map} lead={t.mapLead(connection.name)}>
        <Stack space="space.200">
          <Stack>
            <Label labelFor={JIRA_ID}>{t.jiraProject}</Label>
            <Textfield
              id={JIRA_ID}
              name="jiraProject"
              onChange={(event) => setJiraProject(event.target.value)}
            />
            <HelperMessage>{t.jiraProjectHelp}</HelperMessage>
          </Stack>
          <Stack>
            <Label labelFor={REDMINE_ID}>{t.redmineProject}</Label>
            <Textfield
              id={REDMINE_ID}
              name="redmineProject"
              onChange={(event) => setRedmineProject(event.target.value)}
            />
            <HelperMessage>{t.redmineProjectHelp}</HelperMessage>
          </Stack>
          {reason !== null && <Failure reason={reason} />}
          <Inline>
            <LoadingButton
              appearance="primary"
              type="submit"
              isLoading={running !== null}
              isDisabled={jiraProject.trim() === '' || redmineProject.trim() === ''}
            >
              {t.suggest}
            </LoadingButton>
          </Inline>
        </Stack>
      </Section>
    </Form>
  );
}
