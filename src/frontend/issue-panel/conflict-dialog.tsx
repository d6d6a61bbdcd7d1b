import {
  Button,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@forge/react';
import type { ConflictView, PanelView } from '../../shared/api';
import { ConflictDecider } from '../components/conflict/conflict-decider';
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
  return (
    <ModalTransition>
      {conflict && (
        <Modal onClose={onClose} width="x-large">
          <ModalHeader>
            <ModalTitle>
              {texts.conflict.title(nameField(conflict.field), conflict.jiraKey)}
            </ModalTitle>
          </ModalHeader>
          <ModalBody>
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
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={onClose}>
              {texts.common.cancel}
            </Button>
          </ModalFooter>
        </Modal>
      )}
    </ModalTransition>
  );
}
