import { HelperMessage, Label, Stack, TextArea } from '@forge/react';
import { texts } from '../texts';

const t = texts.admin.audit;

/** One piece of a file to copy from: a page can show text and cannot save one. */
export function ExportedPiece({
  id,
  name,
  piece,
  text,
  isLast,
}: {
  readonly id: string;
  /** Tells files apart. */
  readonly name: string;
  /** From 1. */
  readonly piece: number;
  readonly text: string;
  readonly isLast: boolean;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{t.piece(piece)}</Label>
      <TextArea
        key={`${name}-${piece}`}
        id={id}
        name="export"
        defaultValue={text}
        isMonospaced={true}
        isReadOnly={true}
        minimumRows={8}
        maxHeight="360px"
        spellCheck={false}
      />
      <HelperMessage>{isLast ? t.lastPiece : t.morePieces}</HelperMessage>
    </Stack>
  );
}
