import { Label, LoadingButton, Stack, Text, TextArea } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { Actions } from '../../components/actions';
import { Failure } from '../../components/failure';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { ImportOutcome } from '../import-outcome';

const t = texts.admin.configuration.mappingEditor.tables;
const FIELD_ID = 'mapping-table';

type Table = 'fields' | 'values';

interface Shown {
  readonly table: Table;
  /** As it was shown; what is typed stands beside it. */
  readonly text: string;
}

/** The mapping's rows as CSV, to be copied, changed elsewhere and read again. */
export function TablesPart({
  mappingId,
  onRead,
}: {
  readonly mappingId: string;
  /** Given the configuration with the rows that were read; nothing is saved yet. */
  readonly onRead: (document: Configuration) => void;
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [text, setText] = useState('');
  const [mistakes, setMistakes] = useState<readonly ConfigurationMistake[]>([]);
  const { running, reason, run } = useAction();
  const show = async (table: Table) => {
    setMistakes([]);
    const answer = await run(table, () => callAdmin('exportTable', { mappingId, table }));
    if (!answer.ok) return;
    setText(answer.value.text);
    setShown({ table, text: answer.value.text });
  };
  const read = async ({ table }: Shown) => {
    const answer = await run('read', () => callAdmin('readTables', { mappingId, [table]: text }));
    if (!answer.ok) return;
    if (answer.value.read) onRead(answer.value.document);
    else setMistakes(answer.value.mistakes);
  };
  return (
    <Stack space="space.200">
      <Text color="color.text.subtle">{t.lead}</Text>
      <Actions label={t.lead}>
        <LoadingButton isLoading={running === 'fields'} onClick={() => show('fields')}>
          {t.showFields}
        </LoadingButton>
        <LoadingButton isLoading={running === 'values'} onClick={() => show('values')}>
          {t.showValues}
        </LoadingButton>
      </Actions>
      {reason !== null && <Failure reason={reason} />}
      {mistakes.length > 0 && <ImportOutcome result={{ kind: 'mistakes', mistakes }} />}
      {shown && (
        <Stack space="space.100">
          <Stack>
            <Label labelFor={FIELD_ID}>{t.names[shown.table]}</Label>
            <TextArea
              key={`${shown.table} ${shown.text}`}
              id={FIELD_ID}
              name={FIELD_ID}
              defaultValue={shown.text}
              isMonospaced={true}
              minimumRows={10}
              maxHeight="360px"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          </Stack>
          <Actions label={t.read}>
            <LoadingButton
              appearance="primary"
              isLoading={running === 'read'}
              isDisabled={text === shown.text}
              onClick={() => read(shown)}
            >
              {t.read}
            </LoadingButton>
          </Actions>
        </Stack>
      )}
    </Stack>
  );
}
