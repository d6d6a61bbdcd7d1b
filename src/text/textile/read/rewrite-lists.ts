/**
 * Lists: every line from the first item of a block to the block's end belongs to one list. Depth
 * is the number of markers, and the last marker of an item says which kind of list it is in.
 */
import { ALIGNMENT, DECORATION } from './tag-attributes';
import { keepNotation, type Workspace } from './workspace';

const FIRST_ITEM = new RegExp(`[#*]{1,200}?${DECORATION} `, 'y');
const ITEM = new RegExp(`^([#*]{1,200})(${ALIGNMENT}${DECORATION}) `);

export function rewriteLists(block: string, workspace: Workspace): string | undefined {
  const start = findFirstItem(block);
  if (start < 0) return undefined;
  return block.slice(0, start) + rewriteItems(block.slice(start).split('\n'), workspace);
}

/** The start of the first line that is an item, or -1. */
function findFirstItem(block: string): number {
  for (let lineStart = 0; ; ) {
    const char = block[lineStart];
    if (char === '*' || char === '#') {
      FIRST_ITEM.lastIndex = lineStart;
      if (FIRST_ITEM.test(block)) return lineStart;
    }
    const lineEnd = block.indexOf('\n', lineStart);
    if (lineEnd < 0) return -1;
    lineStart = lineEnd + 1;
  }
}

interface Item {
  readonly markers: string;
  readonly notation: string;
  readonly content: string;
}

function readItem(line: string): Item | undefined {
  let at = 0;
  while (line[at] === '*' || line[at] === '#') at++;
  if (at === 0) return undefined;
  if (line[at] === ' ') {
    return { markers: line.slice(0, at), notation: '', content: line.slice(at + 1) };
  }
  const item = ITEM.exec(line);
  if (!item) return undefined;
  const content = line.slice(item[0].length);
  return { markers: item[1] as string, notation: item[2] as string, content };
}

function rewriteItems(lines: readonly string[], workspace: Workspace): string {
  const open: string[] = [];
  let result = '';
  let separator = '';
  for (const line of lines) {
    const item = readItem(line);
    let written = line;
    if (item) {
      const { markers, notation, content } = item;
      result += closeDeeper(open, markers);
      if (open[open.length - 1] === markers) {
        written = `\t\t<li>${content}`;
      } else {
        open.push(markers);
        const attributes = keepNotation(workspace, notation);
        written = `\t<${listTag(markers)}${attributes}>\n\t<li>${content}`;
      }
    }
    result += separator + written;
    separator = '\n';
  }
  for (let markers = open.pop(); markers; markers = open.pop()) {
    result += `</li>\n\t</${listTag(markers)}>`;
  }
  return result;
}

/** What goes to the end of the line before an item: ends of deeper lists, and of an item beside. */
function closeDeeper(open: string[], markers: string): string {
  let result = '';
  let deepest = open[open.length - 1];
  while (deepest !== undefined && deepest.length > markers.length) {
    open.pop();
    result += `</li>\n\t</${listTag(deepest)}>\n\t`;
    deepest = open[open.length - 1];
  }
  return deepest?.length === markers.length ? `${result}</li>` : result;
}

function listTag(markers: string): 'ol' | 'ul' {
  return markers.endsWith('#') ? 'ol' : 'ul';
}
