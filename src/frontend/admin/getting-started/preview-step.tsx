import { Button, Checkbox, HelperMessage, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../components/actions';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { nameField, texts } from '../../texts';
import { useAction } from '../../use-api';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';
import { pinPanel } from '../pin-panel';
import {
  type Choices,
  composeDocument,
  type Draft,
  mappingIdOf,
  VALUE_TABLES,
} from './draft-mapping';
import { ValueChoices } from './value-choices';

const t = texts.admin.start;

/** What was matched, to be looked at and completed before anything is set up. */
export function PreviewStep({
  draft,
  onBack,
  onStarted,
}: {
  readonly draft: Draft;
  readonly onBack: () => void;
  readonly onStarted: () => Promise<void>;
}) {
  const [choices, setChoices] = useState<Choices>(() => suggestedChoices(draft));
  const [result, setResult] = useState<ImportResult | null>(null);
  const [pins, setPins] = useState(true);
  const { running, reason, run } = useAction();
  const start = async () => {
    setResult(null);
    const composed = await run('start', async () => {
      const document = await composeDocument(draft, choices);
      if (!document.ok) return document;
      return { ok: true, value: await importDocument(JSON.stringify(document.value)) } as const;
    });
    if (!composed.ok) return;
    if (composed.value.kind !== 'imported') return setResult(composed.value);
    if (pins) await pinPanel(mappingIdOf(draft), draft.jiraProject);
    await onStarted();
  };
  const choose = (table: keyof Choices, jira: string, redmine: string | null) => {
    const { [jira]: _former, ...rest } = choices[table];
    setChoices({ ...choices, [table]: redmine === null ? rest : { ...rest, [jira]: redmine } });
  };
  const { fields, users } = draft.tables;
  return (
    <Section heading={`${draft.jiraProject} ↔ ${draft.redmineProject}`} lead={t.previewLead}>
      <Stack space="space.200">
        <Text>{t.fields(fields.rows.map(({ jira }) => nameField(jira)))}</Text>
        <Text>{t.people(users.rows.length, users.leftInJira)}</Text>
        {VALUE_TABLES.map((table) => (
          <ValueChoices
            key={table}
            name={table}
            heading={t.tables[table]}
            suggestions={draft.tables[table]}
            chosen={choices[table]}
            onChoose={(jira, redmine) => choose(table, jira, redmine)}
          />
        ))}
        <Text>{t.startLead}</Text>
        <Stack>
          <Checkbox
            name="pin"
            label={texts.admin.pin.offer}
            isChecked={pins}
            onChange={() => setPins(!pins)}
          />
          <HelperMessage>{texts.admin.pin.offerHelp}</HelperMessage>
        </Stack>
        {reason !== null && <Failure reason={reason} />}
        {result && <ImportOutcome result={result} />}
        <Actions label={t.steps.preview}>
          <LoadingButton appearance="primary" isLoading={running !== null} onClick={start}>
            {t.start}
          </LoadingButton>
          <Button appearance="subtle" onClick={onBack}>
            {t.back}
          </Button>
        </Actions>
      </Stack>
    </Section>
  );
}

function suggestedChoices({ tables }: Draft): Choices {
  const of = (table: keyof Choices) =>
    Object.fromEntries(tables[table].rows.map(({ jira, redmine }) => [jira, redmine]));
  return { issueTypes: of('issueTypes'), statuses: of('statuses'), priorities: of('priorities') };
}
