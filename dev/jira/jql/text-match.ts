/** The `~` operator: words, prefixes with `*`, and phrases in inner quotes. */

export function matchesText(text: string, query: string): boolean {
  const phrase = /^"(.*)"$/.exec(query.trim())?.[1];
  if (phrase !== undefined)
    return ` ${words(text).join(' ')} `.includes(` ${words(phrase).join(' ')} `);
  const present = words(text);
  return query
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => {
      const wanted = words(part);
      if (!part.endsWith('*')) return wanted.every((word) => present.includes(word));
      return wanted.every((word) => present.some((candidate) => candidate.startsWith(word)));
    });
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
