/** What each tag that the passes write is, and how a browser nests it. */

import { CODE, EM, STRIKE, STRONG, SUB, SUP, UNDERLINE } from '../../adf/builders';
import type { AdfMark, NodeType } from '../../adf/nodes';
import { unitAt } from './character-classes';

export interface PhraseRule {
  readonly kind: 'phrase';
  readonly name: string;
  /** One, or none for phrases that ADF does not have. */
  readonly marks: readonly AdfMark[];
  /** True for tags that a browser opens again in the next block when they were left open. */
  readonly isReopened: boolean;
}

export interface BlockRule {
  readonly kind: 'block';
  readonly name: string;
  /** One of its own among the blocks, `h1` to `h6` sharing theirs. */
  readonly bit: number;
  /** What it becomes. */
  readonly type: NodeType;
  /** Heading level. */
  readonly level: number;
  /** Blocks that end where it begins, nearest first. */
  readonly endsBefore: readonly BlockEnd[];
  /** What its closing tag ends. */
  readonly ends: BlockEnd;
}

/** Blocks are named by their bits. */
export interface BlockEnd {
  readonly ends: number;
  /** Blocks beyond which it does not look. */
  readonly barriers: number;
}

export interface LoneRule {
  readonly kind: 'break' | 'rule' | 'image' | 'code-block';
}

export type TagRule = PhraseRule | BlockRule | LoneRule;

const BLOCK_NAMES = ['', 'p', 'h', 'blockquote', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th'];

function bits(...names: readonly string[]): number {
  return names.reduce((all, name) => all | (1 << BLOCK_NAMES.indexOf(name)), 0);
}

const CELL_BARRIERS = bits('td', 'th', 'table');
const LIST_BARRIERS = CELL_BARRIERS | bits('ul', 'ol');

/** What ends before any block. */
export const PARAGRAPH_END: BlockEnd = { ends: bits('p'), barriers: CELL_BARRIERS };
const ITEM_END: BlockEnd = { ends: bits('li'), barriers: LIST_BARRIERS };
const CELL_END: BlockEnd = { ends: bits('td', 'th'), barriers: bits('table') };
const ROW_END: BlockEnd = { ends: bits('tr'), barriers: bits('table') };

function phrase(name: string, mark?: AdfMark, isReopened = false): PhraseRule {
  return { kind: 'phrase', name, marks: mark ? [mark] : [], isReopened };
}

function block(name: string, type: NodeType, own?: BlockEnd, before?: BlockEnd): BlockRule {
  const bit = bits(name.replace(/\d/, ''));
  const ends = own ?? { ends: bit, barriers: CELL_BARRIERS };
  const endsBefore = before ? [before, PARAGRAPH_END] : [PARAGRAPH_END];
  return { kind: 'block', name, bit, type, level: 0, endsBefore, ends };
}

function headingRule(level: number): BlockRule {
  return { ...block(`h${level}`, 'heading'), level };
}

const RULES: readonly (PhraseRule | BlockRule)[] = [
  phrase('strong', STRONG, true),
  phrase('b', STRONG, true),
  phrase('em', EM, true),
  phrase('i', EM, true),
  phrase('code', CODE, true),
  phrase('a', undefined, true),
  phrase('cite', EM),
  phrase('ins', UNDERLINE),
  phrase('del', STRIKE),
  phrase('sup', SUP),
  phrase('sub', SUB),
  phrase('kbd', CODE),
  phrase('span'),
  phrase('abbr'),
  phrase('notextile'),
  block('p', 'paragraph', PARAGRAPH_END),
  ...[1, 2, 3, 4, 5, 6].map(headingRule),
  block('blockquote', 'blockquote'),
  block('ul', 'bulletList'),
  block('ol', 'orderedList'),
  block('li', 'listItem', ITEM_END, ITEM_END),
  block('table', 'table', { ends: bits('table'), barriers: 0 }),
  block('tr', 'tableRow', ROW_END, ROW_END),
  block('td', 'tableCell', CELL_END, CELL_END),
  block('th', 'tableHeader', CELL_END, CELL_END),
];

export const BREAK_RULE: TagRule = { kind: 'break' };

export const TAG_RULES: ReadonlyMap<string, TagRule> = new Map<string, TagRule>([
  ...RULES.map((rule) => [rule.name, rule] as const),
  ['br', BREAK_RULE],
  ['hr', { kind: 'rule' }],
  ['img', { kind: 'image' }],
  ['pre', { kind: 'code-block' }],
]);

/** Three characters and the length tell all names apart; comparing numbers needs no new string. */
export function keyOfName(text: string, start: number, end: number): number {
  const first = unitAt(text, start);
  const second = start + 1 < end ? unitAt(text, start + 1) : 0;
  const third = start + 2 < end ? unitAt(text, start + 2) : 0;
  return ((first * 128 + second) * 128 + third) * 16 + ((end - start) & 15);
}

export const RULES_BY_KEY: ReadonlyMap<number, TagRule> = new Map(
  [...TAG_RULES].map(([name, rule]) => [keyOfName(name, 0, name.length), rule]),
);

/** The document itself, around all blocks. */
export const DOCUMENT_RULE: BlockRule = block('', 'doc');

/** @param name of a phrase's tag. */
export function getPhraseRule(name: string): PhraseRule {
  const rule = TAG_RULES.get(name);
  if (rule?.kind !== 'phrase') throw new Error(`[textile] <${name}> is no phrase`);
  return rule;
}
