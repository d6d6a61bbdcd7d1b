import Button from '@atlaskit/button/new';
import Modal, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import type { EgressGroup } from './bridge';

/** The dialog in which Jira, not the app, asks an admin whether data may leave for these hosts. */
export function ConsentDialog({
  egresses,
  appTitle,
  onAnswer,
}: {
  /** `null`: nothing is asked. */
  readonly egresses: readonly EgressGroup[] | null;
  readonly appTitle: string;
  readonly onAnswer: (isAllowed: boolean) => void;
}) {
  return (
    <ModalTransition>
      {egresses && (
        <Modal onClose={() => onAnswer(false)} width="medium">
          <ModalHeader>
            <ModalTitle>Allow {appTitle} to connect outside of Atlassian?</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <p>
              This app asks to send data to and receive data from the following locations. Allow it
              only where you trust them. You can take this back under Connected apps.
            </p>
            <ul className="egress-list">
              {egresses.map((group) => (
                <li key={group.key}>
                  {group.configured.map(({ domain }) => (
                    <code key={domain} className="code">
                      {domain}
                    </code>
                  ))}
                  <p>{group.description}</p>
                </li>
              ))}
            </ul>
            <p className="subtle">
              Asked by Jira on behalf of the app. The app cannot change this dialog.
            </p>
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={() => onAnswer(false)}>
              Deny
            </Button>
            <Button appearance="primary" onClick={() => onAnswer(true)}>
              Allow
            </Button>
          </ModalFooter>
        </Modal>
      )}
    </ModalTransition>
  );
}
