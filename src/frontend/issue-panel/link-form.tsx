import {
  Button,
  ErrorMessage,
  Form,
  HelperMessage,
  Label,
  LoadingButton,
  Select,
  Stack,
  Text,
  Textfield,
} from '@forge/react';
import { useState } from 'react';
import type { FoundIssueView, PanelView } from '../../shared/api';
import { Actions } from '../components/actions';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callPanel, useAction } from '../use-api';

const t = texts.panel;
const ISSUE_ID = 'redmine-issue';
const FOUND_ID = 'found-issue';
const SEED_ID = 'link-seed';
const SEEDS = ['ask', 'jira', 'remote'] as const;
type Seed = (typeof SEEDS)[number];

/** A number or an address names one issue; everything else is looked for. */
const NAMES_ONE = /^#?\d+$|^https?:\/\//;

/** Links this issue to one that is already in Redmine, by its number or found by its title. */
export function LinkForm({
  onLinked,
  onCancel,
}: {
  readonly onLinked: (panel: PanelView) => void;
  readonly onCancel: () => void;
}) {
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<readonly FoundIssueView[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [seed, setSeed] = useState<Seed>('ask');
  const [mistake, setMistake] = useState<string | null>(null);
  const { running, reason, run } = useAction();

  const search = async () => {
    setMistake(wanted.trim() === '' ? t.linkIssueMissing : null);
    if (wanted.trim() === '') return;
    const answer = await run('search', () => callPanel('findIssues', { wanted }));
    if (!answer.ok) return;
    const { issues } = answer.value;
    const [only] = issues;
    setFound(issues);
    setChosen(only && issues.length === 1 && !only.isLinked ? only.key : null);
  };
  const link = async () => {
    const redmineIssue = chosen ?? (NAMES_ONE.test(wanted.trim()) ? wanted : null);
    if (redmineIssue === null) {
      if (found === null || wanted.trim() === '') return search();
      return setMistake(t.foundMissing);
    }
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
            isInvalid={mistake !== null}
            onChange={(event) => {
              setWanted(event.target.value);
              setFound(null);
              setChosen(null);
              setMistake(null);
            }}
          />
          {mistake === null ? (
            <HelperMessage>{t.linkIssueHelp}</HelperMessage>
          ) : (
            <ErrorMessage>{mistake}</ErrorMessage>
          )}
        </Stack>
        {found?.length === 0 && <Text>{t.foundNone}</Text>}
        {found !== null && found.length > 0 && (
          <FoundIssues
            found={found}
            chosen={chosen}
            onChoose={(key) => {
              setChosen(key);
              setMistake(null);
            }}
          />
        )}
        <Stack>
          <Label labelFor={SEED_ID}>{t.seed}</Label>
          <Select
            id={SEED_ID}
            name="seed"
            isSearchable={false}
            options={SEEDS.map(toSeedOption)}
            defaultValue={toSeedOption('ask')}
            onChange={(option: { readonly value: Seed }) => setSeed(option.value)}
          />
        </Stack>
        {reason !== null && <Failure reason={reason} />}
        <Actions label={t.linkExisting}>
          <LoadingButton appearance="primary" type="submit" isLoading={running === 'link'}>
            {t.link}
          </LoadingButton>
          <LoadingButton isLoading={running === 'search'} onClick={search}>
            {t.search}
          </LoadingButton>
          <Button appearance="subtle" onClick={onCancel}>
            {texts.common.cancel}
          </Button>
        </Actions>
      </Stack>
    </Form>
  );
}

/** One of several; those that have a twin already cannot be chosen. */
function FoundIssues({
  found,
  chosen,
  onChoose,
}: {
  readonly found: readonly FoundIssueView[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}) {
  const options = found.map((issue) => ({
    value: issue.key,
    label: t.foundIssue(issue),
    isDisabled: issue.isLinked,
  }));
  return (
    <Stack>
      <Label labelFor={FOUND_ID}>{t.found}</Label>
      <Select
        id={FOUND_ID}
        name="found"
        placeholder={t.foundPlaceholder}
        options={options}
        value={options.find(({ value }) => value === chosen) ?? null}
        onChange={(option: { readonly value: string }) => onChoose(option.value)}
      />
    </Stack>
  );
}

function toSeedOption(value: Seed) {
  return { value, label: t.seeds[value] };
}
