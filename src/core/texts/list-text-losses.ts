/** What a rich text has that the other format has no word for. */
import type { AdfNode } from '../../text';
import type { Mapping } from '../mapping';
import { otherSide, type RichText } from '../model';
import { convertText } from './convert-text';

/** What people call the parts of a document that may stay behind: nodes and marks. */
const PARTS: Readonly<Record<string, string>> = {
  panel: 'panels',
  expand: 'expands',
  nestedExpand: 'expands',
  layoutSection: 'columns',
  decisionList: 'decisions',
  taskList: 'task lists',
  table: 'tables',
  mediaSingle: 'pictures',
  mediaGroup: 'files',
  mediaInline: 'files',
  caption: 'captions',
  extension: 'macros',
  bodiedExtension: 'macros',
  inlineExtension: 'macros',
  syncBlock: 'synced blocks',
  bodiedSyncBlock: 'synced blocks',
  mention: 'mentions',
  status: 'status labels',
  date: 'dates',
  placeholder: 'placeholders',
  blockCard: 'previews of links',
  embedCard: 'previews of links',
  inlineCard: 'previews of links',
  textColor: 'colours',
  backgroundColor: 'colours',
  underline: 'underlining',
  subsup: 'sub- and superscript',
  alignment: 'alignment',
  indentation: 'indentation',
  annotation: 'inline comments',
  fontSize: 'text sizes',
  border: 'borders',
};

/** Redmine's own, which Jira shows as they are written. */
const AS_WRITTEN = [
  { name: 'macros', pattern: /\{\{(?!collapse)\w+/ },
  { name: 'wiki links', pattern: /\[\[[^\]\n]+\]\]/ },
] as const;

/**
 * The kinds of things in a text that arrive as plain words across, each once. They are not lost
 * where they are: an edit across leaves them alone.
 */
export function listTextLosses(mapping: Mapping, text: RichText): readonly string[] {
  if (text.format !== 'adf') {
    return AS_WRITTEN.filter(({ pattern }) => pattern.test(text.source)).map(({ name }) => name);
  }
  const across = convertText(mapping, text, otherSide('jira'));
  const back = convertText(mapping, across, 'jira');
  if (back?.format !== 'adf') return [];
  const [before, after] = [countParts(text.doc as AdfNode), countParts(back.doc as AdfNode)];
  return [...before].flatMap(([part, count]) => ((after.get(part) ?? 0) < count ? [part] : []));
}

function countParts(doc: AdfNode): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const pending: AdfNode[] = [doc];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const type of [node.type, ...(node.marks ?? []).map((mark) => mark.type)]) {
      const part = PARTS[type];
      if (part !== undefined) counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    pending.push(...[...(node.content ?? [])].reverse());
  }
  return counts;
}

/** The accounts that a document mentions and that have no row in the mapping's table of people. */
export function listStrangers(mapping: Mapping, text: RichText): readonly string[] {
  if (text.format !== 'adf') return [];
  const names = new Map<string, string>();
  const pending: AdfNode[] = [text.doc as AdfNode];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { id, text: name } = node.attrs ?? {};
    if (node.type === 'mention' && typeof id === 'string') {
      names.set(id, typeof name === 'string' ? name.replace(/^@/, '') : id);
    }
    pending.push(...(node.content ?? []));
  }
  return [...names].flatMap(([id, name]) =>
    mapping.people.some(({ jira }) => jira === id) ? [] : [name],
  );
}
