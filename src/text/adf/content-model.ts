/**
 * Which node may stand in which, as tables read off `json-schema/v1/full.json` of
 * `@atlaskit/adf-schema` 57, taking the stricter rule where `@atlaskit/adf-utils`' validator
 * differs.
 */
import { INLINE_TYPES, type MarkType, type NodeType } from './nodes';

const CAPTION_INLINE = INLINE_TYPES.filter(
  (type) => type !== 'mediaInline' && type !== 'inlineExtension',
);
const LISTS = ['bulletList', 'orderedList', 'taskList'] as const;
const MEDIA_BLOCKS = ['mediaSingle', 'mediaGroup'] as const;
const PLAIN_BLOCKS = [
  'paragraph',
  'heading',
  'codeBlock',
  'rule',
  ...LISTS,
  'decisionList',
  ...MEDIA_BLOCKS,
  'extension',
] as const;
const EXPAND_BLOCKS = [
  ...PLAIN_BLOCKS,
  'panel',
  'blockquote',
  'table',
  'blockCard',
  'embedCard',
] as const;
const COLUMN_BLOCKS = [...EXPAND_BLOCKS, 'expand', 'bodiedExtension'] as const;

const NOTHING: ReadonlySet<NodeType> = new Set();
const of = (...types: readonly NodeType[]): ReadonlySet<NodeType> => new Set(types);
const CELL_BLOCKS = of(
  ...PLAIN_BLOCKS,
  'panel',
  'blockquote',
  'blockCard',
  'embedCard',
  'nestedExpand',
);
const INLINE = of(...INLINE_TYPES);

/** The children that each node may have. */
export const CHILDREN: Readonly<Record<NodeType, ReadonlySet<NodeType>>> = {
  doc: of(...COLUMN_BLOCKS, 'layoutSection', 'syncBlock', 'bodiedSyncBlock'),
  paragraph: INLINE,
  heading: INLINE,
  taskItem: INLINE,
  decisionItem: INLINE,
  caption: of(...CAPTION_INLINE),
  codeBlock: of('text'),
  blockquote: of(
    'paragraph',
    'orderedList',
    'bulletList',
    'codeBlock',
    ...MEDIA_BLOCKS,
    'extension',
  ),
  bulletList: of('listItem'),
  orderedList: of('listItem'),
  listItem: of('paragraph', ...LISTS, 'mediaSingle', 'codeBlock', 'extension'),
  taskList: of('taskItem', 'taskList', 'blockTaskItem'),
  blockTaskItem: of('paragraph', 'extension'),
  decisionList: of('decisionItem'),
  panel: of(...PLAIN_BLOCKS, 'blockCard'),
  expand: of(...EXPAND_BLOCKS, 'nestedExpand'),
  nestedExpand: of(...PLAIN_BLOCKS, 'panel', 'blockquote'),
  table: of('tableRow'),
  tableRow: of('tableHeader', 'tableCell'),
  tableHeader: CELL_BLOCKS,
  tableCell: CELL_BLOCKS,
  mediaSingle: of('media', 'caption'),
  mediaGroup: of('media'),
  layoutSection: of('layoutColumn'),
  layoutColumn: of(...COLUMN_BLOCKS),
  bodiedExtension: of(...EXPAND_BLOCKS),
  bodiedSyncBlock: of(
    ...COLUMN_BLOCKS.filter((type) => type !== 'extension' && type !== 'bodiedExtension'),
    'layoutSection',
  ),
  text: NOTHING,
  hardBreak: NOTHING,
  mention: NOTHING,
  emoji: NOTHING,
  date: NOTHING,
  status: NOTHING,
  placeholder: NOTHING,
  inlineCard: NOTHING,
  inlineExtension: NOTHING,
  mediaInline: NOTHING,
  media: NOTHING,
  rule: NOTHING,
  blockCard: NOTHING,
  embedCard: NOTHING,
  extension: NOTHING,
  syncBlock: NOTHING,
};

/** Nodes that need a child, and get an empty paragraph when they have none. */
export const NEEDS_PARAGRAPH: ReadonlySet<NodeType> = of(
  'blockquote',
  'listItem',
  'blockTaskItem',
  'panel',
  'expand',
  'nestedExpand',
  'tableHeader',
  'tableCell',
  'layoutColumn',
  'bodiedExtension',
  'bodiedSyncBlock',
);

/** Nodes that mean nothing without a child, and go when they have none. */
export const NEEDS_CONTENT: ReadonlySet<NodeType> = of(
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'table',
  'tableRow',
  'mediaSingle',
  'mediaGroup',
  'layoutSection',
);

/** Containers that are cut in two around a table or rule that they must not hold. */
export const SPLITTABLE: ReadonlySet<NodeType> = of(
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'panel',
);

/** Nodes that leave a container that must not hold them, where {@link SPLITTABLE} allows it. */
export const HOISTED: ReadonlySet<NodeType> = of('table', 'rule');

const marks = (...types: readonly MarkType[]): ReadonlySet<MarkType> => new Set(types);

/** Marks of text that is not code. */
export const TEXT_MARKS: ReadonlySet<MarkType> = marks(
  'link',
  'em',
  'strong',
  'strike',
  'subsup',
  'underline',
  'textColor',
  'annotation',
  'backgroundColor',
);

/** Marks of text that is code: nothing else may stand beside `code`. */
export const CODE_TEXT_MARKS: ReadonlySet<MarkType> = marks('code', 'link', 'annotation');

const MEDIA_MARKS = marks('dataConsumer', 'link', 'annotation', 'border');
const EXTENSION_MARKS = marks('dataConsumer', 'fragment');
const BREAKOUT = marks('breakout');

/** Marks that a node may have wherever it stands; text, paragraph and heading have own rules. */
export const NODE_MARKS: Readonly<Partial<Record<NodeType, ReadonlySet<MarkType>>>> = {
  media: MEDIA_MARKS,
  mediaInline: MEDIA_MARKS,
  mediaSingle: marks('link'),
  extension: EXTENSION_MARKS,
  bodiedExtension: EXTENSION_MARKS,
  inlineExtension: EXTENSION_MARKS,
  table: marks('fragment'),
  layoutSection: BREAKOUT,
  syncBlock: BREAKOUT,
  bodiedSyncBlock: BREAKOUT,
};

/** Marks that a node may have at the top of the document only. */
export const TOP_LEVEL_MARKS: Readonly<Partial<Record<NodeType, ReadonlySet<MarkType>>>> = {
  codeBlock: BREAKOUT,
  expand: BREAKOUT,
};

const ALIGNED = of('doc', 'layoutColumn', 'bodiedSyncBlock');
const SMALL = of('listItem', 'blockTaskItem', 'panel', 'expand', 'nestedExpand', 'bodiedExtension');

/** The marks that a paragraph or heading may have within `parent`. */
export function textBlockMarks(type: NodeType, parent: NodeType): ReadonlySet<MarkType> {
  const isCell = parent === 'tableCell' || parent === 'tableHeader';
  if (type === 'heading') {
    return ALIGNED.has(parent) || isCell ? marks('alignment', 'indentation') : marks();
  }
  if (ALIGNED.has(parent)) return marks('fontSize', 'alignment', 'indentation');
  if (isCell) return marks('fontSize', 'alignment');
  return SMALL.has(parent) ? marks('fontSize') : marks();
}
