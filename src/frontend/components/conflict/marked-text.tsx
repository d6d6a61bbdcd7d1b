import { Stack, Strike, Strong, Text } from '@forge/react';
import type { ConflictSide } from '../../../shared/api';
import { texts } from '../../texts';
import { foldSame, toLines } from './marked-lines';

/** A text with what is new in bold and what is gone struck out; what did not change is folded. */
export function MarkedText({ passages }: Pick<ConflictSide, 'passages'>) {
  const lines = foldSame(toLines(passages));
  if (lines.length === 0) return <Text color="color.text.subtle">{texts.conflict.empty}</Text>;
  return (
    <Stack space="space.050">
      {lines.map((line) =>
        line.kind === 'folded' ? (
          <Text key={line.at} color="color.text.subtle">
            {texts.conflict.more(line.lines)}
          </Text>
        ) : (
          <Text key={line.at}>
            {line.passages.map(({ kind, text }, place) => {
              const key = `${place}-${kind}`;
              if (kind === 'added') return <Strong key={key}>{text}</Strong>;
              return kind === 'removed' ? <Strike key={key}>{text}</Strike> : text;
            })}
          </Text>
        ),
      )}
    </Stack>
  );
}
