import { Button, SectionMessage, Stack, Text } from '@forge/react';
import type { Overview } from '../../shared/api';
import { Actions } from '../components/actions';
import { texts } from '../texts';

const t = texts.admin.attention;

/** Says how much waits for a person, and leads there; nothing where nothing waits. */
export function Attention({
  overview: { conflictCount, problemCount },
  onShow,
}: {
  readonly overview: Overview;
  readonly onShow: (tab: 'conflicts' | 'problems') => void;
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
        <Actions label={t.title(conflictCount + problemCount)}>
          {conflictCount > 0 && (
            <Button appearance="primary" onClick={() => onShow('conflicts')}>
              {t.decide}
            </Button>
          )}
          {problemCount > 0 && (
            <Button
              appearance={conflictCount > 0 ? 'default' : 'primary'}
              onClick={() => onShow('problems')}
            >
              {t.show}
            </Button>
          )}
        </Actions>
      </Stack>
    </SectionMessage>
  );
}
