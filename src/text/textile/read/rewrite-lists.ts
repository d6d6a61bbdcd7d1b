/**
 * Lists: every line from the first item of a block to the block's end belongs to one list. Depth
 * is the number of markers, and the last marker of an item says which kind of list it is in.
 */
import { ALIGNMENT, DECORATION, parseAttributes } from './tag-attributes';
import { keepAttributes, type Workspace } from './workspace';

const FIRST_ITEM = new RegExp(`(?:^|\\n)(?=[#*]{1,200}?${DECORATION} )`);
const ITEM = new RegExp(`^([#*]{1,200})(${ALIGNMENT}${DECORATION}) `);

export function rewriteLists(block: string, workspace: Workspace): string | undefined {
  if (!/(?:^|\n)[#*]/.test(block)) return undefined;
  const first = FIRST_ITEM.exec(block);
  if (!first) return undefined;
  const start = first.index + first[0].length;
  return block.slice(0, start) + rewriteItems(block.slice(start).split('\n'), workspace);
}

function rewriteItems(lines: string[], workspace: Workspace): string {
  const open: string[] = [];
  let result = '';
  lines.forEach((line, index) => {
    const item = /^[#*]/.test(line) ? ITEM.exec(line) : null;
    let written = line;
    if (item) {
      const markers = item[1] as string;
      const content = line.slice(item[0].length);
      result += closeDeeper(open, markers);
      if (open.at(-1) === markers) {
        written = `\t\t<li>${content}`;
      } else {
        open.push(markers);
        const attributes = keepAttributes(workspace, parseAttributes(item[2] as string));
        written = `\t<${listTag(markers)}${attributes}>\n\t<li>${content}`;
      }
    }
    result += index > 0 ? `\n${written}` : written;
  });
  for (let markers = open.pop(); markers; markers = open.pop()) {
    result += `</li>\n\t</${listTag(markers)}>`;
  }
  return result;
}

/** What goes to the end of the line before an item: ends of deeper lists, and of an item beside. */
function closeDeeper(open: string[], markers: string): string {
  let result = '';
  while (open.length > 0 && (open.at(-1) as string).length > markers.length) {
    result += `</li>\n\t</${listTag(open.pop() as string)}>\n\t`;
  }
  return open.at(-1)?.length === markers.length ? `${result}</li>` : result;
}

function listTag(markers: string): 'ol' | 'ul' {
  return markers.endsWith('#') ? 'ol' : 'ul';
}
