import { Text } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { texts } from '../../texts';
import { importDocument } from '../import-document';
import type { Draft } from './draft';

const t = texts.admin.configuration.mappingEditor;

/** Asks before a mapping is taken out of the configuration, and says what becomes of its pairs. */
export function RemoveDialog({
  removed,
  links,
  onRemoved,
  onClose,
}: {
  /** `null`: closed. */
  readonly removed: Draft | null;
  /** How many pairs it has, as people read it. */
  readonly links: string;
  readonly onRemoved: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const mapping = removed?.document.mappings[removed.index];
  const name = mapping ? t.pair(mapping.jiraProject, mapping.redmineProject) : '';
  const remove = async () => {
    if (!removed) return;
    setIsRunning(true);
    const outcome = await importDocument(JSON.stringify(withoutMapping(removed)));
    setIsRunning(false);
    if (outcome.kind === 'imported') await onRemoved();
    else setFailure(wordsOf(outcome));
  };
  return (
    <ConfirmDialog
      isOpen={removed !== null}
      title={t.remove.title(name)}
      confirmLabel={t.remove.confirm}
      width="medium"
      isRunning={isRunning}
      failure={failure}
      onConfirm={remove}
      onClose={() => {
        setFailure(null);
        onClose();
      }}
    >
      <Text>{t.remove.pairs(links)}</Text>
      <Text>{t.remove.stays}</Text>
      <Text>{t.remove.back}</Text>
    </ConfirmDialog>
  );
}

function withoutMapping({ document, index }: Draft): Configuration {
  return { ...document, mappings: document.mappings.filter((_mapping, at) => at !== index) };
}

function wordsOf(
  outcome: Exclude<Awaited<ReturnType<typeof importDocument>>, { readonly kind: 'imported' }>,
): string {
  switch (outcome.kind) {
    case 'mistakes':
      return outcome.mistakes.map(({ path, message }) => `${path}: ${message}`).join(' ');
    case 'refused':
      return texts.admin.configuration.refused(outcome.hosts, outcome.message);
    case 'failed':
      return outcome.reason;
    default:
      return outcome satisfies never;
  }
}
