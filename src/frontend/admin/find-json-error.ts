/**
 * Browsers disagree on telling where a text stops being JSON, and some do not tell at all.
 */

const SPACE = /[ \t\n\r]*/y;
const STRING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids just these in strings
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

class Stop extends Error {
  constructor(readonly at: number) {
    super();
  }
}

/**
 * The index of the first character that no JSON document (RFC 8259) can have there; the text's
 * length where it merely ends too early; `null` where it is JSON.
 */
export function findJsonError(text: string): number | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found !== null;
  };
  const expectChar = (char: string) => {
    if (text[at] !== char) throw new Stop(at);
    at++;
    take(SPACE);
  };
  const readList = (close: string, readItem: () => void) => {
    at++;
    take(SPACE);
    for (let isFirst = true; text[at] !== close; isFirst = false) {
      if (!isFirst) expectChar(',');
      readItem();
      take(SPACE);
    }
    at++;
  };
  const readEntry = () => {
    if (!take(STRING)) throw new Stop(at);
    take(SPACE);
    expectChar(':');
    readValue();
  };
  const readValue = () => {
    if (text[at] === '{') readList('}', readEntry);
    else if (text[at] === '[') readList(']', readValue);
    else if (!take(STRING) && !take(SCALAR)) throw new Stop(at);
  };

  try {
    take(SPACE);
    readValue();
    take(SPACE);
    return at === text.length ? null : at;
  } catch (error) {
    if (error instanceof Stop) return error.at;
    throw error;
  }
}
