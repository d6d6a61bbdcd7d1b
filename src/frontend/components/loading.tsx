import { Inline, Spinner, Text } from '@forge/react';
import { texts } from '../texts';

/** What stands where something is still being read. */
export function Loading() {
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={texts.common.loading} />
      <Text color="color.text.subtle">{texts.common.loading}…</Text>
    </Inline>
  );
}
