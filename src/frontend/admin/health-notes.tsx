import { SectionMessage, Stack, Text } from '@forge/react';
import type { HealthView, Overview } from '../../shared/api';
import { formatMoment } from '../format-time';
import { texts } from '../texts';

const t = texts.admin.health;

/** Names each tracker that nobody calls now, and why; nothing while all are well. */
export function HealthNotes({ overview }: { readonly overview: Overview }) {
  const trackers = [
    { id: 'jira', name: t.jira, health: overview.jiraHealth },
    ...overview.connections.map(({ id, name, health }) => ({ id: `remote:${id}`, name, health })),
  ];
  return [
    ...trackers.map(({ id, name, health }) => (
      <HealthNote key={id} tracker={name} health={health} />
    )),
    ...overview.mappings.flatMap(({ id, jiraProject, pausedFor }) =>
      pausedFor === null
        ? []
        : [
            <SectionMessage key={`paused:${id}`} appearance="warning" title={t.paused(jiraProject)}>
              <Text>{pausedFor}</Text>
            </SectionMessage>,
          ],
    ),
  ];
}

function HealthNote({
  tracker,
  health,
}: {
  readonly tracker: string;
  readonly health: HealthView;
}) {
  if (health.state === 'closed') return null;
  const { cause, message, sinceMs, retryAtMs } = health;
  return (
    <SectionMessage
      appearance={cause === 'limit' ? 'information' : 'error'}
      title={t.title[cause](tracker)}
    >
      <Stack space="space.100">
        <Text>{message}</Text>
        <Text>{cause === 'access' ? t.access : t.waits}</Text>
        <Text>
          {[
            ...(sinceMs === null ? [] : [t.since(formatMoment(sinceMs))]),
            t.retry(formatMoment(retryAtMs)),
          ].join(' ')}
        </Text>
      </Stack>
    </SectionMessage>
  );
}
