import { showFlag } from '@forge/bridge';
import { Stack } from '@forge/react';
import { useState } from 'react';
import type { DeadLetterView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { DiscardDialog } from './discard-dialog';
import { LetterGroup, type Letters } from './letter-group';

const t = texts.admin.problems;

/** Changes that were given up, those of one cause together: tried again, or discarded with a reason. */
export function DeadLetters({
  deadLetters,
  onDecided,
}: {
  readonly deadLetters: readonly DeadLetterView[];
  readonly onDecided: (letter: DeadLetterView) => Promise<void>;
}) {
  const [discarding, setDiscarding] = useState<DeadLetterView | null>(null);
  const { running, reason, run } = useAction();
  const retry = async (letter: DeadLetterView) => {
    const { id } = letter;
    const answer = await run(id, () => callAdmin('retryDeadLetter', { id }));
    if (!answer.ok) return;
    showFlag({ id: `retry-${id}`, type: 'success', title: t.retried, isAutoDismiss: true });
    await onDecided(letter);
  };
  const retryAlike = async ({ id, mappingId, kind }: DeadLetterView) => {
    const answer = await run(`all ${id}`, () => callAdmin('retryDeadLetters', { mappingId, kind }));
    if (!answer.ok) return;
    showFlag({
      id: `retry-all-${id}`,
      type: 'success',
      title: t.retriedAll,
      description: t.retriedAllBody,
      isAutoDismiss: true,
    });
  };

  return (
    <Stack space="space.150">
      {reason !== null && <Failure reason={reason} />}
      {groupAlike(deadLetters).map((group) => (
        <LetterGroup
          key={group[0].id}
          letters={group}
          running={running}
          onRetry={retry}
          onRetryAll={retryAlike}
          onDiscard={setDiscarding}
        />
      ))}
      <DiscardDialog
        deadLetterId={discarding?.id ?? null}
        onClose={() => setDiscarding(null)}
        onDiscarded={async () => {
          if (discarding) await onDecided(discarding);
        }}
      />
    </Stack>
  );
}

/** Letters of one mapping and one kind together, in the order in which they came. */
function groupAlike(letters: readonly DeadLetterView[]): readonly Letters[] {
  const groups = new Map<string, [DeadLetterView, ...DeadLetterView[]]>();
  for (const letter of letters) {
    const key = `${letter.mappingId} ${letter.kind}`;
    const group = groups.get(key);
    if (group) group.push(letter);
    else groups.set(key, [letter]);
  }
  return [...groups.values()];
}
