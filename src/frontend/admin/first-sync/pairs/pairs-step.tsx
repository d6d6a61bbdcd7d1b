import { Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { Actions } from '../../../components/actions';
import { Choice } from '../../../components/choice';
import { Failure } from '../../../components/failure';
import { Section } from '../../../components/section';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import { DiscardButton } from '../discard-button';
import type { StepProps } from '../step-props';
import { AcceptRule } from './accept-rule';
import { ImportPairs } from './import-pairs';
import { ProposalsList } from './proposals-list';

const t = texts.admin.firstSync.pairs;
const STATES = ['open', 'accepted', 'refused'] as const;

/** Which issues are the same: proposals to accept and refuse, alone, by rule, or from a list. */
export function PairsStep(props: StepProps) {
  const { view, reload } = props;
  const { mappingId, proposals, scanned } = view;
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  /** Counts decisions that the list on display knows nothing of. */
  const [changes, setChanges] = useState(0);
  const { running, reason, run } = useAction();
  const makePlan = async () => {
    const answer = await run('plan', () => callAdmin('buildBackfillPlan', { mappingId }));
    if (answer.ok) await reload();
  };
  const afterMany = async () => {
    setChanges(changes + 1);
    await reload();
  };
  const total = proposals.open + proposals.accepted + proposals.refused;
  return (
    <Stack space="space.400">
      <Section heading={t.heading} lead={t.lead}>
        <Text>{t.scanned(scanned.jira, scanned.remote)}</Text>
        <Text>{t.counts(proposals.accepted, proposals.open)}</Text>
        {reason !== null && <Failure reason={reason} />}
        <Actions label={t.heading}>
          <LoadingButton appearance="primary" isLoading={running !== null} onClick={makePlan}>
            {t.plan}
          </LoadingButton>
          <DiscardButton {...props} />
        </Actions>
        {total === 0 ? (
          <Text>{t.noProposals}</Text>
        ) : (
          <Stack space="space.200">
            <Inline space="space.400" rowSpace="space.100" shouldWrap={true}>
              <Choice
                id="proposals-state"
                label={t.show}
                options={STATES.map((value) => ({
                  value,
                  label: t.states[value](proposals[value]),
                }))}
                chosen={state}
                onChange={setState}
              />
              {proposals.open > 0 && <AcceptRule mappingId={mappingId} onAccepted={afterMany} />}
            </Inline>
            <ProposalsList
              key={`${state} ${changes}`}
              mappingId={mappingId}
              state={state}
              onDecided={reload}
            />
          </Stack>
        )}
      </Section>
      <ImportPairs mappingId={mappingId} onAccepted={afterMany} />
    </Stack>
  );
}
