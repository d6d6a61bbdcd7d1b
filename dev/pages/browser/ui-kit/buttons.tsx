import ButtonGroup from '@atlaskit/button/button-group';
import LoadingButton from '@atlaskit/button/loading-button';
import { LinkButton } from '@atlaskit/button/new';
import Button from '@atlaskit/button/standard-button';
import type {
  ButtonGroupProps,
  ButtonProps,
  LinkButtonProps,
  LoadingButtonProps,
} from '@forge/react';
import type { ComponentProps } from 'react';
import { useBridge } from '../bridge-context';
import type { Rendered } from './renderer';

/** Clicks reach the app without the page's own event, as over Forge's bridge. */
function onClickOf(props: { readonly onClick?: unknown }): () => void {
  return () => {
    if (typeof props.onClick === 'function') props.onClick();
  };
}

export function UiButton({ props, children }: Rendered<ButtonProps>) {
  return (
    <Button {...(props as ComponentProps<typeof Button>)} onClick={onClickOf(props)}>
      {children}
    </Button>
  );
}

export function UiLoadingButton({ props, children }: Rendered<LoadingButtonProps>) {
  return (
    <LoadingButton {...props} onClick={onClickOf(props)}>
      {children}
    </LoadingButton>
  );
}

export function UiLinkButton({ props, children }: Rendered<LinkButtonProps>) {
  const { navigate } = useBridge();
  const href = props.href ?? '#';
  return (
    <LinkButton
      {...(props as ComponentProps<typeof LinkButton>)}
      href={href}
      onClick={(event) => {
        event.preventDefault();
        navigate(href, props.target === '_blank');
      }}
    >
      {children}
    </LinkButton>
  );
}

export function UiButtonGroup({ props, children }: Rendered<ButtonGroupProps>) {
  return <ButtonGroup {...(props as object)}>{children}</ButtonGroup>;
}
