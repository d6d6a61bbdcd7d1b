import { showFlag } from '@forge/bridge';
import { Inline, LoadingButton } from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../shared/api';
import { Choice } from '../components/choice';
import { Failure } from '../components/failure';
import { Section } from '../components/section';
import { type Seed, SeedChoice } from '../components/seed-choice';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';

const t = texts.admin.rebuild;

/** After a reinstallation: links again what the app once created. */
export function RebuildLinks({ mappings }: { readonly mappings: readonly MappingView[] }) {
  const options = mappings.map(({ id, jiraProject, redmineProject }) => ({
    value: id,
    label: t.pair(jiraProject, redmineProject),
  }));
  const [mappingId, setMappingId] = useState(options[0]?.value ?? '');
  const [seed, setSeed] = useState<Seed>('ask');
  const { running, reason, run } = useAction();
  if (options.length === 0) return null;
  const rebuild = async () => {
    const answer = await run('rebuild', () => callAdmin('rebuildLinks', { mappingId, seed }));
    if (!answer.ok) return;
    showFlag({
      id: `rebuild-${mappingId}`,
      type: 'success',
      title: t.startedFlag,
      description: t.startedFlagBody,
      isAutoDismiss: true,
    });
  };
  return (
    <Section heading={t.heading} lead={t.lead}>
      <Inline space="space.200" alignBlock="end">
        <Choice id="rebuild-mapping" label={t.mapping} options={options} onChange={setMappingId} />
        <SeedChoice id="rebuild-seed" onChange={setSeed} />
        <LoadingButton isLoading={running !== null} onClick={rebuild}>
          {t.rebuild}
        </LoadingButton>
      </Inline>
      {reason !== null && <Failure reason={reason} />}
    </Section>
  );
}
