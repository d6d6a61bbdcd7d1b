import {
  Button,
  ErrorMessage,
  Form,
  HelperMessage,
  Label,
  LoadingButton,
  Select,
  Stack,
  Textfield,
} from '@forge/react';
import { useState } from 'react';
import type { PanelView } from '../../shared/api';
import { Actions } from '../components/actions';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callPanel, useAction } from '../use-api';

const t = texts.panel;
const ISSUE_ID = 'redmine-issue';
const SEED_ID = 'link-seed';
const SEED_OPTIONS = (['ask', 'jira', 'remote'] as const).map((value) => ({
  value,
  label: t.seeds[value],
}));
type SeedOption = (typeof SEED_OPTIONS)[number];

/** Links this issue to one that is already in Redmine. */
export function LinkForm({
  onLinked,
  onCancel,
}: {
  readonly onLinked: (panel: PanelView) => void;
  readonly onCancel: () => void;
}) {
  const [redmineIssue, setRedmineIssue] = useState('');
  const [seed, setSeed] = useState<SeedOption['value']>('ask');
  const [isMissing, setIsMissing] = useState(false);
  const { running, reason, run } = useAction();
  const link = async () => {
    setIsMissing(redmineIssue.trim() === '');
    if (redmineIssue.trim() === '') return;
    const answer = await run('link', () => callPanel('linkIssue', { redmineIssue, seed }));
    if (answer.ok) onLinked(answer.value);
  };

  return (
    <Form onSubmit={link}>
      <Stack space="space.200">
        <Stack>
          <Label labelFor={ISSUE_ID}>{t.linkIssue}</Label>
          <Textfield
            id={ISSUE_ID}
            name="redmineIssue"
            autoFocus={true}
            isInvalid={isMissing}
            onChange={(event) => {
              setRedmineIssue(event.target.value);
              setIsMissing(false);
            }}
          />
          {isMissing ? (
            <ErrorMessage>{t.linkIssueMissing}</ErrorMessage>
          ) : (
            <HelperMessage>{t.linkIssueHelp}</HelperMessage>
          )}
        </Stack>
        <Stack>
          <Label labelFor={SEED_ID}>{t.seed}</Label>
          <Select
            id={SEED_ID}
            name="seed"
            isSearchable={false}
            options={SEED_OPTIONS}
            defaultValue={SEED_OPTIONS[0]}
            onChange={(option: SeedOption) => setSeed(option.value)}
          />
        </Stack>
        {reason !== null && <Failure reason={reason} />}
        <Actions label={t.linkExisting}>
          <LoadingButton appearance="primary" type="submit" isLoading={running !== null}>
            {t.link}
          </LoadingButton>
          <Button appearance="subtle" onClick={onCancel}>
            {texts.common.cancel}
          </Button>
        </Actions>
      </Stack>
    </Form>
  );
}
