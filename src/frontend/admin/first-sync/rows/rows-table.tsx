import { Checkbox, DynamicTable, Inline, Lozenge, Text } from '@forge/react';
import type { RowView } from '../../../../shared/api';
import { texts } from '../../../texts';
import { RowDetails } from './row-details';
import { RowIssues } from './row-issues';
import { RowOutcome } from './row-outcome';

const t = texts.admin.firstSync;

const APPEARANCES = {
  pair: 'inprogress',
  'create-in-jira': 'new',
  'create-in-remote': 'new',
  skip: 'default',
} as const satisfies Record<RowView['row']['kind'], string>;

/** What can be ticked of the rows. */
export interface RowTicks {
  readonly isTicked: (shown: RowView) => boolean;
  readonly isPossible: (shown: RowView) => boolean;
  readonly onTick: (shown: RowView) => void;
}

/** Rows of the plan with all their details, and what became of them once it has run. */
export function RowsTable({
  rows,
  ticks,
  hasOutcomes,
}: {
  readonly rows: readonly RowView[];
  readonly ticks?: RowTicks;
  readonly hasOutcomes: boolean;
}) {
  return (
    <DynamicTable
      label={t.rows.issues}
      head={{
        cells: [
          { key: 'number', content: t.rows.take, width: 8 },
          { key: 'issues', content: t.rows.issues, width: 32 },
          { key: 'what', content: t.rows.what, width: 14 },
          { key: 'details', content: t.rows.details },
          ...(hasOutcomes ? [{ key: 'outcome', content: t.rows.outcome, width: 22 }] : []),
        ],
      }}
      rows={rows.map((shown) => ({
        key: String(shown.row.number),
        cells: [
          { key: 'number', content: <RowNumber shown={shown} ticks={ticks} /> },
          { key: 'issues', content: <RowIssues shown={shown} /> },
          {
            key: 'what',
            content: (
              <Inline>
                <Lozenge appearance={APPEARANCES[shown.row.kind]}>
                  {t.rowKinds[shown.row.kind]}
                </Lozenge>
              </Inline>
            ),
          },
          { key: 'details', content: <RowDetails row={shown.row} /> },
          ...(hasOutcomes
            ? [{ key: 'outcome', content: <RowOutcome outcome={shown.outcome} /> }]
            : []),
        ],
      }))}
    />
  );
}

/** Counted from 1, as people do; ticked where that is possible. */
function RowNumber({
  shown,
  ticks,
}: {
  readonly shown: RowView;
  readonly ticks: RowTicks | undefined;
}) {
  const label = String(shown.row.number + 1);
  if (!ticks?.isPossible(shown)) return <Text>{label}</Text>;
  return (
    <Checkbox
      value={label}
      label={label}
      isChecked={ticks.isTicked(shown)}
      onChange={() => ticks.onTick(shown)}
    />
  );
}
