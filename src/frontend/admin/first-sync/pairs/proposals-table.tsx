import {
  ButtonGroup,
  DynamicTable,
  Inline,
  Link,
  LoadingButton,
  Lozenge,
  Stack,
  Text,
} from '@forge/react';
import type { ProposalView } from '../../../../shared/api';
import { formatDay } from '../../../format-time';
import { texts } from '../../../texts';
import { describeEvidence } from './describe-evidence';

const t = texts.admin.firstSync.pairs;

type Decision = 'accepted' | 'refused';

/** Both issues of each proposal beside each other, why they seem to be the same, and how surely. */
export function ProposalsTable({
  proposals,
  running,
  onDecide,
}: {
  readonly proposals: readonly ProposalView[];
  /** The decision that is being made: `accepted 10100`. */
  readonly running: string | null;
  readonly onDecide: (proposal: ProposalView, decision: Decision) => Promise<void>;
}) {
  return (
    <DynamicTable
      label={t.heading}
      head={{
        cells: [
          { key: 'sure', content: t.sureness, width: 10 },
          { key: 'jira', content: t.inJira },
          { key: 'remote', content: t.inRedmine },
          { key: 'why', content: t.why },
          { key: 'decide', content: '', width: 17 },
        ],
      }}
      rows={proposals.map((proposal) => ({
        key: `${proposal.jira} ${proposal.remote}`,
        cells: [
          {
            key: 'sure',
            content: (
              <Inline>
                <Lozenge appearance={howSure(proposal.confidencePercent)}>
                  {t.percent(proposal.confidencePercent)}
                </Lozenge>
              </Inline>
            ),
          },
          { key: 'jira', content: <ProposedIssue issue={proposal.issues.jira} /> },
          { key: 'remote', content: <ProposedIssue issue={proposal.issues.remote} /> },
          { key: 'why', content: <Text>{describeEvidence(proposal.evidence)}</Text> },
          {
            key: 'decide',
            content: (
              <ButtonGroup label={`${proposal.issues.jira.key} ↔ ${proposal.issues.remote.key}`}>
                {(['accepted', 'refused'] as const)
                  .filter((decision) => decision !== proposal.state)
                  .map((decision) => (
                    <LoadingButton
                      key={decision}
                      spacing="compact"
                      isLoading={running === `${decision} ${proposal.jira}`}
                      isDisabled={running !== null}
                      onClick={() => onDecide(proposal, decision)}
                    >
                      {decision === 'accepted' ? t.accept : t.refuse}
                    </LoadingButton>
                  ))}
              </ButtonGroup>
            ),
          },
        ],
      }))}
    />
  );
}

function ProposedIssue({ issue }: { readonly issue: ProposalView['issues']['jira'] }) {
  return (
    <Stack>
      <Text maxLines={2}>
        <Link href={issue.url} openNewTab={true}>
          {issue.key}
        </Link>
        {` ${issue.title}`}
      </Text>
      <Text size="small" color="color.text.subtle">
        {t.by(issue.author, formatDay(issue.createdAtMs))}
      </Text>
    </Stack>
  );
}

function howSure(percent: number): 'success' | 'inprogress' | 'default' {
  if (percent >= 90) return 'success';
  return percent >= 70 ? 'inprogress' : 'default';
}
