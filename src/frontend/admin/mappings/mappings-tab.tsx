import { Button, DynamicTable, Inline, Text } from '@forge/react';
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
      <DynamicTable
        label={t.heading}
        head={{
          cells: [
            { key: 'jira', content: t.inJira },
            { key: 'direction', content: t.direction, width: 10 },
            { key: 'redmine', content: t.inRedmine },
            { key: 'rows', content: t.note },
            { key: 'actions', content: t.actions, width: 16 },
          ],
        }}
        rows={document.mappings.map((mapping, index) => ({
          key: mapping.id,
          cells: [
            { key: 'jira', content: <Text weight="medium">{mapping.jiraProject}</Text> },
            { key: 'direction', content: <Text>{t.arrows[mapping.direction]}</Text> },
            { key: 'redmine', content: <Text>{mapping.redmineProject}</Text> },
            {
              key: 'rows',
              content: (
                <Text color="color.text.subtle">
                  {t.summary(mapping.fields.length, countLinks(mapping.id))}
                </Text>
              ),
            },
            {
              key: 'actions',
              content: (
                <Inline space="space.050">
                  <Button spacing="compact" onClick={() => setOpened({ document, index })}>
                    {t.open}
                  </Button>
                  <Button
                    appearance="subtle"
                    spacing="compact"
                    onClick={() => setRemoved({ document, index })}
                  >
                    {t.rows.remove}
                  </Button>
                </Inline>
              ),
            },
          ],
        }))}
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
