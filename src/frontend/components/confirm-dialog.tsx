import {
  Button,
  Form,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
} from '@forge/react';
import type { ReactNode } from 'react';
import { texts } from '../texts';
import { Failure } from './failure';

/** Asks before something that cannot be taken back at a click. */
export function ConfirmDialog({
  isOpen,
  title,
  confirmLabel,
  width = 'small',
  isRunning,
  failure,
  onConfirm,
  onClose,
  children,
}: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly confirmLabel: string;
  readonly width?: 'small' | 'medium';
  readonly isRunning: boolean;
  /** Why it failed the last time, where it did. */
  readonly failure: string | null;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ModalTransition>
      {isOpen && (
        <Modal onClose={onClose} width={width}>
          <Form onSubmit={onConfirm}>
            <ModalHeader>
              <ModalTitle appearance="warning">{title}</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Stack space="space.200">
                {children}
                {failure !== null && <Failure reason={failure} />}
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={onClose}>
                {texts.common.cancel}
              </Button>
              <LoadingButton appearance="warning" type="submit" isLoading={isRunning}>
                {confirmLabel}
              </LoadingButton>
            </ModalFooter>
          </Form>
        </Modal>
      )}
    </ModalTransition>
  );
}
