import { showFlag } from '@forge/bridge';
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
import type { AdminAnswers, MappingChoices } from '../../../shared/api';
import { texts } from '../../texts';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';
import { ChangesList } from './changes-list';

const t = texts.admin.configuration.mappingEditor.save;

/** Shows what changes before it is saved, the way any document is imported. */
export function SaveDialog({
  document,
  name,
  choices,
  preview,
  onSaved,
  onClose,
}: {
  readonly document: Configuration;
  readonly name: string;
  readonly choices: MappingChoices;
  /** `null`: closed. */
  readonly preview: Extract<AdminAnswers['previewImport'], { readonly valid: true }> | null;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const [isSaving, setIsSaving] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const save = async () => {
    setIsSaving(true);
    setResult(null);
    const outcome = await importDocument(JSON.stringify(document));
    setIsSaving(false);
    if (outcome.kind !== 'imported') {
      setResult(outcome);
      return;
    }
    showFlag({
      id: 'mapping-saved',
      type: 'success',
      title: t.savedFlag(name),
      description: t.savedFlagBody,
      isAutoDismiss: true,
    });
    await onSaved();
  };
  return (
    <ModalTransition>
      {preview && (
        <Modal onClose={onClose} width="large">
          <Form onSubmit={save}>
            <ModalHeader>
              <ModalTitle>{t.title(name)}</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Stack space="space.200">
                <ChangesList preview={preview} choices={choices} />
                {result && <ImportOutcome result={result} />}
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={onClose}>
                {texts.common.cancel}
              </Button>
              <LoadingButton appearance="primary" type="submit" isLoading={isSaving}>
                {t.save}
              </LoadingButton>
            </ModalFooter>
          </Form>
        </Modal>
      )}
    </ModalTransition>
  );
}
