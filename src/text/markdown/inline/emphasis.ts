/**
 * Pairs delimiter runs into emphasis with CommonMark's delimiter stack, which is linear in the
 * number of runs.
 *
 * @see https://spec.commonmark.org/0.31.2/#phase-2-inline-structure
 */
import { MARK_BIT, type Piece, spanPieces } from './pieces';

export interface Delimiter {
  /** Shows the marker as often as the run has markers that are not used up yet. */
  readonly piece: Piece;
  /** Markers in the run as it stood in the source. */
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  previous: Delimiter | undefined;
  next: Delimiter | undefined;
}

/** The runs of a line that may still become emphasis, in the order of the source. */
export class DelimiterStack {
  private first: Delimiter | undefined = undefined;
  last: Delimiter | undefined = undefined;

  push(delimiter: Delimiter): void {
    delimiter.previous = this.last;
    if (this.last) this.last.next = delimiter;
    else this.first = delimiter;
    this.last = delimiter;
  }

  remove(delimiter: Delimiter): void {
    const { previous, next } = delimiter;
    if (previous) previous.next = next;
    else this.first = next;
    if (next) next.previous = previous;
    else this.last = previous;
  }

  /** Pairs all runs above `bottom` and drops them. */
  pair(bottom: Delimiter | undefined): void {
    if (this.last === bottom) return;
    const bottomPosition = bottom?.piece.start ?? -1;
    const openersBottom: (number | undefined)[] = [];
    let closer = bottom ? bottom.next : this.first;
    while (closer) {
      if (!closer.canClose) {
        closer = closer.next;
        continue;
      }
      const kind = kindOfCloser(closer);
      const floor = Math.max(bottomPosition, openersBottom[kind] ?? -1);
      const opener = findOpener(closer, floor);
      if (opener) {
        closer = this.join(opener, closer);
        continue;
      }
      openersBottom[kind] = closer.piece.start - 1;
      const next: Delimiter | undefined = closer.next;
      if (!closer.canOpen) this.remove(closer);
      closer = next;
    }
    while (this.last && this.last !== bottom) this.remove(this.last);
  }

  /** Spans the mark between the two runs; returns the next run that may close. */
  private join(opener: Delimiter, closer: Delimiter): Delimiter | undefined {
    const { piece } = closer;
    const isStrike = piece.text === '~';
    const used = isStrike ? closer.length : opener.piece.count >= 2 && piece.count >= 2 ? 2 : 1;
    const bit = isStrike ? MARK_BIT.strike : used === 2 ? MARK_BIT.strong : MARK_BIT.em;
    spanPieces(opener.piece, piece, bit);
    opener.piece.count -= used;
    piece.count -= used;
    let inner = closer.previous;
    while (inner && inner !== opener) {
      const { previous: before } = inner;
      this.remove(inner);
      inner = before;
    }
    if (opener.piece.count === 0) this.remove(opener);
    if (piece.count > 0) return closer;
    const { next } = closer;
    this.remove(closer);
    return next;
  }
}

/** Closers of one kind find the same openers. */
function kindOfCloser({ piece, canOpen, length }: Delimiter): number {
  return '*_~'.indexOf(piece.text) * 6 + (length % 3) * 2 + Number(canOpen);
}

function findOpener(closer: Delimiter, floor: number): Delimiter | undefined {
  const { text: marker } = closer.piece;
  let opener = closer.previous;
  while (opener && opener.piece.start > floor) {
    if (opener.piece.text === marker && opener.canOpen && fits(opener, closer)) return opener;
    opener = opener.previous;
  }
  return undefined;
}

function fits(opener: Delimiter, closer: Delimiter): boolean {
  if (closer.piece.text === '~') return opener.length === closer.length;
  // A run that can both open and close pairs only if the lengths do not sum to a multiple of 3.
  const isAmbiguous = closer.canOpen || opener.canClose;
  if (!isAmbiguous) return true;
  return (opener.length + closer.length) % 3 !== 0 || closer.length % 3 === 0;
}
