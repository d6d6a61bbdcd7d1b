/**
 * Writes Textile that Redmine shows with the document's structure.
 *
 * What Textile lacks gets a form that people can read: panels are quotes with a label, expands are
 * collapsed text, mentions are names, files are the names of attachments, lists in cells are lines.
 *
 * @see https://www.redmine.org/projects/redmine/wiki/RedmineTextFormattingTextile
 */
import { type AdfDocument, childrenOf } from '../adf/nodes';
import { limitsOf, type TextContext } from '../context';
import type { BlockScope } from './write/block-scope';
import { writeBlocks } from './write/write-blocks';
import { joinBlocks } from './write/write-containers';

/**
 * The Textile of a document. Never throws, whatever the document holds.
 *
 * @param context gives logins, issue numbers and names of attachments for what Jira knows by id.
 * @returns with `\n` line ends, and none at the end.
 */
export function adfToTextile(document: AdfDocument, context?: TextContext): string {
  const scope: BlockScope = {
    place: 'document',
    depth: 0,
    maxDepth: limitsOf(context).maxDepth,
    context,
    hasLongNotextile: countDoubleEquals(document) > 1,
    writeBlocks,
  };
  return joinBlocks(writeBlocks(childrenOf(document), scope)).join('\n');
}

/** In all text of the document: a first `==` may make literal text of all up to the next. */
function countDoubleEquals(document: AdfDocument): number {
  let count = 0;
  const rest = [...document.content];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (typeof node.text === 'string') count += node.text.split('==').length - 1;
    rest.push(...childrenOf(node));
  }
  return count;
}
