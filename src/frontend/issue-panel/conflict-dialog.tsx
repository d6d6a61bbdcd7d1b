import type { ConflictView, PanelView } from '../../shared/api';
import { ConflictDecider } from '../components/conflict/conflict-decider';
import { DecisionDialog } from '../components/conflict/decision-dialog';
import { nameField, texts } from '../texts';
import { callPanel } from '../use-api';

/** A conflict of this issue, to be decided. Open while there is one. */
export function ConflictDialog({
  conflict,
  onClose,
  onDecided,
}: {
  readonly conflict: ConflictView | null;
  readonly onClose: () => void;
  readonly onDecided: (panel: PanelView) => void;
}) {
  const title = conflict ? texts.conflict.title(nameField(conflict.field), conflict.jiraKey) : '';
  return (
    <DecisionDialog title={title} onClose={onClose}>
      {conflict && (
        <ConflictDecider
          load={() => callPanel('showConflict', { field: conflict.field })}
          decide={(keep, text) =>
            callPanel('decideConflict', {
              field: conflict.field,
              keep,
              ...(text === undefined ? {} : { text }),
            })
          }
          onDecided={async (panel) => onDecided(panel)}
        />
      )}
    </DecisionDialog>
  );
}
