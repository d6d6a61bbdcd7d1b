/**
 * `==text==` gets `<notextile>` tags. Unlike in a written `<notextile>`, Redmine still formats
 * phrases within; only entities stay as they are written.
 */

// The text up to the next `=` is matched as a whole (`(?=(…))\2`), so that time stays linear.

/** Starts a line or follows white space, and ends on the line of its first `=`. */
const SHORT = /(^|(?<=\n)|[ \t])==(?=([^=]+))\2([^\n]*?)==([ \t\n]?)/g;
/** Of several lines, which only lose their `==`: that is what Redmine does with them. */
const LONG = /(?:^|(?<=\n)) *==(?=([^=]+))\1(.*?)==/gs;

export function markNotextile(text: string): string {
  if (!text.includes('==')) return text;
  return text
    .replace(SHORT, '$1<notextile>$2$3</notextile>$4')
    .replace(LONG, '$1$2<notextile></notextile>');
}
