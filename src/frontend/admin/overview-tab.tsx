import { showFlag } from '@forge/bridge';
import { Button, Stack } from '@forge/react';
import type { MappingView, Overview } from '../../shared/api';
import { Failure } from '../components/failure';
import { Section } from '../components/section';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';
import { Attention } from './attention';
import { HealthNotes } from './health-notes';
import { MappingsTable } from './mappings-table';
import { Rhythm } from './overview/rhythm';
import { RunsTable } from './runs-table';

const t = texts.admin.mappings;

/** How everything stands: what stopped, what wants a person, what is mapped, what ran last. */
export function OverviewTab({
  overview,
  reload,
  onShow,
}: {
  readonly overview: Overview;
  readonly reload: () => Promise<void>;
  readonly onShow: (tab: 'conflicts' | 'problems' | 'connections') => void;
}) {
  const { running, reason, run } = useAction();

  const switchMapping = async (mapping: MappingView) => {
    const isActive = mapping.state === 'active';
    const answer = await run(mapping.id, () =>
      callAdmin(isActive ? 'pauseMapping' : 'resumeMapping', { mappingId: mapping.id }),
    );
    if (!answer.ok) return;
    showFlag({
      id: `mapping-${mapping.id}`,
      type: 'success',
      title: isActive ? t.pausedFlag(mapping.jiraProject) : t.resumedFlag(mapping.jiraProject),
      description: isActive ? t.pausedFlagBody : t.resumedFlagBody,
      isAutoDismiss: true,
    });
    await reload();
  };

  return (
    <Stack space="space.300">
      <HealthNotes overview={overview} onShowConnections={() => onShow('connections')} />
      <Attention overview={overview} onShow={onShow} />
      {reason !== null && <Failure reason={reason} />}
      <Section
        heading={t.heading}
        action={
          <Button appearance="subtle" onClick={() => reload()}>
            {texts.common.refresh}
          </Button>
        }
      >
        <MappingsTable
          mappings={overview.mappings}
          connections={overview.connections}
          switching={running}
          onSwitch={switchMapping}
        />
      </Section>
      <Rhythm overview={overview} />
      <Section heading={texts.admin.runs.heading}>
        <RunsTable runs={overview.runs} />
      </Section>
    </Stack>
  );
}
