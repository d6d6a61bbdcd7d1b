/** Whether ADF can hold a structure at all; what it cannot hold is left out of the judgement. */
import type { Block } from './textile-structure';

const LINES = ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const ANYWHERE = ['p', 'ul', 'ol', 'pre', 'img'];

/** The children that ADF allows in each container; `doc` stands for the document. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  doc: [...LINES, ...ANYWHERE, 'hr', 'blockquote', 'table', 'details'],
  details: [...LINES, ...ANYWHERE, 'hr', 'blockquote', 'table'],
  blockquote: ANYWHERE,
  li: ANYWHERE,
  ul: ['li'],
  ol: ['li'],
  table: ['tr'],
  tr: ['td', 'th'],
  td: [...LINES, ...ANYWHERE, 'hr', 'blockquote'],
  th: [...LINES, ...ANYWHERE, 'hr', 'blockquote'],
};

/** Addresses that ADF takes: Atlassian's own validator refuses all others. */
const SAFE_ADDRESS = /^(?:https?:\/\/|ftps?:\/\/|sftp:\/\/|mailto:|\/|#)/i;

export function isExpressible(blocks: readonly Block[], parent = 'doc'): boolean {
  const allowed = CHILDREN[parent] ?? [];
  return blocks.every(
    (block) =>
      allowed.includes(block.kind) &&
      (block.inline ?? []).every((run) => block.kind === 'pre' || isRunExpressible(run)) &&
      isExpressible(block.children ?? [], block.kind),
  );
}

/** `code` stands alone or in a link; only one of sub and sup; an address must be one of ADF's. */
function isRunExpressible(run: string): boolean {
  const marks = run.slice(run.lastIndexOf('|') + 1);
  const address = /a\(([^ ]*)\)/.exec(marks)?.[1];
  if (address !== undefined && !SAFE_ADDRESS.test(address)) return false;
  const names = marks
    .replace(/a\([^ ]*\)/g, '')
    .split(' ')
    .filter(Boolean);
  if (names.includes('sub') && names.includes('sup')) return false;
  return !names.includes('code') || names.length === 1;
}
