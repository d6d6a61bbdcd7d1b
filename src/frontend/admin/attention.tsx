import { Button, Inline, SectionMessage, Stack, Text } from '@forge/react';
import type { Overview } from '../../shared/api';
import { texts } from '../texts';

const t = texts.admin.attention;

/** Says how much waits for a person, and leads there; nothing where nothing waits. */
export function Attention({
  overview: { conflictCount, problemCount },
  onShowProblems,
}: {
  readonly overview: Overview;
  readonly onShowProblems: () => void;
}) {
  if (conflictCount + problemCount === 0) return null;
  const parts = [
    ...(conflictCount > 0 ? [t.conflicts(conflictCount)] : []),
    ...(problemCount > 0 ? [t.problems(problemCount)] : []),
  ];
  return (
    <SectionMessage appearance="warning" title={t.title(conflictCount + problemCount)}>
      <Stack space="space.100">
        <Text>{t.body(parts)}</Text>
        <Inline>
          <Button appearance="primary" onClick={onShowProblems}>
            {t.show}
          </Button>
        </Inline>
      </Stack>
    </SectionMessage>
  );
}
