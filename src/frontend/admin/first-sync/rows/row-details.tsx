import { Button, Inline, Stack, Strong, Text } from '@forge/react';
import { useState } from 'react';
import type { RowView } from '../../../../shared/api';
import { formatBytes } from '../../../format-number';
import { nameField, texts } from '../../../texts';

const t = texts.admin.firstSync.rows;

/** How many are shown before the rest is asked for. */
const SHORT = 4;

type Row = RowView['row'];
type Detail = Row['details'][number];

/** Everything that a row changes, loses or cannot carry, a line each: `Status in Redmine: New → Done`. */
export function RowDetails({ row }: { readonly row: Row }) {
  const [isOpen, setIsOpen] = useState(false);
  const { details } = row;
  if (row.kind === 'skip') return <Text>{row.reason}</Text>;
  if (details.length === 0) return <Text color="color.text.subtle">{t.noDetails}</Text>;
  const hidden = details.length - SHORT;
  const isLong = hidden > 1;
  const shown = isLong && !isOpen ? details.slice(0, SHORT) : details;
  return (
    <Stack space="space.025">
      {shown.map((detail) => {
        const { what, text } = describeDetail(detail);
        return (
          <Text key={`${what} ${text}`} size="small" maxLines={3}>
            <Strong>{what}</Strong> {text}
          </Text>
        );
      })}
      {isLong && (
        <Inline>
          <Button appearance="subtle" spacing="compact" onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t.less : t.more(hidden)}
          </Button>
        </Inline>
      )}
    </Stack>
  );
}

function describeDetail(detail: Detail): { readonly what: string; readonly text: string } {
  switch (detail.kind) {
    case 'change':
      return {
        what: t.change(nameField(detail.field), detail.side),
        text: t.fromTo(orEmpty(detail.from), orEmpty(detail.to)),
      };
    case 'conflict':
      return {
        what: t.conflict(nameField(detail.field)),
        text: t.bothValues(orEmpty(detail.jira), orEmpty(detail.remote)),
      };
    case 'lossy':
      return { what: t.lossy(nameField(detail.field)), text: detail.what.join(', ') };
    case 'person-not-mapped':
    case 'value-not-mapped':
      return { what: t.notMapped(nameField(detail.field), detail.side), text: detail.value };
    case 'attachments':
      return {
        what: t.files(detail.side),
        text: t.filesOf(detail.count, formatBytes(detail.bytes), detail.tooLarge),
      };
  }
}

function orEmpty(value: string | null): string {
  return value === null || value === '' ? t.empty : value;
}
