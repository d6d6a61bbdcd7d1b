import { showFlag } from '@forge/bridge';
import { Button, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { DeadLetterView } from '../../shared/api';
import { Actions } from '../components/actions';
import { Ago } from '../components/ago';
import { Card } from '../components/card';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';
import { DiscardDialog } from './discard-dialog';

const t = texts.admin.problems;

/** Changes that were given up: each is tried again, or discarded with a reason. */
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
    showFlag({ id: `retry-all-${id}`, type: 'success', title: t.retriedAll, isAutoDismiss: true });
  };
  const countAlike = ({ mappingId, kind }: DeadLetterView) =>
    deadLetters.filter((other) => other.mappingId === mappingId && other.kind === kind).length;

  return (
    <Stack space="space.150">
      {reason !== null && <Failure reason={reason} />}
      {deadLetters.map((letter) => (
        <Card key={letter.id}>
          <Stack space="space.150">
            <Stack space="space.050">
              <Text>{letter.message}</Text>
              <Inline>
                <Ago atMs={letter.failedAtMs} phrase={t.failed} isSubtle={true} />
              </Inline>
            </Stack>
            <Actions label={t.deadLetters}>
              <LoadingButton isLoading={running === letter.id} onClick={() => retry(letter)}>
                {t.retry}
              </LoadingButton>
              {countAlike(letter) > 1 && (
                <LoadingButton
                  isLoading={running === `all ${letter.id}`}
                  onClick={() => retryAlike(letter)}
                >
                  {t.retryAll}
                </LoadingButton>
              )}
              <Button appearance="subtle" onClick={() => setDiscarding(letter)}>
                {t.discard}
              </Button>
            </Actions>
          </Stack>
        </Card>
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
