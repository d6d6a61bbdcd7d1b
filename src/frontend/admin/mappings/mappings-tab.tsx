import { Button } from '@forge/react';
import { useState } from 'react';
import type { Overview } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useLoaded } from '../../use-api';
import { CreateDialog } from './create-dialog';
import type { Draft } from './draft';
import { MappingEditor } from './mapping-editor';
import { MappingsList } from './mappings-list';
import { RemoveDialog } from './remove-dialog';

const t = texts.admin.configuration.mappingEditor;

/** The mappings, and one of them opened. */
export function MappingsTab({
  overview,
  onSaved,
}: {
  readonly overview: Overview;
  readonly onSaved: () => Promise<void>;
}) {
  const { loaded, reload } = useLoaded(() => callAdmin('exportConfiguration'));
  const [opened, setOpened] = useState<Draft | null>(null);
  const [removed, setRemoved] = useState<Draft | null>(null);
  const [isCreating, setIsCreating] = useState(false);
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const { document } = loaded.value;
  const countLinks = (id: string | undefined) => {
    const links = overview.mappings.find((mapping) => mapping.id === id)?.links;
    const total = links?.total ?? 0;
    return links?.isMore ? texts.common.atLeast(total) : String(total);
  };
  const saved = async () => {
    await Promise.all([reload(), onSaved()]);
    setOpened(null);
  };
  if (opened) {
    return (
      <MappingEditor
        stored={document}
        opened={opened}
        onBack={() => setOpened(null)}
        onSaved={saved}
      />
    );
  }
  return (
    <Section
      heading={t.heading}
      lead={t.lead}
      action={
        <Button appearance="primary" onClick={() => setIsCreating(true)}>
          {t.add}
        </Button>
      }
    >
      <MappingsList
        mappings={document.mappings}
        countLinks={countLinks}
        onOpen={(index) => setOpened({ document, index })}
        onRemove={(index) => setRemoved({ document, index })}
      />
      <RemoveDialog
        removed={removed}
        links={countLinks(removed?.document.mappings[removed.index]?.id)}
        onRemoved={async () => {
          await saved();
          setRemoved(null);
        }}
        onClose={() => setRemoved(null)}
      />
      <CreateDialog
        isOpen={isCreating}
        document={document}
        connections={overview.connections}
        onCreated={(draft) => {
          setIsCreating(false);
          setOpened(draft);
        }}
        onClose={() => setIsCreating(false)}
      />
    </Section>
  );
}
