import { showFlag } from '@forge/bridge';
import { Button, Inline, LoadingButton, Text } from '@forge/react';
import type { ConflictView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { nameConflict } from './name-conflict';

const t = texts.admin.conflicts;

/** What is done with all that is chosen. */
export function BulkDecision({
  chosen,
  onChooseAll,
  onChooseNone,
  onDecided,
}: {
  readonly chosen: readonly ConflictView[];
  readonly onChooseAll: () => void;
  readonly onChooseNone: () => void;
  readonly onDecided: (names: readonly string[]) => Promise<void>;
}) {
  const { running, reason, run } = useAction();
  const keep = async (side: 'jira' | 'remote') => {
    const conflicts = chosen.map(({ linkId, field }) => ({ linkId, field }));
    const answer = await run(side, () => callAdmin('resolveConflicts', { conflicts, keep: side }));
    if (!answer.ok) return;
    const { decided, refused } = answer.value;
    showFlag({
      id: 'conflicts-decided',
      type: refused.length === 0 ? 'success' : 'warning',
      title: t.decidedAll(decided),
      description: refused.length === 0 ? t.decidedAllBody : t.refused(refused.length),
      isAutoDismiss: refused.length === 0,
    });
    const isRefused = (conflict: ConflictView) =>
      refused.some(({ linkId, field }) => linkId === conflict.linkId && field === conflict.field);
    await onDecided(chosen.filter((conflict) => !isRefused(conflict)).map(nameConflict));
  };
  return (
    <>
      <Inline space="space.100" alignBlock="center" shouldWrap={true}>
        {chosen.length === 0 ? (
          <Button appearance="subtle" onClick={onChooseAll}>
            {t.chooseAll}
          </Button>
        ) : (
          <>
            <Text>{t.chosen(chosen.length)}</Text>
            {(['jira', 'remote'] as const).map((side) => (
              <LoadingButton
                key={side}
                isLoading={running === side}
                isDisabled={running !== null && running !== side}
                onClick={() => keep(side)}
              >
                {t.keepAll[side]}
              </LoadingButton>
            ))}
            <Button appearance="subtle" onClick={onChooseNone}>
              {t.chooseNone}
            </Button>
          </>
        )}
      </Inline>
      {reason !== null && <Failure reason={reason} />}
    </>
  );
}
