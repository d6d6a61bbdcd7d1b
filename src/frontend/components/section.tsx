import { Heading, Inline, Stack, Text } from '@forge/react';
import type { ReactNode } from 'react';

/** A headed part of a page, with what can be done to the whole of it at the right. */
export function Section({
  heading,
  lead,
  action,
  children,
}: {
  readonly heading: string;
  readonly lead?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Stack space="space.150">
      <Inline spread="space-between" alignBlock="center">
        <Heading as="h2" size="small">
          {heading}
        </Heading>
        {action}
      </Inline>
      {lead !== undefined && <Text color="color.text.subtle">{lead}</Text>}
      {children}
    </Stack>
  );
}
