import { showFlag } from '@forge/bridge';
import {
  Button,
  ErrorMessage,
  HelperMessage,
  Label,
  LoadingButton,
  Stack,
  TextArea,
} from '@forge/react';
import { useState } from 'react';
import { Actions } from '../components/actions';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';
import { EXAMPLE_TEXT } from './example-configuration';
import { type ImportResult, importDocument } from './import-document';
import { ImportOutcome } from './import-outcome';

const FIELD_ID = 'configuration-document';

/** The document being written, and what became of importing it. */
export function ImportEditor({
  canShowCurrent,
  onImported,
}: {
  readonly canShowCurrent: boolean;
  readonly onImported: () => Promise<void>;
}) {
  const [draft, setDraft] = useState('');
  // The field keeps what is typed; a text put into it from here needs a fresh field.
  const [filled, setFilled] = useState(0);
  const [isMissing, setIsMissing] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const showing = useAction();

  const fill = (text: string) => {
    setDraft(text);
    setFilled((count) => count + 1);
    setResult(null);
    setIsMissing(false);
  };
  const showCurrent = async () => {
    const answer = await showing.run('show', () => callAdmin('exportConfiguration'));
    if (answer.ok) fill(JSON.stringify(answer.value.document, null, 2));
  };
  const runImport = async () => {
    setResult(null);
    setIsMissing(draft.trim() === '');
    if (draft.trim() === '') return;
    setIsImporting(true);
    const outcome = await importDocument(draft);
    setIsImporting(false);
    if (outcome.kind !== 'imported') {
      setResult(outcome);
      return;
    }
    showFlag({
      id: 'configuration-imported',
      type: 'success',
      title: texts.admin.configuration.importedFlag,
      description: texts.admin.configuration.importedFlagBody(outcome.mappings),
      isAutoDismiss: true,
    });
    await onImported();
  };

  return (
    <Stack space="space.150">
      <Stack>
        <Label labelFor={FIELD_ID}>{texts.admin.configuration.label}</Label>
        <TextArea
          key={filled}
          id={FIELD_ID}
          name="document"
          defaultValue={draft}
          placeholder={texts.admin.configuration.placeholder}
          isMonospaced={true}
          isInvalid={isMissing || result?.kind === 'mistakes'}
          minimumRows={12}
          maxHeight="360px"
          spellCheck={false}
          onChange={(event) => {
            setDraft(event.target.value);
            setIsMissing(false);
          }}
        />
        {isMissing ? (
          <ErrorMessage>{texts.admin.configuration.nothingToImport}</ErrorMessage>
        ) : (
          <HelperMessage>
            {canShowCurrent ? texts.admin.configuration.help : texts.admin.configuration.helpFirst}
          </HelperMessage>
        )}
      </Stack>
      <Actions label={texts.admin.configuration.heading}>
        <LoadingButton
          // Where a configuration stands, the tab has other things to do as well.
          appearance={canShowCurrent && draft.trim() === '' ? 'default' : 'primary'}
          isLoading={isImporting}
          onClick={runImport}
        >
          {texts.admin.configuration.import}
        </LoadingButton>
        {canShowCurrent && (
          <LoadingButton isLoading={showing.running !== null} onClick={showCurrent}>
            {texts.admin.configuration.showCurrent}
          </LoadingButton>
        )}
        <Button onClick={() => fill(EXAMPLE_TEXT)}>
          {texts.admin.configuration.startFromExample}
        </Button>
        <Button appearance="subtle" onClick={() => fill('')}>
          {texts.admin.configuration.clear}
        </Button>
      </Actions>
      {showing.reason !== null && <Failure reason={showing.reason} />}
      {result && <ImportOutcome result={result} />}
    </Stack>
  );
}
