import { showFlag } from '@forge/bridge';
import { Inline, Stack, Text } from '@forge/react';
import type { Answer, ConflictDetail } from '../../../shared/api';
import { texts } from '../../texts';
import { useAction, useLoaded } from '../../use-api';
import { Failure } from '../failure';
import { Loading } from '../loading';
import { ComposeValue } from './compose-value';
import { BaseColumn, SideColumn } from './conflict-side';

const t = texts.conflict;

export type Keep = 'jira' | 'remote' | 'merge' | 'text';

/** One conflict whole: what was before, what each side holds, and every way to end it. */
export function ConflictDecider<T>({
  load,
  decide,
  onDecided,
}: {
  readonly load: () => Promise<Answer<ConflictDetail>>;
  readonly decide: (keep: Keep, text?: string) => Promise<Answer<T>>;
  readonly onDecided: (answer: T) => Promise<void>;
}) {
  const { loaded, reload } = useLoaded(load);
  const { running, reason, run } = useAction();
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const detail = loaded.value;
  const keep = async (kept: Keep, text?: string) => {
    const answer = await run(kept, () => decide(kept, text));
    if (!answer.ok) return;
    showFlag({
      id: `conflict-${detail.linkId}-${detail.field}`,
      type: 'success',
      title: t.decided,
      description: t.decidedBody,
      isAutoDismiss: true,
    });
    await onDecided(answer.value);
  };
  const note = t.kinds[detail.kind];
  return (
    <Stack space="space.200">
      {note !== '' && <Text>{note}</Text>}
      <Inline space="space.150" grow="fill" alignBlock="stretch">
        <BaseColumn base={detail.base} />
        <SideColumn side="jira" detail={detail} running={running} onKeep={keep} />
        <SideColumn side="remote" detail={detail} running={running} onKeep={keep} />
      </Inline>
      {detail.base !== null && (
        <Text size="small" color="color.text.subtle">
          {t.marks}
        </Text>
      )}
      {detail.editable && <ComposeValue detail={detail} running={running} onKeep={keep} />}
      {reason !== null && <Failure reason={reason} />}
    </Stack>
  );
}
