/**
 * What the lens needs of a text format. Any pair of converters will do: the lens asks nothing of
 * how they work, only that what is written can be read again.
 *
 * For the Textile side: `{ read: textileToAdf, write: adfToTextile }` is all there is to plug in.
 */
import type { AdfDocument } from '../adf/nodes';
import type { TextContext } from '../context';

export interface TextFormat {
  readonly read: (source: string, context?: TextContext) => AdfDocument;
  readonly write: (doc: AdfDocument, context?: TextContext) => string;
}
