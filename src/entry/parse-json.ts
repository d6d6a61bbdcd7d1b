/** JSON from a person, where a mistake is an answer and not a failure. */

/** @returns `undefined` where the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
