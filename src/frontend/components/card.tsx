import { Box, xcss } from '@forge/react';
import type { ReactNode } from 'react';

const cardStyle = xcss({
  borderColor: 'color.border',
  borderStyle: 'solid',
  borderWidth: 'border.width',
  borderRadius: 'radius.small',
  padding: 'space.200',
});

/** A bordered box around one thing of several. */
export function Card({ children }: { readonly children: ReactNode }) {
  return <Box xcss={cardStyle}>{children}</Box>;
}
