import { showFlag } from '@forge/bridge';
import { Inline, Label, LoadingButton, Select, Stack } from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../shared/api';
import { Failure } from '../components/failure';
import { Section } from '../components/section';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';

const t = texts.admin.rebuild;
const MAPPING_ID = 'rebuild-mapping';
const SEED_ID = 'rebuild-seed';
const SEEDS = (['ask', 'jira', 'remote'] as const).map((value) => ({
  value,
  label: texts.panel.seeds[value],
}));
type SeedOption = (typeof SEEDS)[number];

/** After a reinstallation: links again what the app once created. */
export function RebuildLinks({ mappings }: { readonly mappings: readonly MappingView[] }) {
  const options = mappings.map(({ id, jiraProject, redmineProject }) => ({
    value: id,
    label: t.pair(jiraProject, redmineProject),
  }));
  const [mappingId, setMappingId] = useState(options[0]?.value ?? '');
  const [seed, setSeed] = useState<SeedOption['value']>('ask');
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
        <Stack>
          <Label labelFor={MAPPING_ID}>{t.mapping}</Label>
          <Select
            id={MAPPING_ID}
            name="mapping"
            isSearchable={false}
            options={options}
            defaultValue={options[0]}
            onChange={(option: { readonly value: string }) => setMappingId(option.value)}
          />
        </Stack>
        <Stack>
          <Label labelFor={SEED_ID}>{texts.panel.seed}</Label>
          <Select
            id={SEED_ID}
            name="seed"
            isSearchable={false}
            options={SEEDS}
            defaultValue={SEEDS[0]}
            onChange={(option: SeedOption) => setSeed(option.value)}
          />
        </Stack>
        <LoadingButton isLoading={running !== null} onClick={rebuild}>
          {t.rebuild}
        </LoadingButton>
      </Inline>
      {reason !== null && <Failure reason={reason} />}
    </Section>
  );
}
