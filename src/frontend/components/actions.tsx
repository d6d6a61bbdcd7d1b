import { ButtonGroup, Inline } from '@forge/react';
import type { ReactNode } from 'react';

/** A row of buttons at their own width, which a group alone does not keep inside of a stack. */
export function Actions({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <Inline>
      <ButtonGroup label={label}>{children}</ButtonGroup>
    </Inline>
  );
}
