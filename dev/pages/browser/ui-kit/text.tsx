import Badge from '@atlaskit/badge';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Text } from '@atlaskit/primitives';
import Tooltip from '@atlaskit/tooltip';
import type { BadgeProps, HeadingProps, LozengeProps, TextProps, TooltipProps } from '@forge/react';
import type { Rendered } from './renderer';

export function UiText({ props, children }: Rendered<TextProps>) {
  const { as, ...rest } = props;
  if (as === 'strike') {
    return (
      <s>
        <Text {...rest}>{children}</Text>
      </s>
    );
  }
  return (
    <Text {...rest} as={as ?? 'p'}>
      {children}
    </Text>
  );
}

export function UiHeading({ props, children }: Rendered<HeadingProps>) {
  return (
    <Heading {...props} size={props.size ?? 'medium'}>
      {children}
    </Heading>
  );
}

export function UiBadge({ props, nodes }: Rendered<BadgeProps>) {
  const text = nodes.map((node) => String(node.props.text ?? '')).join('');
  return <Badge {...props}>{/^\d+$/.test(text) ? Number(text) : text}</Badge>;
}

export function UiLozenge({ props, children }: Rendered<LozengeProps>) {
  return <Lozenge {...props}>{children}</Lozenge>;
}

export function UiTooltip({ props, children }: Rendered<TooltipProps>) {
  return (
    <Tooltip {...props}>
      {(trigger) => (
        <span className="tooltip-trigger" {...trigger}>
          {children}
        </span>
      )}
    </Tooltip>
  );
}

export const UiStrong = ({ children }: Rendered<object>) => <strong>{children}</strong>;
export const UiEm = ({ children }: Rendered<object>) => <em>{children}</em>;
export const UiStrike = ({ children }: Rendered<object>) => <s>{children}</s>;

export function UiString({ props }: Rendered<{ readonly text: string }>) {
  return <>{props.text}</>;
}
