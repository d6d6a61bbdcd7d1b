import type { CodeBlockProps } from '@forge/react';
import type { Rendered } from './renderer';

/** `@atlaskit/code` is not among the packages that come with UI Kit: same tokens, no colours. */
export const UiCode = ({ children }: Rendered<object>) => <code className="code">{children}</code>;

export function UiCodeBlock({ props }: Rendered<CodeBlockProps>) {
  return (
    <pre className={props.shouldWrapLongLines ? 'code-block code-block-wrapped' : 'code-block'}>
      {props.text}
    </pre>
  );
}
