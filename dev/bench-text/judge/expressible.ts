/** Whether ADF can express what a piece of reference HTML shows; what it cannot is left out. */
import { createRequire } from 'node:module';
import { BLOCK_NAMES, findCheckbox, isInlineMark, textContent } from './canonical';
import { attributeOf, type HtmlNode } from './html-tree';

const require = createRequire(import.meta.url ?? __filename);
const { isSafeUrl } = require('@atlaskit/adf-schema/is-safe-url') as {
  isSafeUrl: (url: string) => boolean;
};

const FORBIDDEN_IN_ITEM = new Set([
  'blockquote',
  'table',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const OTHER_KNOWN = new Set(['#text', '#document-fragment', 'a', 'br', 'img', 'input', 'code']);

interface Scope {
  readonly isInItem: boolean;
  readonly marks: readonly string[];
  readonly isInLink: boolean;
}

export function isExpressible(root: HtmlNode): boolean {
  return isFine(root, { isInItem: false, marks: [], isInLink: false });
}

function isFine(node: HtmlNode, scope: Scope): boolean {
  const name = node.nodeName;
  if (!BLOCK_NAMES.has(name) && !isInlineMark(name) && !OTHER_KNOWN.has(name)) return false;
  if (scope.isInItem && FORBIDDEN_IN_ITEM.has(name)) return false;
  if (name === 'code' && scope.marks.length > 0) return false;
  if (name === 'a' && !isSafeUrl(attributeOf(node, 'href') ?? '')) return false;
  if (name === 'a' && scope.isInLink) return false;
  if (name === 'pre') return true;
  if ((name === 'ul' || name === 'ol') && !isPlainOrTasks(node)) return false;
  const inner: Scope = {
    isInItem: scope.isInItem || name === 'li' || name === 'blockquote',
    marks: isInlineMark(name) && name !== 'code' ? [...scope.marks, name] : scope.marks,
    isInLink: scope.isInLink || name === 'a',
  };
  if (hasInlineImage(node)) return false;
  return (node.childNodes ?? []).every((child) => isFine(child, inner));
}

/** An image beside text: ADF's images are blocks. */
function hasInlineImage(node: HtmlNode): boolean {
  const children = node.childNodes ?? [];
  const hasImage = children.some(
    (child) =>
      child.nodeName === 'img' ||
      (child.nodeName === 'a' && child.childNodes?.some((c) => c.nodeName === 'img')),
  );
  if (!hasImage) return false;
  if (isInlineMark(node.nodeName) || /^h[1-6]$/.test(node.nodeName)) return true;
  return children.some((child) => child.nodeName !== 'img' && textContent(child).trim() !== '');
}

/** A list of tasks has nothing but tasks, and in each task one line and lists of tasks. */
function isPlainOrTasks(list: HtmlNode): boolean {
  const items = (list.childNodes ?? []).filter((child) => child.nodeName === 'li');
  const tasks = items.filter((item) => findCheckbox(item) !== undefined);
  if (tasks.length === 0) return true;
  if (tasks.length < items.length || list.nodeName === 'ol') return false;
  return items.every((item) => {
    const blocks = (item.childNodes ?? []).filter((child) => BLOCK_NAMES.has(child.nodeName));
    return blocks.every(
      (block, index) =>
        (block.nodeName === 'p' && index === 0) ||
        (block.nodeName === 'ul' &&
          block.childNodes?.some((child) => findCheckbox(child) !== undefined)),
    );
  });
}
