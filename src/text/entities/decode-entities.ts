/**
 * Character references of HTML, `&amp;`, `&#42;` and `&#x2a;`, as CommonMark and browsers read
 * them. For both readers.
 */
import { findNamedCharacter } from './entity-names';

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));/y;
const REPLACEMENT = '\ufffd';

export interface DecodedEntity {
  readonly characters: string;
  /** UTF-16 units that the reference takes in the source. */
  readonly length: number;
}

/** The character reference that starts at `position`, or undefined when there is none. */
export function findEntityAt(source: string, position: number): DecodedEntity | undefined {
  REFERENCE.lastIndex = position;
  const match = REFERENCE.exec(source);
  if (match === null) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  const characters =
    name !== undefined
      ? findNamedCharacter(name)
      : characterOf(
          decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal as string, 16),
        );
  return characters === undefined ? undefined : { characters, length: whole.length };
}

function characterOf(codePoint: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint === 0 || codePoint > 0x10ffff || isSurrogate
    ? REPLACEMENT
    : String.fromCodePoint(codePoint);
}

/** The text with every character reference replaced; unknown names stay as they are. */
export function decodeEntities(source: string): string {
  let start = source.indexOf('&');
  if (start < 0) return source;
  let decoded = source.slice(0, start);
  while (start >= 0) {
    const entity = findEntityAt(source, start);
    const end = start + (entity?.length ?? 1);
    decoded += entity?.characters ?? '&';
    start = source.indexOf('&', end);
    decoded += start < 0 ? source.slice(end) : source.slice(end, start);
  }
  return decoded;
}
