/**
 * Which node may stand in which, as tables read off `json-schema/v1/full.json` of
 * `@atlaskit/adf-schema` 57, taking the stricter rule where `@atlaskit/adf-utils`' validator
 * differs.
 */
import { isCellType, type MarkType, type NodeType } from './nodes';

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? First | Words<Rest>
  : Text;

/** The set of the words; the compiler checks each of them. */
const setOf = <Type extends string>(words: string): ReadonlySet<Type> =>
  new Set(words.split(' ') as Type[]);
const nodes = <Text extends string>(words: Words<Text> extends NodeType ? Text : never) =>
  setOf<NodeType>(words);
const marks = <Text extends string>(words: Words<Text> extends MarkType ? Text : never) =>
  setOf<MarkType>(words);

const INLINE_NODES = 'text hardBreak mention emoji date status placeholder inlineCard';
const LISTS = 'bulletList orderedList taskList';
const MEDIA_BLOCKS = 'mediaSingle mediaGroup';
const BASIC_BLOCKS =
  `paragraph heading codeBlock rule ${LISTS} decisionList ${MEDIA_BLOCKS}` as const;
const PLAIN_BLOCKS = `${BASIC_BLOCKS} extension` as const;
const RICH_BLOCKS = 'panel blockquote blockCard embedCard';
const SYNC_BLOCKS = `${BASIC_BLOCKS} ${RICH_BLOCKS} table expand` as const;
const EXPAND_BLOCKS = `${PLAIN_BLOCKS} ${RICH_BLOCKS} table` as const;
const COLUMN_BLOCKS = `${EXPAND_BLOCKS} expand bodiedExtension` as const;

const INLINE = nodes(`${INLINE_NODES} inlineExtension mediaInline`);
const CELL_BLOCKS = nodes(`${PLAIN_BLOCKS} ${RICH_BLOCKS} nestedExpand`);
const NOTHING: ReadonlySet<NodeType> = new Set();

/** The children that each node may have. */
export const CHILDREN: Readonly<Record<NodeType, ReadonlySet<NodeType>>> = {
  doc: nodes(`${COLUMN_BLOCKS} layoutSection syncBlock bodiedSyncBlock`),
  paragraph: INLINE,
  heading: INLINE,
  taskItem: INLINE,
  decisionItem: INLINE,
  caption: nodes(INLINE_NODES),
  codeBlock: nodes('text'),
  blockquote: nodes(`paragraph orderedList bulletList codeBlock ${MEDIA_BLOCKS} extension`),
  bulletList: nodes('listItem'),
  orderedList: nodes('listItem'),
  listItem: nodes(`paragraph ${LISTS} mediaSingle codeBlock extension`),
  taskList: nodes('taskItem taskList blockTaskItem'),
  blockTaskItem: nodes('paragraph extension'),
  decisionList: nodes('decisionItem'),
  panel: nodes(`${PLAIN_BLOCKS} blockCard`),
  expand: nodes(`${EXPAND_BLOCKS} nestedExpand`),
  nestedExpand: nodes(`${PLAIN_BLOCKS} panel blockquote`),
  table: nodes('tableRow'),
  tableRow: nodes('tableHeader tableCell'),
  tableHeader: CELL_BLOCKS,
  tableCell: CELL_BLOCKS,
  mediaSingle: nodes('media caption'),
  mediaGroup: nodes('media'),
  layoutSection: nodes('layoutColumn'),
  layoutColumn: nodes(COLUMN_BLOCKS),
  bodiedExtension: nodes(EXPAND_BLOCKS),
  bodiedSyncBlock: nodes(`${SYNC_BLOCKS} layoutSection`),
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

/** False for a node type that is newer than this module. */
export function isKnownType(type: string): type is NodeType {
  return Object.hasOwn(CHILDREN, type);
}

/** The children that a node may have; none for a type that is newer than this module. */
export function childTypesOf(type: string): ReadonlySet<NodeType> {
  return isKnownType(type) ? CHILDREN[type] : NOTHING;
}

/** Nodes that need a child, and get an empty paragraph when they have none. */
export const NEEDS_PARAGRAPH = nodes(
  'blockquote listItem blockTaskItem panel expand nestedExpand tableHeader tableCell layoutColumn bodiedExtension bodiedSyncBlock',
);

/** Nodes that mean nothing without a child, and go when they have none. */
export const NEEDS_CONTENT = nodes(
  `${LISTS} decisionList table tableRow ${MEDIA_BLOCKS} layoutSection`,
);

/** Containers that are cut in two around a table or rule that they must not hold. */
export const SPLITTABLE = nodes('blockquote bulletList orderedList listItem panel');

/** Nodes that leave a container that must not hold them, where {@link SPLITTABLE} allows it. */
export const HOISTED = nodes('table rule');

/** Marks of text that is not code. */
export const TEXT_MARKS = marks(
  'link em strong strike subsup underline textColor annotation backgroundColor',
);

/** Marks of text that is code: nothing else may stand beside `code`. */
export const CODE_TEXT_MARKS = marks('code link annotation');

const NO_MARKS: ReadonlySet<MarkType> = new Set();
const MEDIA_MARKS = marks('dataConsumer link annotation border');
const EXTENSION_MARKS = marks('dataConsumer fragment');
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

const ALIGNED = nodes('doc layoutColumn bodiedSyncBlock');
const SMALL = nodes('listItem blockTaskItem panel expand nestedExpand bodiedExtension');
const SIZE = marks('fontSize');
const HEADING_MARKS = marks('alignment indentation');
const PARAGRAPH_MARKS = marks('fontSize alignment indentation');
const CELL_MARKS = marks('fontSize alignment');

/** The marks that a paragraph or heading may have within `parent`. */
export function textBlockMarks(type: NodeType, parent: NodeType): ReadonlySet<MarkType> {
  const isCell = isCellType(parent);
  if (type === 'heading') return ALIGNED.has(parent) || isCell ? HEADING_MARKS : NO_MARKS;
  if (ALIGNED.has(parent)) return PARAGRAPH_MARKS;
  if (isCell) return CELL_MARKS;
  return SMALL.has(parent) ? SIZE : NO_MARKS;
}
