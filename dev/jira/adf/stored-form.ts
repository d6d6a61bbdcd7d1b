/**
 * What a site may make of a document when it stores it: adjacent texts with the same marks become
 * one, and blocks get ids of their own. Whether Jira does so to documents that come through REST is
 * not known (docs/unverified.md, R7); the option `storesAdf` lets a test take the harder side.
 */
import { isArray, isObject, type Json, type JsonObject, sameJson } from '../json';

const WITH_LOCAL_ID = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'codeBlock',
  'blockquote',
  'panel',
  'rule',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'expand',
  'nestedExpand',
  'mediaSingle',
]);

/** The document with ids on its blocks and its texts merged. */
export function withLocalIds(document: Json, newId: () => string): Json {
  if (!isObject(document)) return document;
  const children = isArray(document.content)
    ? mergeTexts(document.content).map((child) => withLocalIds(child, newId))
    : undefined;
  const attrs = isObject(document.attrs) ? document.attrs : {};
  const needsId = WITH_LOCAL_ID.has(String(document.type)) && attrs.localId === undefined;
  return {
    ...document,
    ...(needsId ? { attrs: { ...attrs, localId: newId() } } : {}),
    ...(children === undefined ? {} : { content: children }),
  };
}

/** Whether two documents differ in nothing but what storing one may add. */
export function isSameDocument(left: Json, right: Json): boolean {
  return sameJson(bare(left), bare(right));
}

function bare(node: Json): Json {
  if (!isObject(node)) return node;
  const { attrs, content, ...rest } = node;
  const kept = Object.entries(isObject(attrs) ? attrs : {}).filter(([key]) => key !== 'localId');
  return {
    ...rest,
    ...(kept.length === 0 ? {} : { attrs: Object.fromEntries(kept) }),
    ...(isArray(content) ? { content: mergeTexts(content).map(bare) } : {}),
  };
}

function mergeTexts(nodes: readonly Json[]): readonly Json[] {
  const merged: Json[] = [];
  for (const node of nodes) {
    const before = merged.at(-1);
    const joined = before === undefined ? undefined : join(before, node);
    if (joined === undefined) merged.push(node);
    else merged[merged.length - 1] = joined;
  }
  return merged;
}

function join(left: Json, right: Json): JsonObject | undefined {
  if (!isObject(left) || !isObject(right)) return undefined;
  if (left.type !== 'text' || right.type !== 'text') return undefined;
  if (!sameJson(left.marks ?? [], right.marks ?? [])) return undefined;
  return { ...left, text: `${String(left.text)}${String(right.text)}` };
}
