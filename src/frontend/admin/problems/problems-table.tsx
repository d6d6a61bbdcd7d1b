import { DynamicTable, Inline, Stack, Text } from '@forge/react';
import type { ProblemView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { JiraLink } from '../../components/jira-link';
import { texts } from '../../texts';

const t = texts.admin.runs;

/** What stands in the way of single issues, in sentences. */
export function ProblemsTable({ problems }: { readonly problems: readonly ProblemView[] }) {
  return (
    <DynamicTable
      label={texts.admin.problems.problems}
      head={{
        cells: [
          { key: 'when', content: t.when, width: 15 },
          { key: 'jira', content: t.jira, width: 12 },
          { key: 'redmine', content: t.redmine, width: 12 },
          { key: 'what', content: texts.admin.problems.problem },
        ],
      }}
      rows={problems.map((problem, index) => ({
        key: `${problem.linkId}-${index}`,
        cells: [
          {
            key: 'when',
            content: (
              <Inline>
                <Ago atMs={problem.foundAtMs} />
              </Inline>
            ),
          },
          {
            key: 'jira',
            content: (
              <Text>
                <JiraLink issueKey={problem.jiraKey} />
              </Text>
            ),
          },
          { key: 'redmine', content: <Text>{problem.remoteKey}</Text> },
          {
            key: 'what',
            content: (
              <Stack>
                <Text weight="medium">{texts.admin.problems.kinds[problem.kind]}</Text>
                <Text>{problem.message}</Text>
              </Stack>
            ),
          },
        ],
      }))}
    />
  );
}
