import { Inline, Text } from '@forge/react';
import { texts } from '../texts';

/** Where one is on a way of several steps. */
export function StepLine({
  steps,
  current,
}: {
  readonly steps: readonly string[];
  /** From 0. */
  readonly current: number;
}) {
  return (
    <Inline space="space.200" shouldWrap={true}>
      {steps.map((step, index) => {
        const name = `${index + 1}. ${step}`;
        return index === current ? (
          <Text key={step} weight="bold">
            {texts.admin.start.current(name)}
          </Text>
        ) : (
          <Text key={step} color="color.text.subtle">
            {index < current ? texts.admin.start.done(name) : name}
          </Text>
        );
      })}
    </Inline>
  );
}
