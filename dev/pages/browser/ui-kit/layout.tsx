import { Box, Inline, Stack, xcss } from '@atlaskit/primitives';
import type { BoxProps, InlineProps, StackProps } from '@forge/react';
import type { Rendered } from './renderer';

/** Both have the same keys and tokens; to let the compiler compare them takes it five seconds. */
const makeStyle = xcss as unknown as (style: object) => unknown;

export function UiBox({ props, children }: Rendered<BoxProps>) {
  const { xcss: style, ...rest } = props;
  // UI Kit hands over the plain style; Atlaskit wants it made into a class.
  const boxProps: object = style === undefined ? rest : { ...rest, xcss: makeStyle(style) };
  return <Box {...boxProps}>{children}</Box>;
}

export function UiInline({ props, children }: Rendered<InlineProps>) {
  return <Inline {...(props as object)}>{children}</Inline>;
}

export function UiStack({ props, children }: Rendered<StackProps>) {
  return <Stack {...(props as object)}>{children}</Stack>;
}
