import { Text } from '@forge/react';
import type { PanelView } from '../../shared/api';
import { ConfirmDialog } from '../components/confirm-dialog';
import { texts } from '../texts';
import { callPanel, useAction } from '../use-api';

const t = texts.panel;

/** Asks before this issue and its twin go separate ways. */
export function UnlinkDialog({
  isOpen,
  twinKey,
  onClose,
  onUnlinked,
}: {
  readonly isOpen: boolean;
  readonly twinKey: string;
  readonly onClose: () => void;
  readonly onUnlinked: (panel: PanelView) => void;
}) {
  const { running, reason, run } = useAction();
  const unlink = async () => {
    const answer = await run('unlink', () => callPanel('unlinkIssue'));
    if (answer.ok) onUnlinked(answer.value);
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t.unlinkTitle}
      confirmLabel={t.unlinkConfirm}
      isRunning={running !== null}
      failure={reason}
      onConfirm={unlink}
      onClose={onClose}
    >
      <Text>{t.unlinkBody(twinKey)}</Text>
    </ConfirmDialog>
  );
}
