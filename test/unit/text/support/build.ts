/** Short builders for documents in tests. */
import type { AdfDocument, AdfMark, AdfNode } from '../../../../src/text';

export const doc = (...content: readonly AdfNode[]): AdfDocument => ({
  type: 'doc',
  version: 1,
  content,
});

export const text = (value: string, ...marks: readonly AdfMark[]): AdfNode =>
  marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };

export const p = (...content: readonly (AdfNode | string)[]): AdfNode => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});

export const item = (...content: readonly AdfNode[]): AdfNode => ({ type: 'listItem', content });

export const list = (...items: readonly AdfNode[]): AdfNode => ({
  type: 'bulletList',
  content: items,
});

export const cell = (...content: readonly AdfNode[]): AdfNode => ({ type: 'tableCell', content });
export const header = (...content: readonly AdfNode[]): AdfNode => ({
  type: 'tableHeader',
  content,
});
export const row = (...content: readonly AdfNode[]): AdfNode => ({ type: 'tableRow', content });
export const table = (...content: readonly AdfNode[]): AdfNode => ({ type: 'table', content });

export const mention = (id: string, name: string): AdfNode => ({
  type: 'mention',
  attrs: { id, text: `@${name}` },
});

export const status = (label: string): AdfNode => ({
  type: 'status',
  attrs: { text: label, color: 'blue' },
});

export const STRONG: AdfMark = { type: 'strong' };
export const EM: AdfMark = { type: 'em' };
export const CODE: AdfMark = { type: 'code' };
export const RED: AdfMark = { type: 'textColor', attrs: { color: '#ff0000' } };
export const link = (href: string): AdfMark => ({ type: 'link', attrs: { href } });
