import type { ConflictView } from '../../../shared/api';
import { ConflictDecider } from '../../components/conflict/conflict-decider';
import { DecisionDialog } from '../../components/conflict/decision-dialog';
import { nameField, texts } from '../../texts';
import { callAdmin } from '../../use-api';

/** One conflict of the list, to be decided. Open while there is one. */
export function ConflictDialog({
  conflict,
  onClose,
  onDecided,
}: {
  readonly conflict: ConflictView | null;
  readonly onClose: () => void;
  readonly onDecided: (conflict: ConflictView) => Promise<void>;
}) {
  const title = conflict
    ? texts.conflict.title(nameField(conflict.field), `${conflict.jiraKey} ↔ ${conflict.remoteKey}`)
    : '';
  return (
    <DecisionDialog title={title} onClose={onClose}>
      {conflict && (
        <ConflictDecider
          load={() => callAdmin('getConflict', { linkId: conflict.linkId, field: conflict.field })}
          decide={(keep, text) =>
            callAdmin('resolveConflict', {
              linkId: conflict.linkId,
              field: conflict.field,
              keep,
              ...(text === undefined ? {} : { text }),
            })
          }
          onDecided={() => onDecided(conflict)}
        />
      )}
    </DecisionDialog>
  );
}
