import { Checkbox } from '@forge/react';
import { useState } from 'react';
import type { ConfiguredValue } from '../../../core/configuration/configuration';
import type { Choice, SuggestedPair } from '../../../shared/api';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { texts } from '../../texts';
import { mistakesAt } from './draft';
import { PairDialog } from './pair-dialog';
import { PairRows } from './pair-rows';

const t = texts.admin.configuration.mappingEditor;

/** The rows of one list of values, such as statuses. */
export function ValueRows({
  label,
  place,
  rows,
  choices,
  suggested,
  mistakes,
  onChange,
}: {
  readonly label: string;
  /** Where the rows stand, for their mistakes. */
  readonly place: string;
  readonly rows: readonly ConfiguredValue[];
  readonly choices: { readonly jira: readonly Choice[]; readonly redmine: readonly Choice[] };
  readonly suggested: readonly SuggestedPair[];
  readonly mistakes: readonly ConfigurationMistake[];
  readonly onChange: (rows: readonly ConfiguredValue[]) => void;
}) {
  const [edited, setEdited] = useState<{ index: number; row: Partial<ConfiguredValue> } | null>(
    null,
  );
  const isFree = (side: 'jira' | 'redmine', value: string) =>
    !rows.some((row) => row[side] === value);
  const open = suggested.filter(
    ({ jira, redmine }) => isFree('jira', jira) && isFree('redmine', redmine),
  );
  const left = (side: 'jira' | 'redmine') =>
    choices[side].filter(({ value }) => isFree(side, value)).map(({ label: name }) => name);
  const done = () => {
    const row = edited?.row;
    if (!edited || row?.jira === undefined || row.redmine === undefined) return;
    const next = { ...row, jira: row.jira, redmine: row.redmine };
    onChange(
      edited.index < rows.length
        ? rows.map((former, index) => (index === edited.index ? next : former))
        : [...rows, next],
    );
    setEdited(null);
  };
  return (
    <>
      <PairRows
        label={label}
        pairs={rows.map((row, index) => ({
          jira: row.jira,
          redmine: row.redmine,
          direction: row.direction ?? 'both',
          notes: row.preferred ? [t.dialog.preferred] : [],
          mistakes: mistakesAt(mistakes, `${place}[${index}]`),
        }))}
        suggested={open}
        left={{ jira: left('jira'), redmine: left('redmine') }}
        onAdd={() => setEdited({ index: rows.length, row: {} })}
        onEdit={(index) => setEdited({ index, row: rows[index] ?? {} })}
        onRemove={(removed) => onChange(rows.filter((_row, index) => index !== removed))}
        onTake={() => onChange([...rows, ...open.map(({ jira, redmine }) => ({ jira, redmine }))])}
      />
      <PairDialog
        pair={edited?.row ?? null}
        isNew={edited?.index === rows.length}
        choices={choices}
        hasDirection={true}
        onChange={(row) => edited && setEdited({ ...edited, row })}
        onDone={done}
        onClose={() => setEdited(null)}
      >
        <Checkbox
          name="preferred"
          label={t.dialog.preferred}
          isChecked={edited?.row.preferred === true}
          onChange={(event) =>
            edited &&
            setEdited({
              ...edited,
              row: { ...edited.row, preferred: event.target.checked || undefined },
            })
          }
        />
      </PairDialog>
    </>
  );
}
