import type { PanelView } from '../../shared/api';
import { ConflictDecider } from '../components/conflict/conflict-decider';
import { DecisionDialog } from '../components/conflict/decision-dialog';
import { nameField, texts } from '../texts';
import { callPanel } from '../use-api';

/** A conflict of this issue, to be decided. Open while there is one. */
export function ConflictDialog({
  field,
  onClose,
  onDecided,
}: {
  readonly field: string | null;
  readonly onClose: () => void;
  readonly onDecided: (panel: PanelView) => void;
}) {
  return (
    <DecisionDialog
      title={field === null ? '' : texts.panel.decideTitle(nameField(field))}
      onClose={onClose}
    >
      {field !== null && (
        <ConflictDecider
          load={() => callPanel('showConflict', { field })}
          decide={(keep, text) =>
            callPanel('decideConflict', { field, keep, ...(text === undefined ? {} : { text }) })
          }
          onDecided={async (panel) => onDecided(panel)}
        />
      )}
    </DecisionDialog>
  );
}
