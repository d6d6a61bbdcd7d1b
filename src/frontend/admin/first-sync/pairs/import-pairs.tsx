import { showFlag } from '@forge/bridge';
import {
  DynamicTable,
  ErrorMessage,
  Inline,
  Label,
  LoadingButton,
  SectionMessage,
  Stack,
  Text,
  TextArea,
} from '@forge/react';
import { useState } from 'react';
import type { AdminAnswers } from '../../../../shared/api';
import { Failure } from '../../../components/failure';
import { Section } from '../../../components/section';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';

const t = texts.admin.firstSync.pairs;
const LIST_ID = 'pairs-list';

type Mistakes = AdminAnswers['importPairs']['mistakes'];

/** Takes a list of pairs that the admin knows of; says of each line why it could not be taken. */
export function ImportPairs({
  mappingId,
  onAccepted,
}: {
  readonly mappingId: string;
  readonly onAccepted: () => Promise<void>;
}) {
  const [csv, setCsv] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [mistakes, setMistakes] = useState<Mistakes>([]);
  const { running, reason, run } = useAction();
  const take = async () => {
    setIsMissing(csv.trim() === '');
    if (csv.trim() === '') return;
    const answer = await run('import', () => callAdmin('importPairs', { mappingId, csv }));
    if (!answer.ok) return;
    setMistakes(answer.value.mistakes);
    showFlag({
      id: 'pairs-imported',
      type: answer.value.accepted === 0 ? 'warning' : 'success',
      title: t.accepted(answer.value.accepted),
      isAutoDismiss: true,
    });
    await onAccepted();
  };
  return (
    <Section heading={t.import} lead={t.importLead}>
      <Stack>
        <Label labelFor={LIST_ID}>{t.importLabel}</Label>
        <TextArea
          id={LIST_ID}
          name="pairs"
          placeholder={'WEB-1,12\nWEB-7,40'}
          isMonospaced={true}
          isInvalid={isMissing}
          minimumRows={4}
          maxHeight="240px"
          spellCheck={false}
          onChange={(event) => {
            setCsv(event.target.value);
            setIsMissing(false);
          }}
        />
        {isMissing && <ErrorMessage>{t.importEmpty}</ErrorMessage>}
      </Stack>
      <Inline>
        <LoadingButton isLoading={running !== null} onClick={take}>
          {t.importButton}
        </LoadingButton>
      </Inline>
      {reason !== null && <Failure reason={reason} />}
      {mistakes.length > 0 && <MistakesTable mistakes={mistakes} />}
    </Section>
  );
}

function MistakesTable({ mistakes }: { readonly mistakes: Mistakes }) {
  return (
    <SectionMessage appearance="warning" title={t.mistakes(mistakes.length)}>
      <DynamicTable
        label={t.mistake}
        rowsPerPage={20}
        head={{
          cells: [
            { key: 'line', content: t.line, width: 12 },
            { key: 'reason', content: t.mistake },
          ],
        }}
        rows={mistakes.map(({ line, reason }) => ({
          key: String(line),
          cells: [
            { key: 'line', content: <Text>{String(line)}</Text> },
            { key: 'reason', content: <Text>{reason}</Text> },
          ],
        }))}
      />
    </SectionMessage>
  );
}
