import {
  Button,
  Form,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
} from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { ConnectionView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { addMapping, type Draft } from './draft';
import { Chooser } from './pair-dialog';
import { RuleText } from './rule-fields';

const t = texts.admin.configuration.mappingEditor.create;

/** Two more projects; the mapping opens with every row that both sides suggest. */
export function CreateDialog({
  isOpen,
  document,
  connections,
  onCreated,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly document: Configuration;
  readonly connections: readonly ConnectionView[];
  readonly onCreated: (draft: Draft) => void;
  readonly onClose: () => void;
}) {
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '');
  const [jiraProject, setJiraProject] = useState('');
  const [redmineProject, setRedmineProject] = useState('');
  const { running, reason, run } = useAction();
  const create = async () => {
    const projects = { jiraProject, redmineProject };
    const answer = await run('create', () =>
      callAdmin('getMappingChoices', { connectionId, ...projects }),
    );
    if (!answer.ok) return;
    onCreated(addMapping(document, { connection: connectionId, ...projects }, answer.value));
  };
  return (
    <ModalTransition>
      {isOpen && (
        <Modal onClose={onClose} width="small">
          <Form onSubmit={create}>
            <ModalHeader>
              <ModalTitle>{t.title}</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Stack space="space.150">
                {connections.length > 1 && (
                  <Chooser
                    id="create-connection"
                    label={t.connection}
                    choices={connections.map(({ id, name }) => ({ value: id, label: name }))}
                    value={connectionId}
                    onChoose={setConnectionId}
                  />
                )}
                <RuleText
                  id="create-jira"
                  label={t.jiraProject}
                  value={jiraProject}
                  onChange={(value = '') => setJiraProject(value)}
                />
                <RuleText
                  id="create-redmine"
                  label={t.redmineProject}
                  value={redmineProject}
                  onChange={(value = '') => setRedmineProject(value)}
                />
                {reason !== null && <Failure reason={reason} />}
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={onClose}>
                {texts.common.cancel}
              </Button>
              <LoadingButton
                appearance="primary"
                type="submit"
                isLoading={running !== null}
                isDisabled={jiraProject === '' || redmineProject === ''}
              >
                {t.go}
              </LoadingButton>
            </ModalFooter>
          </Form>
        </Modal>
      )}
    </ModalTransition>
  );
}
