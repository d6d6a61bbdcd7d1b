/**
 * The tracker's own words for a refusal, fit for a log and an admin's eyes: short, and without what
 * we sent, since trackers like to quote a field's value back.
 */

const MAX_LENGTH = 300;

/** Shorter strings are ids, keys and names of fields, which a message cannot do without. */
const MIN_SECRET_LENGTH = 6;

/**
 * @param words what the tracker said, one sentence each
 * @param sent the body of the request; its longer strings are replaced by `…`
 */
export function describeRefusal(words: readonly string[], sent: unknown): string {
  const values = [...new Set(stringsOf(sent))]
    .filter((value) => value.length >= MIN_SECRET_LENGTH)
    .sort((a, b) => b.length - a.length);
  const told = values.reduce((text, value) => text.split(value).join('…'), words.join('; '));
  const line = told.replace(/\s+/g, ' ').trim();
  // By characters: half of an emoji would be in what is stored and told of it.
  const characters = [...line];
  return characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH).join('')}…` : line;
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(stringsOf);
}
