/**
 * The Atlassian Document Format as types: all 43 node types and 17 marks of
 * `@atlaskit/adf-schema` 57 (`json-schema/v1/full.json`).
 *
 * One generic node shape is used instead of 43 interfaces: documents come from Jira and may be
 * newer than this list, and a table keyed by {@link NodeType} is still checked for completeness by
 * the compiler (`Record<NodeType, Handler>`).
 *
 * For the Textile reader and writer: build trees with `builders.ts`, pass what the reader built
 * through `normalize.ts` (which makes any tree valid), and give the writer a
 * `Record<NodeType, …>` and a `Record<MarkType, …>` so that no type can be forgotten.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */

/** Nodes that may stand inside a line of text. */
export type InlineType =
  | 'text'
  | 'hardBreak'
  | 'mention'
  | 'emoji'
  | 'date'
  | 'status'
  | 'placeholder'
  | 'inlineCard'
  | 'inlineExtension'
  | 'mediaInline';

/** Nodes that stand on their own, and the parts they are made of. */
export type BlockType =
  | 'doc'
  | 'paragraph'
  | 'heading'
  | 'blockquote'
  | 'codeBlock'
  | 'rule'
  | 'bulletList'
  | 'orderedList'
  | 'listItem'
  | 'taskList'
  | 'taskItem'
  | 'blockTaskItem'
  | 'decisionList'
  | 'decisionItem'
  | 'panel'
  | 'expand'
  | 'nestedExpand'
  | 'table'
  | 'tableRow'
  | 'tableHeader'
  | 'tableCell'
  | 'mediaSingle'
  | 'mediaGroup'
  | 'media'
  | 'caption'
  | 'blockCard'
  | 'embedCard'
  | 'layoutSection'
  | 'layoutColumn'
  | 'extension'
  | 'bodiedExtension'
  | 'syncBlock'
  | 'bodiedSyncBlock';

/** All marks, in the order in which we write them on a node (outermost first). */
export const MARK_TYPES = [
  'fragment',
  'dataConsumer',
  'breakout',
  'border',
  'alignment',
  'indentation',
  'fontSize',
  'annotation',
  'link',
  'backgroundColor',
  'textColor',
  'underline',
  'subsup',
  'strike',
  'strong',
  'em',
  'code',
] as const;

export type NodeType = InlineType | BlockType;
export type MarkType = (typeof MARK_TYPES)[number];

export type AdfAttributes = Readonly<Record<string, unknown>>;

export interface AdfMark {
  readonly type: MarkType;
  readonly attrs?: AdfAttributes;
}

export interface AdfNode {
  readonly type: NodeType;
  readonly attrs?: AdfAttributes;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
  readonly text?: string;
}

/** A whole document, as Jira's REST API v3 gives and takes it. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

const INLINE_TYPES: ReadonlySet<string> = new Set<InlineType>([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'placeholder',
  'inlineCard',
  'inlineExtension',
  'mediaInline',
]);

export function isInlineType(type: string): type is InlineType {
  return INLINE_TYPES.has(type);
}

export function isCellType(type: string): type is 'tableCell' | 'tableHeader' {
  return type === 'tableCell' || type === 'tableHeader';
}

/** The node's children; an absent or malformed `content` counts as none. */
export function childrenOf(node: { readonly content?: readonly AdfNode[] }): readonly AdfNode[] {
  return Array.isArray(node.content) ? node.content : [];
}

/** The node's marks; an absent or malformed `marks` counts as none. */
export function marksOf(node: AdfNode): readonly AdfMark[] {
  return Array.isArray(node.marks) ? node.marks : [];
}

/** An attribute that is text, or undefined when it is absent or of another kind. */
export function stringAttribute(
  owner: { readonly attrs?: AdfAttributes },
  name: string,
): string | undefined {
  const value = owner.attrs?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** An attribute that is a finite number, or undefined when it is absent or of another kind. */
export function numberAttribute(
  owner: { readonly attrs?: AdfAttributes },
  name: string,
): number | undefined {
  const value = owner.attrs?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
