/** What most likely lies behind a failure, read from the tracker's own words. */

export type Remedy =
  | 'key'
  | 'rights'
  | 'gone'
  | 'assignee'
  | 'required'
  | 'not-in-list'
  | 'too-long'
  | 'too-large'
  | 'workflow'
  | 'not-mapped'
  | 'screen'
  | 'other';

/** The first that fits counts. */
const REMEDIES: readonly (readonly [words: RegExp, remedy: Remedy])[] = [
  [/\b401\b/, 'key'],
  [/assignee is invalid|cannot be assigned issues/i, 'assignee'],
  [/cannot be blank|is required|can't be blank/i, 'required'],
  [/not included in the list|is not valid for|option .* (is not|invalid)/i, 'not-in-list'],
  [/too long|exceeds? the (character|maximum) limit|character limit/i, 'too-long'],
  [/\b413\b|too large|maximum allowed file size/i, 'too-large'],
  [/not on the appropriate screen|cannot be set/i, 'screen'],
  [/status|transition|workflow/i, 'workflow'],
  [/no row|counterpart|not mapped/i, 'not-mapped'],
  [/\b403\b/, 'rights'],
  [/\b404\b/, 'gone'],
];

/** @param message as the tracker worded it */
export function findRemedy(message: string): Remedy {
  return REMEDIES.find(([words]) => words.test(message))?.[1] ?? 'other';
}
