import { DynamicTable, Label, Select, Stack, Text } from '@forge/react';
import type { SuggestionsView } from '../../../shared/api';
import { texts } from '../../texts';

const t = texts.admin.start;

interface Option {
  readonly value: string | null;
  readonly label: string;
}

/** Each of Jira's values with Redmine's beside it; what has none is said not to cross. */
export function ValueChoices({
  name,
  heading,
  suggestions: { rows, leftInJira, leftInRedmine },
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly heading: string;
  readonly suggestions: SuggestionsView;
  readonly chosen: Readonly<Record<string, string>>;
  readonly onChoose: (jira: string, redmine: string | null) => void;
}) {
  const left = leftInRedmine.filter((redmine) => !Object.values(chosen).includes(redmine));
  const options: readonly Option[] = [
    { value: null, label: t.notCarried },
    ...[...new Set([...rows.map(({ redmine }) => redmine), ...leftInRedmine])].map((value) => ({
      value,
      label: value,
    })),
  ];
  return (
    <Stack space="space.050">
      <DynamicTable
        label={heading}
        head={{
          cells: [
            { key: 'jira', content: `${heading}: ${t.inJira}`, width: 40 },
            { key: 'redmine', content: t.inRedmine },
          ],
        }}
        rows={[...rows.map(({ jira }) => jira), ...leftInJira].map((jira, index) => ({
          key: jira,
          cells: [
            { key: 'jira', content: <Label labelFor={`${name}-${index}`}>{jira}</Label> },
            {
              key: 'redmine',
              content: (
                <Select
                  id={`${name}-${index}`}
                  name={`${name}-${index}`}
                  spacing="compact"
                  options={options}
                  defaultValue={
                    options.find(({ value }) => value === (chosen[jira] ?? null)) ?? options[0]
                  }
                  onChange={({ value }: Option) => onChoose(jira, value)}
                />
              ),
            },
          ],
        }))}
      />
      {left.length > 0 && (
        <Text size="small" color="color.text.subtle">
          {t.leftInRedmine(left)}
        </Text>
      )}
    </Stack>
  );
}
