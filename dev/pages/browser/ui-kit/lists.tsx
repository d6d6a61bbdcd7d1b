import type { ListProps } from '@forge/react';
import type { Rendered } from './renderer';

export function UiList({ props, children }: Rendered<ListProps>) {
  return props.type === 'ordered' ? <ol>{children}</ol> : <ul>{children}</ul>;
}

export const UiListItem = ({ children }: Rendered<object>) => <li>{children}</li>;
