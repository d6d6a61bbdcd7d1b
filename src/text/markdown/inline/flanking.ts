/**
 * Whether a run of `*`, `_` or `~` can open or close emphasis.
 *
 * @see https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
const UNICODE_PUNCTUATION = /[\p{P}\p{S}]/u;
const TILDE = 0x7e;
const UNICODE_SPACE = /\s/u;

export interface Flanking {
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

enum Kind {
  Space,
  Punctuation,
  Other,
}

/** @param start first unit of the run. @param end unit after its last. */
export function flankingOf(source: string, start: number, end: number, marker: string): Flanking {
  const before = kindBefore(source, start, marker);
  const after = kindAfter(source, end, marker);
  const isLeft = after !== Kind.Space && (after !== Kind.Punctuation || before !== Kind.Other);
  const isRight = before !== Kind.Space && (before !== Kind.Punctuation || after !== Kind.Other);
  if (marker === '_') {
    return {
      canOpen: isLeft && (!isRight || before === Kind.Punctuation),
      canClose: isRight && (!isLeft || after === Kind.Punctuation),
    };
  }
  return { canOpen: isLeft, canClose: isRight };
}

// GFM looks past `~` beside `*` and `_`, so that `a**~~b~~**` is strong and struck.
function kindBefore(source: string, start: number, marker: string): Kind {
  let index = start - 1;
  if (marker !== '~') while (index >= 0 && source.charCodeAt(index) === TILDE) index--;
  if (index < 0) return Kind.Space;
  const code = source.charCodeAt(index);
  if (code >= 0xdc00 && code <= 0xdfff && index > 0) return kindOf(source.codePointAt(index - 1));
  return kindOf(code);
}

function kindAfter(source: string, end: number, marker: string): Kind {
  const { length } = source;
  let index = end;
  if (marker !== '~') while (index < length && source.charCodeAt(index) === TILDE) index++;
  return index >= length ? Kind.Space : kindOf(source.codePointAt(index));
}

function kindOf(code = 0x20): Kind {
  if (code < 0x80) {
    if (code <= 0x20) return Kind.Space;
    const isWord =
      (code >= 0x30 && code <= 0x39) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x61 && code <= 0x7a) ||
      code === 0x7f;
    return isWord ? Kind.Other : Kind.Punctuation;
  }
  const character = String.fromCodePoint(code);
  if (UNICODE_SPACE.test(character)) return Kind.Space;
  return UNICODE_PUNCTUATION.test(character) ? Kind.Punctuation : Kind.Other;
}
