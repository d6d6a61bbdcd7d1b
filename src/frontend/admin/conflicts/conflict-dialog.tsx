import {
  Button,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@forge/react';
import type { ConflictView } from '../../../shared/api';
import { ConflictDecider } from '../../components/conflict/conflict-decider';
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
  return (
    <ModalTransition>
      {conflict && (
        <Modal onClose={onClose} width="x-large">
          <ModalHeader>
            <ModalTitle>
              {texts.conflict.title(
                nameField(conflict.field),
                `${conflict.jiraKey} ↔ ${conflict.remoteKey}`,
              )}
            </ModalTitle>
          </ModalHeader>
          <ModalBody>
            <ConflictDecider
              load={() =>
                callAdmin('getConflict', { linkId: conflict.linkId, field: conflict.field })
              }
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
