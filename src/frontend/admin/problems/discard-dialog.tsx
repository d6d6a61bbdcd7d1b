import { showFlag } from '@forge/bridge';
import { ErrorMessage, HelperMessage, Label, Stack, Text, Textfield } from '@forge/react';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.problems;
const REASON_ID = 'discard-reason';

/** Asks for a reason before a change is thrown away. Open while there is an id. */
export function DiscardDialog({
  deadLetterId,
  onClose,
  onDiscarded,
}: {
  readonly deadLetterId: string | null;
  readonly onClose: () => void;
  readonly onDiscarded: () => Promise<void>;
}) {
  const [why, setWhy] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { running, reason, run } = useAction();
  const close = () => {
    setWhy('');
    setIsMissing(false);
    onClose();
  };
  const discard = async () => {
    setIsMissing(why.trim() === '');
    if (deadLetterId === null || why.trim() === '') return;
    const answer = await run('discard', () =>
      callAdmin('discardDeadLetter', { id: deadLetterId, reason: why }),
    );
    if (!answer.ok) return;
    showFlag({
      id: `discard-${deadLetterId}`,
      type: 'success',
      title: t.discarded,
      isAutoDismiss: true,
    });
    close();
    await onDiscarded();
  };

  return (
    <ConfirmDialog
      isOpen={deadLetterId !== null}
      title={t.discardTitle}
      confirmLabel={t.discardConfirm}
      isRunning={running !== null}
      failure={reason}
      onConfirm={discard}
      onClose={close}
    >
      <Text>{t.discardBody}</Text>
      <Stack>
        <Label labelFor={REASON_ID}>{t.discardReason}</Label>
        <Textfield
          id={REASON_ID}
          name="reason"
          isRequired={true}
          isInvalid={isMissing}
          onChange={(event) => {
            setWhy(event.target.value);
            setIsMissing(false);
          }}
        />
        {isMissing ? (
          <ErrorMessage>{t.discardReasonMissing}</ErrorMessage>
        ) : (
          <HelperMessage>{t.discardReasonHelp}</HelperMessage>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
