import { Stack, Text } from '@forge/react';
import type { ReactNode } from 'react';
import type { RowView } from '../../../../shared/api';
import { Failure } from '../../../components/failure';
import { Loading } from '../../../components/loading';
import { PageTurner } from '../../../components/page-turner';
import { texts } from '../../../texts';
import { callAdmin } from '../../../use-api';
import { usePages } from '../../../use-pages';
import { RowsTable, type RowTicks } from './rows-table';

const t = texts.admin.firstSync.rows;

export interface RowFilters {
  readonly kind?: RowView['row']['kind'] | RowView['row']['details'][number]['kind'];
  readonly outcome?: RowView['outcome']['kind'];
}

/** The rows that fit, a page at a time. */
export function RowsList({
  mappingId,
  filters,
  hasOutcomes,
  makeTicks,
  renderActions,
}: {
  readonly mappingId: string;
  readonly filters: RowFilters;
  readonly hasOutcomes: boolean;
  readonly makeTicks?: (reload: () => Promise<void>) => RowTicks;
  /** What can be done with all rows of the page. */
  readonly renderActions?: (rows: readonly RowView[], reload: () => Promise<void>) => ReactNode;
}) {
  const pages = usePages((cursor) =>
    callAdmin('listBackfillRows', {
      mappingId,
      ...filters,
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
  const { rows } = loaded.value;
  if (rows.length === 0 && pages.page === 1 && pages.turnOn === null) return <Text>{t.none}</Text>;
  return (
    <Stack space="space.150">
      {renderActions?.(rows, reload)}
      <RowsTable
        rows={rows}
        hasOutcomes={hasOutcomes}
        {...(makeTicks ? { ticks: makeTicks(reload) } : {})}
      />
      <PageTurner pages={pages} />
    </Stack>
  );
}
