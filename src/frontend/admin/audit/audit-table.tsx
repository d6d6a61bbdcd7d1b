import { DynamicTable, Inline, Text } from '@forge/react';
import type { AuditEntryView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { texts } from '../../texts';

const t = texts.admin.audit;

/** Entries, newest first. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntryView[] }) {
  if (entries.length === 0) return <Text color="color.text.subtle">{t.empty}</Text>;
  return (
    <DynamicTable
      label={t.entries}
      head={{
        cells: [
          { key: 'when', content: t.when, width: 14 },
          { key: 'kind', content: t.kind, width: 14 },
          { key: 'link', content: t.link, width: 12 },
          { key: 'what', content: t.what },
          { key: 'cause', content: t.cause, width: 16 },
        ],
      }}
      rows={entries.map((entry, index) => ({
        key: `${entry.atMs}-${index}`,
        cells: [
          {
            key: 'when',
            content: (
              <Inline>
                <Ago atMs={entry.atMs} />
              </Inline>
            ),
          },
          { key: 'kind', content: <Text>{entry.kind}</Text> },
          { key: 'link', content: <Text>{entry.linkId ?? entry.mappingId ?? ''}</Text> },
          { key: 'what', content: <Text>{describe(entry)}</Text> },
          { key: 'cause', content: <Text>{entry.cause}</Text> },
        ],
      }))}
    />
  );
}

/** Like `summary: Old → New (remote)`. */
function describe({ field, from, to, side }: AuditEntryView): string {
  const values = [from, to].filter((value) => value !== null).join(' → ');
  return [field === null ? '' : `${field}:`, values, side === null ? '' : `(${side})`]
    .filter((part) => part !== '')
    .join(' ');
}
