import { Inline, Text } from '@forge/react';
import type { BackfillView } from '../../../../shared/api';
import { Fact } from '../../../components/fact';
import { formatBytes } from '../../../format-number';
import { formatTimeNeeded } from '../../../format-time';
import { texts } from '../../../texts';

const t = texts.admin.firstSync;

type Totals = NonNullable<BackfillView['totals']>;
type Facts = readonly (readonly [label: string, value: string])[];

/** What the plan comes to, and what it will take. */
export function PlanFacts({ totals }: { readonly totals: Totals }) {
  const { byKind, attachments, comments, estimate } = totals;
  const comes: Facts = [
    [t.plan.rows, t.count(totals.rows)],
    [t.plan.paired, t.count(byKind.pair)],
    [t.plan.created.jira, t.count(byKind['create-in-jira'])],
    [t.plan.created.remote, t.count(byKind['create-in-remote'])],
    [t.plan.files, t.plan.filesOf(attachments.count, formatBytes(attachments.bytes))],
    [t.plan.comments, t.plan.commentsKnown(comments)],
  ];
  const takes: Facts = [
    [t.plan.time, t.plan.about(formatTimeNeeded(estimate.seconds))],
    [t.working.calls.jira, t.count(estimate.jiraCalls)],
    [t.working.calls.remote, t.count(estimate.remoteCalls)],
    [t.plan.points, t.count(estimate.points)],
  ];
  return (
    <>
      <FactsLine facts={comes} />
      <FactsLine facts={takes} />
    </>
  );
}

function FactsLine({ facts }: { readonly facts: Facts }) {
  return (
    <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
      {facts.map(([label, value]) => (
        <Fact key={label} label={label}>
          <Text weight="medium">{value}</Text>
        </Fact>
      ))}
    </Inline>
  );
}
