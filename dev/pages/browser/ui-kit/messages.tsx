import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import type { ProgressBarProps, SectionMessageProps, SpinnerProps } from '@forge/react';
import type { ComponentProps } from 'react';
import type { Rendered } from './renderer';

export function UiSectionMessage({ props, children }: Rendered<SectionMessageProps>) {
  return (
    <SectionMessage {...(props as ComponentProps<typeof SectionMessage>)}>
      {children}
    </SectionMessage>
  );
}

export function UiSpinner({ props }: Rendered<SpinnerProps>) {
  return <Spinner {...props} />;
}

export function UiProgressBar({ props }: Rendered<ProgressBarProps>) {
  return <ProgressBar {...props} />;
}
