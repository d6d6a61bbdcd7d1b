import {
  Button,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@forge/react';
import type { ReactNode } from 'react';
import { texts } from '../../texts';

/** The window that one conflict is decided in. Open while there is something in it. */
export function DecisionDialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  /** `null`: nothing is to be decided now. */
  readonly children: ReactNode;
}) {
  return (
    <ModalTransition>
      {children && (
        <Modal onClose={onClose} width="x-large">
          <ModalHeader>
            <ModalTitle>{title}</ModalTitle>
          </ModalHeader>
          <ModalBody>{children}</ModalBody>
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
