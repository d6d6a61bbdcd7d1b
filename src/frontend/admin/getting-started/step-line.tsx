import { Inline, Text } from '@forge/react';
import { texts } from '../../texts';

const STEPS = ['connect', 'map', 'preview'] as const;

/** Where one is on the way. */
export function StepLine({ current }: { readonly current: (typeof STEPS)[number] }) {
  return (
    <Inline space="space.200" shouldWrap={true}>
      {STEPS.map((step, index) => {
        const name = `${index + 1}. ${texts.admin.start.steps[step]}`;
        return step === current ? (
          <Text key={step} weight="bold">
            {texts.admin.start.current(name)}
          </Text>
        ) : (
          <Text key={step} color="color.text.subtle">
            {index < STEPS.indexOf(current) ? texts.admin.start.done(name) : name}
          </Text>
        );
      })}
    </Inline>
  );
}
