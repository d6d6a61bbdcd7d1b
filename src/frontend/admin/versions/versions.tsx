import { showFlag } from '@forge/bridge';
import { DynamicTable, LoadingButton, Lozenge, Text } from '@forge/react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { type Compared, RestoreDialog } from './restore-dialog';

const t = texts.admin.configuration.versions;

/** What was saved before, what has changed since, and the way back. */
export function Versions({ onRestored }: { readonly onRestored: () => Promise<void> }) {
  const { loaded, reload } = useLoaded(() => callAdmin('listVersions'));
  const [compared, setCompared] = useState<Compared | null>(null);
  const { running, reason, run } = useAction();
  const compare = async (version: number) => {
    const found = await run(String(version), async () => {
      const kept = await callAdmin('findVersion', { version });
      if (!kept.ok) return kept;
      const { document } = kept.value;
      const preview = await callAdmin('previewImport', { document });
      if (!preview.ok) return preview;
      return { ok: true, value: { version, document, preview: preview.value } } as const;
    });
    if (found.ok) setCompared(found.value);
  };
  const restored = async (version: number) => {
    setCompared(null);
    showFlag({
      id: 'version-restored',
      type: 'success',
      title: t.restoredFlag(version),
      description: t.restoredFlagBody,
      isAutoDismiss: true,
    });
    await reload();
    await onRestored();
  };
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return <Failure reason={loaded.reason} onRetry={() => reload()} />;
  }
  const { versions } = loaded.value;
  return (
    <Section heading={t.heading} lead={versions.length === 0 ? t.empty : t.lead}>
      {reason !== null && <Failure reason={reason} />}
      {versions.length > 0 && (
        <DynamicTable
          label={t.heading}
          rowsPerPage={10}
          head={{
            cells: [
              { key: 'version', content: t.version },
              { key: 'when', content: t.when },
              { key: 'changes', content: t.changes },
              { key: 'actions', content: t.actions },
            ],
          }}
          rows={versions.map(({ version, atMs, changes }, index) => ({
            key: String(version),
            cells: [
              { key: 'version', content: <Text>{t.name(version)}</Text> },
              { key: 'when', content: <Ago atMs={atMs} /> },
              { key: 'changes', content: <Text>{t.count(changes)}</Text> },
              {
                key: 'actions',
                content:
                  index === 0 ? (
                    <Lozenge appearance="success">{t.current}</Lozenge>
                  ) : (
                    <LoadingButton
                      spacing="compact"
                      isLoading={running === String(version)}
                      onClick={() => compare(version)}
                    >
                      {t.compare}
                    </LoadingButton>
                  ),
              },
            ],
          }))}
        />
      )}
      <RestoreDialog compared={compared} onRestored={restored} onClose={() => setCompared(null)} />
    </Section>
  );
}
