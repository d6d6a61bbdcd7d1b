import { DynamicTable, Inline, Text } from '@forge/react';
import type { RunView } from '../../shared/api';
import { Ago } from '../components/ago';
import { JiraLink } from '../components/jira-link';
import { texts } from '../texts';

const t = texts.admin.runs;

/** The last runs that changed something, newest first. */
export function RunsTable({ runs }: { readonly runs: readonly RunView[] }) {
  if (runs.length === 0) return <Text color="color.text.subtle">{t.empty}</Text>;
  return (
    <DynamicTable
      label={t.heading}
      head={{
        cells: [
          { key: 'when', content: t.when, width: 15 },
          { key: 'jira', content: t.jira, width: 12 },
          { key: 'redmine', content: t.redmine, width: 12 },
          { key: 'what', content: t.what },
        ],
      }}
      rows={runs.map((run, index) => ({
        key: `${run.atMs}-${index}`,
        cells: [
          {
            key: 'when',
            content: (
              <Inline>
                <Ago atMs={run.atMs} />
              </Inline>
            ),
          },
          {
            key: 'jira',
            content: <Text>{run.jiraKey === null ? '' : <JiraLink issueKey={run.jiraKey} />}</Text>,
          },
          { key: 'redmine', content: <Text>{run.remoteKey ?? ''}</Text> },
          { key: 'what', content: <Text>{capitalize(run.summary)}</Text> },
        ],
      }))}
    />
  );
}

/** Runs are told as phrases; on their own line they start as sentences do. */
function capitalize(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
