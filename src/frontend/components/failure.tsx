import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { texts } from '../texts';

/** Why something could not be done, with a way to try again where there is one. */
export function Failure({
  reason,
  title = texts.common.actionFailed,
  onRetry,
}: {
  readonly reason: string;
  readonly title?: string;
  readonly onRetry?: () => void;
}) {
  return (
    <SectionMessage appearance="error" title={title}>
      <Stack space="space.100">
        <Text>{reason}</Text>
        {onRetry && (
          <Inline>
            <Button onClick={onRetry}>{texts.common.tryAgain}</Button>
          </Inline>
        )}
      </Stack>
    </SectionMessage>
  );
}
