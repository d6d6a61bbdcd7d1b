import { Inline, Stack, Text } from '@forge/react';
import { Fact } from '../../components/fact';
import { texts } from '../../texts';
import { describeRow } from './rows/describe-row';
import type { StepProps } from './step-props';

const t = texts.admin.firstSync;

/** What a run has done so far, what it cost, and the row it is at. */
export function RunFacts({ view: { phase, progress, current } }: Pick<StepProps, 'view'>) {
  const { created, failed, replanned, calls, points } = progress;
  return (
    <Stack space="space.150">
      <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
        <Fact label={t.working.created.jira}>
          <Text>{t.count(created.jira)}</Text>
        </Fact>
        <Fact label={t.working.created.remote}>
          <Text>{t.count(created.remote)}</Text>
        </Fact>
        <Fact label={t.working.failed}>
          <Text>{t.count(failed)}</Text>
        </Fact>
        <Fact label={t.working.replanned}>
          <Text>{t.count(replanned)}</Text>
        </Fact>
        <Fact label={t.working.calls.jira}>
          <Text>{t.count(calls.jira)}</Text>
        </Fact>
        <Fact label={t.working.calls.remote}>
          <Text>{t.count(calls.remote)}</Text>
        </Fact>
        <Fact label={t.working.points}>
          <Text>{t.count(points)}</Text>
        </Fact>
      </Inline>
      {phase === 'running' && current !== null && (
        <Fact label={t.working.current}>
          <Text maxLines={1}>{describeRow(current)}</Text>
        </Fact>
      )}
    </Stack>
  );
}
