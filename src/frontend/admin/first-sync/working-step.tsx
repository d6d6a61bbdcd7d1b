import { LoadingButton, ProgressBar, Stack, Text } from '@forge/react';
import { Actions } from '../../components/actions';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { formatTimeNeeded } from '../../format-time';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { DiscardButton } from './discard-button';
import { HoldNote } from './hold-note';
import { RowsList } from './rows/rows-list';
import { RunFacts } from './run-facts';
import type { StepProps } from './step-props';

const t = texts.admin.firstSync.working;

/** A phase that goes on by itself: how far it is, why it waits, and the way to stop it. */
export function WorkingStep(props: StepProps & { readonly phase: keyof typeof t.headings }) {
  const { view, phase, reload } = props;
  const { hold, isWorking, progress, mappingId } = view;
  const { running, reason, run } = useAction();
  const toggle = async () => {
    const call = isWorking ? 'pauseBackfill' : 'resumeBackfill';
    const answer = await run(call, () => callAdmin(call, { mappingId }));
    if (answer.ok) await reload();
  };
  const share = progress.total === 0 ? 0 : progress.done / progress.total;
  return (
    <Stack space="space.300">
      <Section heading={t.headings[phase]} {...(isWorking ? { lead: t.leads[phase] } : {})}>
        <Stack space="space.150">
          {hold && <HoldNote hold={hold} />}
          <ProgressBar
            ariaLabel={t.headings[phase]}
            value={share}
            isIndeterminate={progress.total === 0 && hold === null}
          />
          <Text>{describeProgress(view, phase)}</Text>
          {phase === 'running' && <RunFacts view={view} />}
          {reason !== null && <Failure reason={reason} />}
          <Actions label={t.headings[phase]}>
            <LoadingButton
              appearance={isWorking ? 'default' : 'primary'}
              isLoading={running !== null}
              onClick={toggle}
            >
              {isWorking ? t.pause : t.resume}
            </LoadingButton>
            {!isWorking && <DiscardButton {...props} />}
          </Actions>
        </Stack>
      </Section>
      {phase === 'running' && progress.failed > 0 && (
        <Section heading={t.failedHeading}>
          <RowsList
            key={progress.failed}
            mappingId={mappingId}
            filters={{ outcome: 'failed' }}
            hasOutcomes={true}
          />
        </Section>
      )}
    </Stack>
  );
}

/** `1,240 of 4,500 rows · 62 a minute · about 53 minutes left` */
function describeProgress(view: StepProps['view'], phase: keyof typeof t.headings): string {
  const { progress, scanned, rowsPerMinute, remainingSeconds } = view;
  if (phase === 'scanning') return t.scanned(scanned.jira, scanned.remote);
  const isMoving = view.hold === null && progress.done < progress.total;
  return [
    t.progress(progress.done, progress.total),
    ...(rowsPerMinute === null ? [] : [t.rate(rowsPerMinute)]),
    ...(remainingSeconds === null || !isMoving
      ? []
      : [t.remaining(formatTimeNeeded(remainingSeconds))]),
  ].join(' · ');
}
