import { Box, xcss } from '@forge/react';
import type { ReactNode } from 'react';

const contentStyle = xcss({ paddingBlockStart: 'space.200', width: '100%' });

/** The room under a row of tabs. */
export function TabContent({ children }: { readonly children: ReactNode }) {
  return <Box xcss={contentStyle}>{children}</Box>;
}
