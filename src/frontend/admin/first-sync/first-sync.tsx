import { SectionMessage, Stack, Text } from '@forge/react';
import type { BackfillView, MappingView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { StepLine } from '../../components/step-line';
import { texts } from '../../texts';
import { DoneStep } from './done-step';
import { PairsStep } from './pairs/pairs-step';
import { PlanStep } from './plan/plan-step';
import { StartStep } from './start-step';
import type { StepProps } from './step-props';
import { UndoStep } from './undo/undo-step';
import { useBackfill } from './use-backfill';
import { WorkingStep } from './working-step';

const t = texts.admin.firstSync;
const STEPS = ['start', 'pairs', 'plan', 'run', 'done'] as const;

const STEP_OF_PHASE: Readonly<Record<BackfillView['phase'], (typeof STEPS)[number]>> = {
  scanning: 'pairs',
  paired: 'pairs',
  planning: 'plan',
  planned: 'plan',
  running: 'run',
  done: 'done',
  'undo-planning': 'done',
  'undo-planned': 'done',
  undoing: 'done',
};

/** Where the first sync of one mapping stands, and what can be done about it there. */
export function FirstSync({
  mapping,
  pollMs,
}: {
  readonly mapping: MappingView;
  readonly pollMs: number;
}) {
  const { loaded, reload } = useBackfill(mapping.id, pollMs);
  switch (loaded.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
      );
    case 'ready': {
      const view = loaded.value;
      const step = view === null ? 'start' : STEP_OF_PHASE[view.phase];
      return (
        <Stack space="space.300">
          <StepLine steps={STEPS.map((name) => t.steps[name])} current={STEPS.indexOf(step)} />
          {view === null ? (
            <StartStep mapping={mapping} onStarted={reload} />
          ) : (
            <>
              {view.isOutdated && (
                <SectionMessage appearance="warning" title={t.outdated}>
                  <Text>{view.phase === 'planned' ? t.outdatedPlan : t.outdatedBody}</Text>
                </SectionMessage>
              )}
              <PhaseStep key={view.phase} view={view} mapping={mapping} reload={reload} />
            </>
          )}
        </Stack>
      );
    }
  }
}

function PhaseStep(props: StepProps) {
  const { phase } = props.view;
  switch (phase) {
    case 'scanning':
    case 'planning':
    case 'running':
    case 'undo-planning':
    case 'undoing':
      return <WorkingStep {...props} phase={phase} />;
    case 'paired':
      return <PairsStep {...props} />;
    case 'planned':
      return <PlanStep {...props} />;
    case 'done':
      return <DoneStep {...props} />;
    case 'undo-planned':
      return <UndoStep {...props} />;
  }
}
