import { Box, Inline, Stack, xcss } from '@atlaskit/primitives';
import type { BoxProps, InlineProps, StackProps } from '@forge/react';
import type { ComponentProps } from 'react';
import type { Rendered } from './renderer';

export function UiBox({ props, children }: Rendered<BoxProps>) {
  const { xcss: style, ...rest } = props;
  // UI Kit hands over the plain style; Atlaskit wants it made into a class. Same keys, same tokens.
  const boxProps = (
    style === undefined ? rest : { ...rest, xcss: xcss(style as Parameters<typeof xcss>[0]) }
  ) as ComponentProps<typeof Box>;
  return <Box {...boxProps}>{children}</Box>;
}

export function UiInline({ props, children }: Rendered<InlineProps>) {
  return <Inline {...(props as ComponentProps<typeof Inline>)}>{children}</Inline>;
}

export function UiStack({ props, children }: Rendered<StackProps>) {
  return <Stack {...props}>{children}</Stack>;
}
