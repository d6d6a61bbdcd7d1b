/**
 * Reads Textile as Redmine does: its own dialect, a descendant of RedCloth 3.
 *
 * @see https://www.redmine.org/projects/redmine/wiki/RedmineTextFormattingTextile
 */

import type { AdfDocument } from '../adf/nodes';
import { limitsOf, type TextContext } from '../context';
import { isTooLong, plainDocument } from '../guard';
import { catchMacros } from './read/catch-macros';
import { cleanWhiteSpace, normalizeLineEnds, showOwnSpaces } from './read/clean-white-space';
import { hideAmpersands } from './read/decode-text';
import { buildDocument } from './read/document-builder';
import { escapeHtmlTags, removeComments } from './read/escape-html';
import { protectCode } from './read/protect-code';
import { markNotextile } from './read/protect-notextile';
import { rewriteLineBreaks } from './read/rewrite-line-breaks';
import { rewriteQuotes } from './read/rewrite-quotes';
import {
  AMPERSAND_SIGN,
  BRACE,
  EQUALS,
  findTraits,
  GREATER,
  LESS,
  LINE_END,
  QUOTE,
} from './read/traits';
import { createWorkspace, type Workspace } from './read/workspace';

/**
 * The document that a Textile source shows as in Redmine. Never throws, and always gives a valid
 * document: what ADF lacks gets the closest form, what is not understood stays text.
 *
 * @param context resolves people, issues and attachments; without it they stay text.
 */
export function textileToAdf(source: string, context?: TextContext): AdfDocument {
  const clean = normalizeLineEnds(source);
  if (isTooLong(clean, limitsOf(context))) return plainDocument(clean);
  return readDocument(clean, context);
}

/**
 * What the writer reads back to prove a line: as {@link textileToAdf} without context, but every
 * picture that Redmine would show is a node, also where the reader would rather keep its text.
 */
export function readForProof(source: string): AdfDocument {
  return readDocument(source, undefined, true);
}

function readDocument(
  source: string,
  context: TextContext | undefined,
  isProof = false,
): AdfDocument {
  const workspace = createWorkspace(context, limitsOf(context), findTraits(source), isProof);
  const text = rewrite(source, workspace);
  return buildDocument(text, workspace, (nested) => readDocument(nested, context, isProof));
}

/** Redmine's passes over the whole text, in its order. */
function rewrite(source: string, workspace: Workspace): string {
  const { traits, limits } = workspace;
  let text = traits & BRACE ? catchMacros(source, workspace.macros) : source;
  if (traits & AMPERSAND_SIGN) text = hideAmpersands(text);
  text = cleanWhiteSpace(text, traits);
  if (traits & LESS) text = protectCode(text, workspace);
  if (traits & QUOTE) text = showOwnSpaces(text);
  if (traits & EQUALS) text = markNotextile(text);
  if (traits & LESS) text = escapeHtmlTags(removeComments(text));
  if (traits & GREATER) text = rewriteQuotes(text, limits.maxDepth);
  return traits & LINE_END ? rewriteLineBreaks(text) : text;
}
