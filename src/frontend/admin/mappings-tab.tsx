import { showFlag } from '@forge/bridge';
import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import type { MappingView, Overview } from '../../shared/api';
import { Failure } from '../components/failure';
import { Section } from '../components/section';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';
import { HealthNotes } from './health-notes';
import { MappingsTable } from './mappings-table';
import { RebuildLinks } from './rebuild-links';
import { RunsTable } from './runs-table';

/** What is mapped, how it stands, and what the last runs changed. */
export function MappingsTab({
  overview,
  reload,
  onShowProblems,
}: {
  readonly overview: Overview;
  readonly reload: () => Promise<void>;
  readonly onShowProblems: () => void;
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
      title: isActive
        ? texts.admin.mappings.pausedFlag(mapping.jiraProject)
        : texts.admin.mappings.resumedFlag(mapping.jiraProject),
      description: isActive
        ? texts.admin.mappings.pausedFlagBody
        : texts.admin.mappings.resumedFlagBody,
      isAutoDismiss: true,
    });
    await reload();
  };

  return (
    <Stack space="space.300">
      <HealthNotes overview={overview} />
      {overview.problemCount > 0 && (
        <SectionMessage
          appearance="warning"
          title={texts.admin.attention.title(overview.problemCount)}
        >
          <Stack space="space.100">
            <Text>{texts.admin.attention.body}</Text>
            <Inline>
              <Button onClick={onShowProblems}>{texts.admin.attention.show}</Button>
            </Inline>
          </Stack>
        </SectionMessage>
      )}
      {reason !== null && <Failure reason={reason} />}
      <Section
        heading={texts.admin.mappings.heading}
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
      <Section heading={texts.admin.runs.heading}>
        <RunsTable runs={overview.runs} />
      </Section>
      <RebuildLinks mappings={overview.mappings} />
    </Stack>
  );
}
