import { Button, Inline, LoadingButton, Stack, Text } from '@forge/react';
import type { DeadLetterView } from '../../../shared/api';
import { Actions } from '../../components/actions';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { texts } from '../../texts';

const t = texts.admin.problems;

export type Letters = readonly [DeadLetterView, ...(readonly DeadLetterView[])];

/** Failures of one cause: the cause once, what to do about it, and each of them. */
export function LetterGroup({
  letters,
  running,
  onRetry,
  onRetryAll,
  onDiscard,
}: {
  readonly letters: Letters;
  /** What is being tried again now: a letter's id, or `all ` and the first letter's. */
  readonly running: string | null;
  readonly onRetry: (letter: DeadLetterView) => Promise<void>;
  readonly onRetryAll: (letter: DeadLetterView) => Promise<void>;
  readonly onDiscard: (letter: DeadLetterView) => void;
}) {
  const [first] = letters;
  return (
    <Card>
      <Stack space="space.150">
        <Stack space="space.050">
          {letters.length > 1 && <Text weight="medium">{t.failedAlike(letters.length)}</Text>}
          <Text>{t.remedies[first.remedy]}</Text>
        </Stack>
        {letters.length > 1 && (
          <Actions label={t.failedAlike(letters.length)}>
            <LoadingButton
              isLoading={running === `all ${first.id}`}
              onClick={() => onRetryAll(first)}
            >
              {t.retryAll}
            </LoadingButton>
          </Actions>
        )}
        {letters.map((letter) => (
          <Inline
            key={letter.id}
            space="space.200"
            spread="space-between"
            alignBlock="center"
            grow="fill"
          >
            <Stack space="space.050">
              <Text>{letter.message}</Text>
              <Inline>
                <Ago atMs={letter.failedAtMs} phrase={t.failed} isSubtle={true} />
              </Inline>
            </Stack>
            <Actions label={letter.message}>
              <LoadingButton isLoading={running === letter.id} onClick={() => onRetry(letter)}>
                {t.retry}
              </LoadingButton>
              <Button appearance="subtle" onClick={() => onDiscard(letter)}>
                {t.discard}
              </Button>
            </Actions>
          </Inline>
        ))}
      </Stack>
    </Card>
  );
}
