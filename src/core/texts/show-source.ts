/** Rich text for people's eyes. */
import { adfToMarkdown } from '../../text';
import type { RichText } from '../model';

/** The source as it was typed; a document as Markdown. */
export function showSource(text: RichText): string {
  return text.format === 'adf' ? adfToMarkdown(text.doc) : text.source;
}
