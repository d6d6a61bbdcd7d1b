import Modal, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import type { ModalProps, ModalTitleProps } from '@forge/react';
import { Children, type ComponentProps } from 'react';
import type { Rendered } from './renderer';

export const UiModalTransition = ({ children }: Rendered<object>) => (
  <ModalTransition>{Children.toArray(children)}</ModalTransition>
);

export function UiModal({ props, children }: Rendered<ModalProps>) {
  const { onClose, ...rest } = props;
  return (
    <Modal
      {...(rest as ComponentProps<typeof Modal>)}
      onClose={() => onClose?.(undefined as never, undefined as never)}
    >
      {children}
    </Modal>
  );
}

export const UiModalHeader = ({ children }: Rendered<object>) => (
  <ModalHeader>{children}</ModalHeader>
);
export const UiModalTitle = ({ props, children }: Rendered<ModalTitleProps>) => (
  <ModalTitle {...(props as object)}>{children}</ModalTitle>
);
export const UiModalBody = ({ children }: Rendered<object>) => <ModalBody>{children}</ModalBody>;
export const UiModalFooter = ({ children }: Rendered<object>) => (
  <ModalFooter>{children}</ModalFooter>
);
