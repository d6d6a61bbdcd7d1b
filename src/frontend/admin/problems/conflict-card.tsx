import { showFlag } from '@forge/bridge';
import { Box, Heading, Inline, LoadingButton, Stack, Text, xcss } from '@forge/react';
import type { ConflictView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { Failure } from '../../components/failure';
import { JiraLink } from '../../components/jira-link';
import { nameField, texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.problems;

const valueStyle = xcss({
  backgroundColor: 'color.background.neutral',
  borderRadius: 'radius.small',
  padding: 'space.150',
  width: '100%',
});

/** One field that both sides changed: both values, and which one to keep. */
export function ConflictCard({
  conflict,
  onDecided,
}: {
  readonly conflict: ConflictView;
  readonly onDecided: () => Promise<void>;
}) {
  const { running, reason, run } = useAction();
  const keep = async (side: 'jira' | 'remote') => {
    const { linkId, field } = conflict;
    const answer = await run(side, () =>
      callAdmin('resolveConflict', { linkId, field, keep: side }),
    );
    if (!answer.ok) return;
    showFlag({
      id: `conflict-${linkId}-${field}`,
      type: 'success',
      title: t.kept[side],
      description: t.keptBody,
      isAutoDismiss: true,
    });
    await onDecided();
  };
  const renderSide = (side: 'jira' | 'remote', title: string, action: string) => (
    <Box xcss={valueStyle}>
      <Stack space="space.100" grow="fill" spread="space-between">
        <Stack space="space.050">
          <Text size="small" color="color.text.subtle">
            {title}
          </Text>
          <Text>{conflict[side] === '' ? t.emptyValue : conflict[side]}</Text>
        </Stack>
        <Inline>
          <LoadingButton
            isLoading={running === side}
            isDisabled={running !== null && running !== side}
            onClick={() => keep(side)}
          >
            {action}
          </LoadingButton>
        </Inline>
      </Stack>
    </Box>
  );

  return (
    <Card>
      <Stack space="space.150">
        <Inline space="space.150" alignBlock="baseline" shouldWrap={true}>
          <Heading as="h3" size="xsmall">
            {nameField(conflict.field)}
          </Heading>
          <Text>
            <JiraLink issueKey={conflict.jiraKey} />
          </Text>
          <Text>{t.redmineIssue(conflict.remoteKey)}</Text>
          <Ago atMs={conflict.foundAtMs} phrase={t.found} isSubtle={true} />
        </Inline>
        <Inline space="space.150" grow="fill">
          {renderSide('jira', t.inJira, t.keepJira)}
          {renderSide('remote', t.inRedmine, t.keepRedmine)}
        </Inline>
        {reason !== null && <Failure reason={reason} />}
      </Stack>
    </Card>
  );
}
