import { Button, Checkbox, DynamicTable, Text } from '@forge/react';
import type { BackfillView } from '../../../../shared/api';
import { texts } from '../../../texts';

const t = texts.admin.firstSync;

type Totals = NonNullable<BackfillView['totals']>;
export type Kind = keyof Totals['byKind'];

/** How many rows there are of each kind; a kind can be left out as a whole, and shown alone. */
export function KindsTable({
  byKind,
  offKinds,
  isBusy,
  onTick,
  onShow,
}: {
  readonly byKind: Totals['byKind'];
  readonly offKinds: readonly string[];
  readonly isBusy: boolean;
  readonly onTick: (kind: Kind, off: boolean) => Promise<void>;
  readonly onShow: (kind: Kind) => void;
}) {
  const kinds = (Object.keys(t.kinds) as Kind[]).filter((kind) => byKind[kind] > 0);
  return (
    <DynamicTable
      label={t.plan.kinds}
      head={{
        cells: [
          { key: 'kind', content: t.plan.kind, width: 22 },
          { key: 'rows', content: t.plan.rows, width: 10 },
          { key: 'meaning', content: t.plan.meaning },
          { key: 'show', content: '', width: 10 },
        ],
      }}
      rows={kinds.map((kind) => ({
        key: kind,
        cells: [
          {
            key: 'kind',
            content:
              kind === 'skip' ? (
                <Text>{t.kinds.skip}</Text>
              ) : (
                <Checkbox
                  value={kind}
                  label={t.kinds[kind]}
                  isChecked={!offKinds.includes(kind)}
                  isDisabled={isBusy}
                  onChange={() => onTick(kind, !offKinds.includes(kind))}
                />
              ),
          },
          { key: 'rows', content: <Text>{t.count(byKind[kind])}</Text> },
          { key: 'meaning', content: <Text>{t.kindLeads[kind]}</Text> },
          {
            key: 'show',
            content: (
              <Button appearance="subtle" spacing="compact" onClick={() => onShow(kind)}>
                {t.plan.show}
              </Button>
            ),
          },
        ],
      }))}
    />
  );
}
