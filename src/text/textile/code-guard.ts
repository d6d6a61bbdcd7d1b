/**
 * Code that holds a closing tag of Redmine's own, or in a collapsed block a line that starts with
 * `}}`, would end there. The writer puts a zero-width space into these, and the reader takes it
 * out again; nothing else can stand for them in code, where Redmine reads no entities.
 */
export const GUARD = '\u200b';

/** A guarded place: what stands before and after the guard. */
export const GUARDED_CLOSING = /(<\/?|\n|^)\u200b((?:pre|code|kbd|notextile)\b|\}\})/g;
