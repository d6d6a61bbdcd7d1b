/**
 * The beginning of a text, never with half of a character that takes two: Ruby's JSON parser refuses
 * a whole request for half of an emoji (`incomplete surrogate pair`).
 * @param maxLength in UTF-16 code units, as JavaScript counts
 */
export function cutText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
