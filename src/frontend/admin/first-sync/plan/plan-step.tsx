import { Button, LoadingButton, Stack } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../../components/actions';
import { Failure } from '../../../components/failure';
import { Section } from '../../../components/section';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import { DiscardButton } from '../discard-button';
import type { StepProps } from '../step-props';
import { PlanFacts } from './plan-facts';
import { PlanTabs } from './plan-tabs';
import { RunDialog } from './run-dialog';

const t = texts.admin.firstSync.plan;

/** All that would happen, before anything does: totals, kinds, and every row. */
export function PlanStep(props: StepProps) {
  const { view, reload } = props;
  const { mappingId, totals } = view;
  const [isAsking, setIsAsking] = useState(false);
  const { running, reason, run } = useAction();
  const planAgain = async () => {
    const answer = await run('plan', () => callAdmin('buildBackfillPlan', { mappingId }));
    if (answer.ok) await reload();
  };
  if (totals === null) return null;
  if (totals.rows === totals.byKind.skip) return <NothingToDo {...props} />;
  return (
    <Stack space="space.400">
      <Section heading={t.heading} lead={t.lead}>
        <PlanFacts totals={totals} />
        {reason !== null && <Failure reason={reason} />}
        <Actions label={t.heading}>
          {view.isOutdated ? (
            <LoadingButton appearance="primary" isLoading={running !== null} onClick={planAgain}>
              {t.again}
            </LoadingButton>
          ) : (
            <Button appearance="primary" onClick={() => setIsAsking(true)}>
              {t.run}
            </Button>
          )}
          <DiscardButton {...props} />
        </Actions>
      </Section>
      <PlanTabs view={view} totals={totals} reload={reload} />
      <RunDialog {...props} isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </Stack>
  );
}

/** What is left alone is still shown with its reasons. */
function NothingToDo(props: StepProps) {
  const { view, reload } = props;
  const { totals } = view;
  return (
    <Stack space="space.400">
      <Section heading={t.nothing}>
        <Actions label={t.nothing}>
          <DiscardButton {...props} />
        </Actions>
      </Section>
      {totals !== null && totals.rows > 0 && (
        <PlanTabs view={view} totals={totals} reload={reload} />
      )}
    </Stack>
  );
}
