/** Rich text as a page shows it in a list: readable, and short. */
import type { RichText } from '../core/model';
import { showSource } from '../core/texts/show-source';

const MAX_SHOWN = 500;

/** At most 500 characters; a document is shown as Markdown. */
export function showText(text: RichText): string {
  const source = showSource(text);
  return source.length > MAX_SHOWN ? `${source.slice(0, MAX_SHOWN)}…` : source;
}
