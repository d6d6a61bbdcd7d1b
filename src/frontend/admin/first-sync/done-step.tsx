import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { RowView } from '../../../shared/api';
import { Actions } from '../../components/actions';
import { Choice } from '../../components/choice';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { DiscardButton } from './discard-button';
import { PlanExport } from './plan/plan-export';
import { RunDialog } from './plan/run-dialog';
import { RowsList } from './rows/rows-list';
import { RunFacts } from './run-facts';
import type { StepProps } from './step-props';

const t = texts.admin.firstSync;

type OutcomeKind = RowView['outcome']['kind'];

/** What one call takes. */
const MAX_CHOSEN = 1000;

/** What became of every row: the rest to run again, and all of it, or some, to undo. */
export function DoneStep(props: StepProps) {
  const { view, reload } = props;
  const { mappingId, progress, undo } = view;
  const isUndone = undo !== null;
  const hasRest = progress.failed + progress.replanned > 0;
  const [outcome, setOutcome] = useState<OutcomeKind | null>(firstShown(view));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isAsking, setIsAsking] = useState(false);
  const { running, reason, run } = useAction();
  const planUndo = async () => {
    const answer = await run('undo', () => callAdmin('planUndo', { mappingId, rows: [...chosen] }));
    if (answer.ok) await reload();
  };
  const choose = ({ row }: RowView) => {
    const rest = [...chosen].filter((number) => number !== row.number);
    setChosen(new Set(chosen.has(row.number) ? rest : [...rest, row.number].slice(-MAX_CHOSEN)));
  };
  const heading = isUndone ? t.done.headingUndone : hasRest ? t.done.headingRest : t.done.heading;
  return (
    <Stack space="space.400">
      <Section heading={heading} lead={t.done.lead}>
        {hasRest && (
          <SectionMessage
            appearance="warning"
            title={t.done.rest(progress.failed, progress.replanned)}
          >
            <Text>{t.done.restBody}</Text>
          </SectionMessage>
        )}
        {!isUndone && <RunFacts view={view} />}
        {reason !== null && <Failure reason={reason} />}
        <Actions label={heading}>
          {!view.isOutdated && (
            <Button appearance={hasRest ? 'primary' : 'default'} onClick={() => setIsAsking(true)}>
              {hasRest ? t.done.runRest : t.done.runAgain}
            </Button>
          )}
          <Button isDisabled={running !== null} onClick={planUndo}>
            {chosen.size === 0 ? t.done.undoAll : t.done.undoChosen(chosen.size)}
          </Button>
          <DiscardButton {...props} />
        </Actions>
      </Section>
      <Section heading={t.done.list} lead={t.done.chooseToUndo}>
        <Inline space="space.200" alignBlock="end">
          <Choice
            id="done-outcome"
            label={t.rows.show}
            options={[
              { value: null, label: t.rows.all },
              ...(Object.keys(t.rows.outcomes) as OutcomeKind[]).map((value) => ({
                value,
                label: t.rows.outcomes[value],
              })),
            ]}
            chosen={outcome}
            onChange={setOutcome}
          />
          {chosen.size > 0 && <Text>{t.done.chosen(chosen.size)}</Text>}
        </Inline>
        <RowsList
          key={outcome}
          mappingId={mappingId}
          filters={outcome === null ? {} : { outcome }}
          hasOutcomes={true}
          makeTicks={() => ({
            isPossible: (shown) => shown.outcome.kind === 'done' || shown.outcome.kind === 'left',
            isTicked: ({ row }) => chosen.has(row.number),
            onTick: choose,
          })}
        />
      </Section>
      <PlanExport mappingId={mappingId} />
      <RunDialog {...props} isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </Stack>
  );
}

/** What most likely wants a look. */
function firstShown({ progress, undo }: StepProps['view']): OutcomeKind | null {
  if (undo !== null && undo.left > 0) return 'left';
  if (progress.failed > 0) return 'failed';
  return progress.replanned > 0 ? 'replanned' : null;
}
