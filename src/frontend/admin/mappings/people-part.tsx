import { Checkbox, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { MappingChoices, PersonChoice } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { type DraftPair, PairDialog } from './pair-dialog';
import { PairRows } from './pair-rows';

const t = texts.admin.configuration.mappingEditor;

/** Who is who, for all mappings. */
export function PeoplePart({
  document,
  choices,
  mistakes,
  onChange,
}: {
  readonly document: Configuration;
  readonly choices: MappingChoices;
  readonly mistakes: readonly ConfigurationMistake[];
  readonly onChange: (change: Partial<Configuration>) => void;
}) {
  const { users } = document;
  const [edited, setEdited] = useState<{ index: number; row: DraftPair } | null>(null);
  const known = { jira: choices.jira.users, redmine: choices.redmine.users };
  const isCalled = ({ value, label, aliases }: PersonChoice, name: string) =>
    [value, label, ...aliases].includes(name);
  const isFree = (side: 'jira' | 'redmine', choice: PersonChoice) =>
    !users.some((row) => isCalled(choice, String(row[side])));
  const choiceOf = (side: 'jira' | 'redmine', name: string): PersonChoice =>
    known[side].find((choice) => isCalled(choice, name)) ?? {
      value: name,
      label: name,
      aliases: [],
    };
  const open = choices.suggested.users.filter(
    ({ jira, redmine }) =>
      isFree('jira', choiceOf('jira', jira)) && isFree('redmine', choiceOf('redmine', redmine)),
  );
  const left = (side: 'jira' | 'redmine') =>
    known[side].filter((choice) => isFree(side, choice)).map(({ label }) => label);
  const done = () => {
    const { jira, redmine } = edited?.row ?? {};
    if (!edited || jira === undefined || redmine === undefined) return;
    onChange({
      users:
        edited.index < users.length
          ? users.map((former, index) => (index === edited.index ? { jira, redmine } : former))
          : [...users, { jira, redmine }],
    });
    setEdited(null);
  };
  return (
    <Stack space="space.200">
      <Text color="color.text.subtle">{t.people.lead}</Text>
      <PairRows
        label={t.tabs.people(users.length)}
        pairs={users.map(({ jira, redmine }, index) => ({
          jira: choiceOf('jira', jira).label,
          redmine: choiceOf('redmine', String(redmine)).label,
          direction: 'both',
          notes: [],
          mistakes: mistakesAt(mistakes, `users[${index}]`),
        }))}
        suggested={open.map(({ jira, redmine }) => ({
          jira: choiceOf('jira', jira).label,
          redmine: choiceOf('redmine', redmine).label,
        }))}
        left={{ jira: left('jira'), redmine: left('redmine') }}
        onAdd={() => setEdited({ index: users.length, row: {} })}
        onEdit={(index) => {
          const row = users[index];
          if (!row) return;
          const [jira, redmine] = [
            choiceOf('jira', row.jira).value,
            choiceOf('redmine', String(row.redmine)).value,
          ];
          setEdited({ index, row: { jira, redmine } });
        }}
        onRemove={(removed) =>
          onChange({ users: users.filter((_row, index) => index !== removed) })
        }
        onTake={() =>
          onChange({
            users: [...users, ...open.map(({ jira, redmine }) => ({ jira, redmine }))],
          })
        }
      />
      <Checkbox
        name="matchPeople"
        label={t.people.byEmail}
        isChecked={document.matchPeople === 'email'}
        onChange={(event) => onChange({ matchPeople: event.target.checked ? 'email' : undefined })}
      />
      <PairDialog
        pair={edited?.row ?? null}
        isNew={edited?.index === users.length}
        choices={known}
        hasDirection={false}
        onChange={(row) => edited && setEdited({ ...edited, row })}
        onDone={done}
        onClose={() => setEdited(null)}
      />
    </Stack>
  );
}
