import { Button, Heading, Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Overview } from '../../../shared/api';
import { StepLine } from '../../components/step-line';
import { texts } from '../../texts';
import { ImportEditor } from '../import-editor';
import { ConnectStep } from './connect-step';
import type { Draft } from './draft-mapping';
import { MapStep } from './map-step';
import { PreviewStep } from './preview-step';

const t = texts.admin.start;
const STEPS = ['connect', 'map', 'preview'] as const;

/** The way from nothing to the first mapping; what was connected already is not asked for again. */
export function GettingStarted({
  overview,
  reload,
}: {
  readonly overview: Overview;
  readonly reload: () => Promise<void>;
}) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isImporting, setIsImporting] = useState(false);
  const [connection] = overview.connections;
  const step = connection === undefined ? 'connect' : draft === null ? 'map' : 'preview';
  return (
    <Stack space="space.300">
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {texts.admin.welcome.title}
        </Heading>
        <Text>{t.lead}</Text>
        {!isImporting && (
          <StepLine steps={STEPS.map((name) => t.steps[name])} current={STEPS.indexOf(step)} />
        )}
      </Stack>
      {isImporting && <ImportEditor canShowCurrent={false} onImported={reload} />}
      {!isImporting && connection === undefined && <ConnectStep onConnected={reload} />}
      {!isImporting && connection !== undefined && draft === null && (
        <MapStep connection={connection} onMapped={setDraft} />
      )}
      {!isImporting && connection !== undefined && draft !== null && (
        <PreviewStep draft={draft} onBack={() => setDraft(null)} onStarted={reload} />
      )}
      <Inline>
        <Button appearance="subtle" onClick={() => setIsImporting(!isImporting)}>
          {isImporting ? t.stepByStep : t.importInstead}
        </Button>
      </Inline>
    </Stack>
  );
}
