import { Stack, Text } from '@forge/react';
import { useState } from 'react';
import { Failure } from '../../../components/failure';
import { TabRow } from '../../../components/tab-row';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import type { StepProps } from '../step-props';
import { type Kind, KindsTable } from './kinds-table';
import { NotMappedTable } from './not-mapped-table';
import { PlanExport } from './plan-export';
import { PlanRows } from './plan-rows';

const t = texts.admin.firstSync.plan;
const ROWS_TAB = 1;

/** The plan from all sides: its kinds, its rows, what is not mapped, and all of it as a file. */
export function PlanTabs({
  view,
  totals,
  reload,
}: {
  readonly view: StepProps['view'];
  readonly totals: NonNullable<StepProps['view']['totals']>;
  readonly reload: StepProps['reload'];
}) {
  const { mappingId, offKinds, offRows } = view;
  const [selected, setSelected] = useState(0);
  const [kind, setKind] = useState<Kind | null>(null);
  const { running, reason, run } = useAction();
  const tickKind = async (ticked: Kind, off: boolean) => {
    const answer = await run('kind', () =>
      callAdmin('tickBackfillRows', { mappingId, off, kinds: [ticked] }),
    );
    if (answer.ok) await reload();
  };
  const showKind = (shown: Kind) => {
    setKind(shown);
    setSelected(ROWS_TAB);
  };
  const tabs = [
    {
      title: t.kinds,
      render: () => (
        <Stack space="space.150">
          <Text color="color.text.subtle">{t.kindsLead}</Text>
          {reason !== null && <Failure reason={reason} />}
          <KindsTable
            byKind={totals.byKind}
            offKinds={offKinds}
            isBusy={running !== null}
            onTick={tickKind}
            onShow={showKind}
          />
        </Stack>
      ),
    },
    {
      title: t.allRows,
      render: () => (
        <Stack space="space.150">
          {offRows > 0 && <Text>{t.offRows(offRows)}</Text>}
          <PlanRows view={view} kind={kind} onChoose={setKind} onTicked={reload} />
        </Stack>
      ),
    },
    {
      title: t.notMapped(totals.notMapped.length),
      render: () => <NotMappedTable notMapped={totals.notMapped} />,
    },
    { title: t.export, render: () => <PlanExport mappingId={mappingId} /> },
  ];
  return <TabRow id="first-sync-plan" parts={tabs} selected={selected} onSelect={setSelected} />;
}
