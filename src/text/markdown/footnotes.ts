/**
 * Footnotes pass through as text: `[^1]` where they are referred to, and a paragraph `[^1]: …` for
 * each note. `marked` knows no footnotes, so notes on consecutive lines come as one paragraph.
 */
const NOTE_LINE = /\n(?=[ \t]{0,3}\[\^[^\]\s]+\]:)/;

/** The paragraph's text cut before every line that starts a note. */
export function splitFootnotes(text: string): readonly string[] {
  return text.includes('[^') ? text.split(NOTE_LINE) : [text];
}
