import { Text } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { AdminAnswers } from '../../../shared/api';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { texts } from '../../texts';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';
import { ChangesList } from '../mappings/changes-list';

const t = texts.admin.configuration.versions;

export interface Compared {
  readonly version: number;
  readonly document: Configuration;
  readonly preview: AdminAnswers['previewImport'];
}

/** What an earlier version would change, and the way back to it. */
export function RestoreDialog({
  compared,
  onRestored,
  onClose,
}: {
  /** `null`: closed. */
  readonly compared: Compared | null;
  readonly onRestored: (version: number) => Promise<void>;
  readonly onClose: () => void;
}) {
  const [isRunning, setIsRunning] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const restore = async () => {
    if (!compared) return;
    setIsRunning(true);
    const outcome = await importDocument(JSON.stringify(compared.document));
    setIsRunning(false);
    if (outcome.kind === 'imported') await onRestored(compared.version);
    else setResult(outcome);
  };
  const preview = compared?.preview;
  return (
    <ConfirmDialog
      isOpen={compared !== null}
      title={t.title(compared?.version ?? 0)}
      confirmLabel={t.restore}
      isRunning={isRunning}
      failure={null}
      onConfirm={restore}
      onClose={onClose}
    >
      {preview?.valid === true && preview.changes.length === 0 && <Text>{t.same}</Text>}
      {preview?.valid === true && <ChangesList preview={preview} />}
      {preview?.valid === false && (
        <ImportOutcome result={{ kind: 'mistakes', mistakes: preview.mistakes }} />
      )}
      {result && <ImportOutcome result={result} />}
    </ConfirmDialog>
  );
}
