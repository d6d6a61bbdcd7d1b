import { DynamicTable, Stack, Text } from '@forge/react';
import type { BackfillView } from '../../../../shared/api';
import { nameField, texts } from '../../../texts';

const t = texts.admin.firstSync;

/** The values and people that the mapping knows nothing of, the commonest first. */
export function NotMappedTable({
  notMapped,
}: {
  readonly notMapped: NonNullable<BackfillView['totals']>['notMapped'];
}) {
  if (notMapped.length === 0) return <Text>{t.plan.allMapped}</Text>;
  return (
    <Stack space="space.150">
      <Text color="color.text.subtle">{t.plan.notMappedLead}</Text>
      <DynamicTable
        label={t.plan.notMapped(notMapped.length)}
        rowsPerPage={10}
        head={{
          cells: [
            { key: 'side', content: t.plan.side, width: 15 },
            { key: 'field', content: t.plan.field, width: 25 },
            { key: 'value', content: t.plan.value },
            { key: 'rows', content: t.plan.rows, width: 12 },
          ],
        }}
        rows={notMapped.map(({ side, field, value, rows }) => ({
          key: `${side} ${field} ${value}`,
          cells: [
            { key: 'side', content: <Text>{t.names[side]}</Text> },
            { key: 'field', content: <Text>{nameField(field)}</Text> },
            { key: 'value', content: <Text>{value}</Text> },
            { key: 'rows', content: <Text>{t.count(rows)}</Text> },
          ],
        }))}
      />
    </Stack>
  );
}
