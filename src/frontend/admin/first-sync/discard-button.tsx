import { Button, Text } from '@forge/react';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import type { StepProps } from './step-props';

const t = texts.admin.firstSync.discard;

/** Before the run there is nothing to lose; afterwards, the way to undo it. */
const BEFORE_RUN: readonly StepProps['view']['phase'][] = [
  'scanning',
  'paired',
  'planning',
  'planned',
];

/** Forgets a first sync, once that was asked for twice. */
export function DiscardButton({ view, reload }: StepProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { running, reason, run } = useAction();
  const discard = async () => {
    const { mappingId } = view;
    const answer = await run('discard', () => callAdmin('discardBackfill', { mappingId }));
    if (!answer.ok) return;
    setIsOpen(false);
    await reload();
  };
  return (
    <>
      <Button appearance="subtle" onClick={() => setIsOpen(true)}>
        {t.button}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t.title}
        confirmLabel={t.confirm}
        isRunning={running !== null}
        failure={reason}
        onConfirm={discard}
        onClose={() => setIsOpen(false)}
      >
        <Text>{BEFORE_RUN.includes(view.phase) ? t.body : t.bodyAfterRun}</Text>
      </ConfirmDialog>
    </>
  );
}
