import { Stack, Text } from '@forge/react';
import type { ReactNode } from 'react';

/** A small label over its value. */
export function Fact({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Stack space="space.025">
      <Text size="small" color="color.text.subtle">
        {label}
      </Text>
      {children}
    </Stack>
  );
}
