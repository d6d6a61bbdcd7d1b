/**
 * Rich text between Jira and Redmine: Atlassian Document Format on one side, Markdown or Textile
 * on the other. Pure: no clock, no network, nothing of the rest of the project.
 *
 * - Readers (`markdownToAdf`, `textileToAdf`) take any text and return a valid document.
 * - Writers (`adfToMarkdown`, `adfToTextile`) take any document and return readable text.
 * - Lenses (`applyMarkdownEdit`, `applyTextileEdit`) carry an edited text back into the document it
 *   was written from and leave everything else in it as it is.
 * - `mergeDocuments` merges two versions of a document.
 *
 * None of them throws, whatever it is given; time is linear in the input. What exceeds
 * `context.limits` becomes plain text or code. `docs/text.md` says what becomes what.
 */
import type { AdfDocument } from './adf/nodes';
import type { TextContext } from './context';
import { applyEdit } from './lens/apply-edit';
import { markdownToAdf } from './markdown/reader';
import { adfToMarkdown } from './markdown/writer';
import { adfToTextile } from './textile/adf-to-textile';
import { textileToAdf } from './textile/textile-to-adf';

export type { AdfDocument, AdfMark, AdfNode, MarkType, NodeType } from './adf/nodes';
export type {
  AttachmentLookup,
  IssueLookup,
  JiraPerson,
  MediaFile,
  PeopleLookup,
  TextContext,
  TextLimits,
  TextPerson,
} from './context';
export { alignEqual } from './lens/align';
export type { BlockConflict, DocumentMerge, DocumentSides } from './merge/merge-documents';
export { mergeDocuments } from './merge/merge-documents';
export { adfToMarkdown, adfToTextile, markdownToAdf, textileToAdf };

export interface MarkdownEdit {
  readonly baseAdf: AdfDocument;
  /** The text that was written for `baseAdf`, or that it was read from. */
  readonly baseMarkdown: string;
  readonly newMarkdown: string;
  readonly context?: TextContext;
}

/**
 * The document with what changed between the two texts changed in it, and nothing else: blocks whose
 * text did not change are `baseAdf`'s own objects. Nothing throws; a text beyond `context.limits` is
 * taken as plain paragraphs.
 *
 * @returns `baseAdf` itself when the texts say the same; valid when `baseAdf` is.
 */
export function applyMarkdownEdit(edit: MarkdownEdit): AdfDocument {
  const { baseAdf, baseMarkdown, newMarkdown, context } = edit;
  return applyEdit(
    { baseAdf, baseText: baseMarkdown, newText: newMarkdown, context },
    { read: markdownToAdf, write: adfToMarkdown },
  );
}

export interface TextileEdit {
  readonly baseAdf: AdfDocument;
  /** The text that was written for `baseAdf`, or that it was read from. */
  readonly baseTextile: string;
  readonly newTextile: string;
  readonly context?: TextContext;
}

/**
 * The document with what changed between the two texts changed in it, and nothing else: blocks whose
 * text did not change are `baseAdf`'s own objects. Nothing throws; a text beyond `context.limits` is
 * taken as plain paragraphs.
 *
 * @returns `baseAdf` itself when the texts say the same; valid when `baseAdf` is.
 */
export function applyTextileEdit(edit: TextileEdit): AdfDocument {
  const { baseAdf, baseTextile, newTextile, context } = edit;
  return applyEdit(
    { baseAdf, baseText: baseTextile, newText: newTextile, context },
    { read: textileToAdf, write: adfToTextile },
  );
}
