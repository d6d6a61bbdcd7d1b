import { Button, Checkbox, DynamicTable, Inline, Text } from '@forge/react';
import type { ConflictView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { JiraLink } from '../../components/jira-link';
import { nameField, texts } from '../../texts';
import { nameConflict } from './name-conflict';

const t = texts.admin.conflicts;

/** The conflicts with both values, each to be chosen or decided. */
export function ConflictsTable({
  conflicts,
  chosen,
  onChoose,
  onDecide,
}: {
  readonly conflicts: readonly ConflictView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (conflict: ConflictView) => void;
  readonly onDecide: (conflict: ConflictView) => void;
}) {
  return (
    <DynamicTable
      label={t.heading}
      head={{
        cells: [
          { key: 'field', content: t.field, width: 16 },
          { key: 'issue', content: t.issue, width: 14 },
          { key: 'jira', content: t.inJira },
          { key: 'remote', content: t.inRedmine },
          { key: 'found', content: t.found, width: 12 },
          { key: 'decide', content: '', width: 11 },
        ],
      }}
      rows={conflicts.map((conflict) => {
        const name = nameConflict(conflict);
        return {
          key: name,
          cells: [
            {
              key: 'field',
              content: (
                <Checkbox
                  value={name}
                  label={nameField(conflict.field)}
                  isChecked={chosen.has(name)}
                  onChange={() => onChoose(conflict)}
                />
              ),
            },
            {
              key: 'issue',
              content: (
                <Text>
                  <JiraLink issueKey={conflict.jiraKey} />
                  {` ↔ ${conflict.remoteKey}`}
                </Text>
              ),
            },
            { key: 'jira', content: <Value text={conflict.jira} /> },
            { key: 'remote', content: <Value text={conflict.remote} /> },
            {
              key: 'found',
              content: (
                <Inline>
                  <Ago atMs={conflict.foundAtMs} />
                </Inline>
              ),
            },
            {
              key: 'decide',
              content: (
                <Button spacing="compact" onClick={() => onDecide(conflict)}>
                  {t.decide}
                </Button>
              ),
            },
          ],
        };
      })}
    />
  );
}

function Value({ text }: { readonly text: string }) {
  if (text === '') return <Text color="color.text.subtle">{texts.conflict.empty}</Text>;
  return <Text maxLines={2}>{text}</Text>;
}
