import { Inline, Spinner, Text } from '@forge/react';
import { texts } from '../texts';

/** What stands where something is still being read. */
export function Loading({ label = texts.common.loading }: { readonly label?: string }) {
  return (
    <Inline space="space.100" alignBlock="center">
      <Spinner size="small" label={label} />
      <Text color="color.text.subtle">{label}…</Text>
    </Inline>
  );
}
