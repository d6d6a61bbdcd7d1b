import { Inline, Lozenge, Stack, Text } from '@forge/react';
import type { RowView } from '../../../../shared/api';
import { nameField, texts } from '../../../texts';

const t = texts.admin.firstSync.rows;
const SIDES = ['jira', 'remote'] as const;

type Outcome = RowView['outcome'];

const APPEARANCES = {
  waiting: 'default',
  off: 'default',
  done: 'success',
  replanned: 'moved',
  skipped: 'default',
  failed: 'removed',
  undone: 'inprogress',
  left: 'moved',
} as const satisfies Record<Outcome['kind'], string>;

/** What became of a row, and why where it is not what was planned. */
export function RowOutcome({ outcome }: { readonly outcome: Outcome }) {
  return (
    <Stack space="space.050">
      <Inline>
        <Lozenge appearance={APPEARANCES[outcome.kind]}>{t.outcomes[outcome.kind]}</Lozenge>
      </Inline>
      {explain(outcome).map((sentence) => (
        <Text key={sentence} size="small">
          {sentence}
        </Text>
      ))}
    </Stack>
  );
}

function explain(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'waiting':
    case 'off':
      return [];
    case 'undone':
      return outcome.kept ?? [];
    case 'done':
      return explainDone(outcome);
    case 'replanned':
      return [t.replanned];
    case 'skipped':
    case 'left':
      return [outcome.reason];
    case 'failed':
      return [outcome.message];
  }
}

function explainDone(outcome: Extract<Outcome, { readonly kind: 'done' }>): readonly string[] {
  const { made, changed = [], hasConflict } = outcome;
  const written = SIDES.flatMap((side) => {
    const fields = changed.filter((change) => change.side === side);
    return fields.length === 0
      ? []
      : [
          t.changed(
            fields.map(({ field }) => nameField(field)),
            side,
          ),
        ];
  });
  return [
    ...(made ? [t.made(made.key, made.side)] : []),
    ...written,
    ...(hasConflict ? [t.hasConflict] : []),
  ];
}
