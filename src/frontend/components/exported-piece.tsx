import { texts } from '../texts';
import { TextToCopy } from './text-to-copy';

const t = texts.admin.audit;

/** One piece of a long file. */
export function ExportedPiece({
  id,
  piece,
  text,
  isLast,
}: {
  readonly id: string;
  /** From 1. */
  readonly piece: number;
  readonly text: string;
  readonly isLast: boolean;
}) {
  return (
    <TextToCopy
      id={id}
      name="export"
      label={t.piece(piece)}
      text={text}
      help={isLast ? t.lastPiece : t.morePieces}
    />
  );
}
