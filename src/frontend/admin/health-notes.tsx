import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import type { HealthView, Overview } from '../../shared/api';
import { formatMoment } from '../format-time';
import { texts } from '../texts';

const t = texts.admin.health;

/** Names each tracker that nobody calls now, and why; nothing while all are well. */
export function HealthNotes({
  overview,
  onShowConnections,
}: {
  readonly overview: Overview;
  readonly onShowConnections: () => void;
}) {
  const trackers = [
    { id: 'jira', name: t.jira, health: overview.jiraHealth, onMend: null },
    ...overview.connections.map(({ id, name, health }) => ({
      id: `remote:${id}`,
      name,
      health,
      onMend: onShowConnections,
    })),
  ];
  return [
    ...trackers.map(({ id, name, health, onMend }) => (
      <HealthNote key={id} tracker={name} health={health} onMend={onMend} />
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
  onMend,
}: {
  readonly tracker: string;
  readonly health: HealthView;
  /** `null`: nobody can mend it here. */
  readonly onMend: (() => void) | null;
}) {
  if (health.state === 'closed') return null;
  const { cause, message, sinceMs, retryAtMs } = health;
  const times = [
    ...(sinceMs === null ? [] : [t.since(formatMoment(sinceMs))]),
    t.retry(formatMoment(retryAtMs)),
  ].join(' ');
  return (
    <SectionMessage
      appearance={cause === 'limit' ? 'information' : 'error'}
      title={t.title[cause](tracker)}
    >
      <Stack space="space.100">
        <Text>{cause === 'access' ? t.access : t.waits}</Text>
        <Text color="color.text.subtle">{`${t.said(message)} ${times}`}</Text>
        {cause !== 'limit' && onMend && (
          <Inline>
            <Button onClick={onMend}>{t.mend}</Button>
          </Inline>
        )}
      </Stack>
    </SectionMessage>
  );
}
