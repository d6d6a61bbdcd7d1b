import { DynamicTable, Inline, Lozenge, Stack, Text } from '@forge/react';
import type { AdminAnswers } from '../../../../shared/api';
import { Failure } from '../../../components/failure';
import { Loading } from '../../../components/loading';
import { PageTurner } from '../../../components/page-turner';
import { nameField, texts } from '../../../texts';
import { callAdmin } from '../../../use-api';
import { usePages } from '../../../use-pages';

const t = texts.admin.firstSync.undo;
const SIDES = ['jira', 'remote'] as const;
const APPEARANCES = { delete: 'removed', part: 'inprogress', left: 'moved' } as const;

type Row = AdminAnswers['listUndoRows']['rows'][number];

/** Each row that would be undone, and each that would be left, a page at a time. */
export function UndoList({
  mappingId,
  kind,
}: {
  readonly mappingId: string;
  readonly kind: Row['kind'] | null;
}) {
  const pages = usePages((cursor) =>
    callAdmin('listUndoRows', {
      mappingId,
      ...(kind === null ? {} : { kind }),
      ...(cursor === null ? {} : { cursor }),
    }),
  );
  const { loaded, reload } = pages;
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  return (
    <Stack space="space.150">
      <DynamicTable
        label={t.heading}
        head={{
          cells: [
            { key: 'pair', content: t.pair, width: 25 },
            { key: 'what', content: t.what, width: 15 },
            { key: 'details', content: t.details },
          ],
        }}
        rows={loaded.value.rows.map((row) => ({
          key: String(row.number),
          cells: [
            { key: 'pair', content: <Text>{row.title}</Text> },
            {
              key: 'what',
              content: (
                <Inline>
                  <Lozenge appearance={APPEARANCES[row.kind]}>{t.kinds[row.kind]}</Lozenge>
                </Inline>
              ),
            },
            {
              key: 'details',
              content: (
                <Stack space="space.025">
                  {describe(row).map((sentence) => (
                    <Text key={sentence}>{sentence}</Text>
                  ))}
                </Stack>
              ),
            },
          ],
        }))}
      />
      <PageTurner pages={pages} />
    </Stack>
  );
}

function describe(row: Row): readonly string[] {
  switch (row.kind) {
    case 'delete':
      return [t.deleteOf(row.issue.key, row.issue.side)];
    case 'part':
      return describeParting(row);
    case 'left':
      return [row.reason];
  }
}

function describeParting({ restores, copies }: Extract<Row, { readonly kind: 'part' }>) {
  const fields = SIDES.flatMap((side) => {
    const names = restores.filter((restore) => restore.side === side);
    return names.length === 0
      ? []
      : [
          t.restores(
            names.map(({ field }) => nameField(field)),
            side,
          ),
        ];
  });
  const all = [...fields, ...(copies > 0 ? [t.copies(copies)] : [])];
  return all.length > 0 ? all : [t.onlyParted];
}
