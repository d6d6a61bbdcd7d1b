import { Button, Inline, Stack } from '@forge/react';
import type { BackfillView, RowView } from '../../../../shared/api';
import { Choice } from '../../../components/choice';
import { Failure } from '../../../components/failure';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import { RowsList } from '../rows/rows-list';
import type { Kind } from './kinds-table';

const t = texts.admin.firstSync;

/** The rows of the plan, of one kind or all; each can be left out. */
export function PlanRows({
  view: { mappingId, offKinds, totals },
  kind,
  onChoose,
  onTicked,
}: {
  readonly view: BackfillView;
  readonly kind: Kind | null;
  readonly onChoose: (kind: Kind | null) => void;
  readonly onTicked: () => Promise<void>;
}) {
  const { running, reason, run } = useAction();
  const tick = async (rows: readonly RowView[], off: boolean, reload: () => Promise<void>) => {
    const numbers = rows.map(({ row }) => row.number);
    const answer = await run('tick', () =>
      callAdmin('tickBackfillRows', { mappingId, off, rows: numbers }),
    );
    if (answer.ok) await Promise.all([reload(), onTicked()]);
  };
  /** A row that goes with its kind cannot be ticked by itself. */
  const isPossible = ({ row }: RowView) =>
    row.kind !== 'skip' &&
    ![row.kind, ...row.details.map((detail) => detail.kind)].some((of) => offKinds.includes(of));
  const kinds = (Object.keys(t.kinds) as Kind[]).filter((of) => (totals?.byKind[of] ?? 0) > 0);
  return (
    <Stack space="space.150">
      <Inline>
        <Choice
          id="plan-kind"
          label={t.rows.show}
          options={[
            { value: null, label: t.rows.all },
            ...kinds.map((value) => ({ value, label: t.kinds[value] })),
          ]}
          chosen={kind}
          onChange={onChoose}
        />
      </Inline>
      {reason !== null && <Failure reason={reason} />}
      <RowsList
        key={`${kind} ${offKinds.join()}`}
        mappingId={mappingId}
        filters={kind === null ? {} : { kind }}
        hasOutcomes={false}
        makeTicks={(reload) => ({
          isPossible,
          isTicked: ({ outcome }) => outcome.kind !== 'off',
          onTick: (shown) => void tick([shown], shown.outcome.kind !== 'off', reload),
        })}
        renderActions={(rows, reload) => {
          const possible = rows.filter(isPossible);
          const isAnyOn = possible.some(({ outcome }) => outcome.kind !== 'off');
          if (possible.length === 0) return null;
          return (
            <Inline>
              <Button
                appearance="subtle"
                isDisabled={running !== null}
                onClick={() => tick(possible, isAnyOn, reload)}
              >
                {isAnyOn ? t.rows.offAll : t.rows.onAll}
              </Button>
            </Inline>
          );
        }}
      />
    </Stack>
  );
}
