import Link from '@atlaskit/link';
import { useBridge } from '../bridge-context';
import type { Rendered } from './renderer';

/** UI Kit's Link; its props have no exported type. */
export function UiLink({
  props,
  children,
}: Rendered<{ readonly href: string; readonly openNewTab?: boolean }>) {
  const { navigate } = useBridge();
  return (
    <Link
      href={props.href}
      {...(props.openNewTab ? { target: '_blank' } : {})}
      onClick={(event) => {
        event.preventDefault();
        navigate(props.href, props.openNewTab === true);
      }}
    >
      {children}
    </Link>
  );
}
