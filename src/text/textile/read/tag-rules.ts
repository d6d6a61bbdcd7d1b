/** What each tag that the passes write is, and how a browser nests it. */
import { CODE, EM, STRIKE, STRONG, SUB, SUP, UNDERLINE } from '../../adf/builders';
import type { AdfMark, NodeType } from '../../adf/nodes';

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
  /** What it becomes. */
  readonly type: NodeType;
  /** Heading level. */
  readonly level: number;
  /** Blocks that end where it begins, nearest first. */
  readonly endsBefore: readonly BlockEnd[];
  /** What its closing tag ends. */
  readonly ends: BlockEnd;
}

export interface BlockEnd {
  readonly names: ReadonlySet<string>;
  /** Blocks beyond which it does not look. */
  readonly barriers: ReadonlySet<string>;
}

export interface LoneRule {
  readonly kind: 'break' | 'rule' | 'image' | 'code-block';
}

export type TagRule = PhraseRule | BlockRule | LoneRule;

const names = (...list: readonly string[]): ReadonlySet<string> => new Set(list);
const CELL_BARRIERS = names('td', 'th', 'table');
const LIST_BARRIERS = names('ul', 'ol', 'td', 'th', 'table');
const HEADINGS = names('h1', 'h2', 'h3', 'h4', 'h5', 'h6');

/** What ends before any block. */
export const PARAGRAPH_END: BlockEnd = { names: names('p'), barriers: CELL_BARRIERS };
const ITEM_END: BlockEnd = { names: names('li'), barriers: LIST_BARRIERS };
const CELL_END: BlockEnd = { names: names('td', 'th'), barriers: names('table') };
const ROW_END: BlockEnd = { names: names('tr'), barriers: names('table') };

function phrase(name: string, mark?: AdfMark, isReopened = false): PhraseRule {
  return { kind: 'phrase', name, marks: mark ? [mark] : [], isReopened };
}

function block(name: string, type: NodeType, own?: BlockEnd, before?: BlockEnd): BlockRule {
  const ends = own ?? { names: names(name), barriers: CELL_BARRIERS };
  const endsBefore = before ? [before, PARAGRAPH_END] : [PARAGRAPH_END];
  return { kind: 'block', name, type, level: 0, endsBefore, ends };
}

function headingRule(level: number): BlockRule {
  const ends = { names: HEADINGS, barriers: CELL_BARRIERS };
  return { ...block(`h${level}`, 'heading', ends), level };
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
  block('table', 'table', { names: names('table'), barriers: names() }),
  block('tr', 'tableRow', ROW_END, ROW_END),
  block('td', 'tableCell', CELL_END, CELL_END),
  block('th', 'tableHeader', CELL_END, CELL_END),
];

export const TAG_RULES: ReadonlyMap<string, TagRule> = new Map<string, TagRule>([
  ...RULES.map((rule) => [rule.name, rule] as const),
  ['br', { kind: 'break' }],
  ['hr', { kind: 'rule' }],
  ['img', { kind: 'image' }],
  ['pre', { kind: 'code-block' }],
]);

/** Three characters and the length tell all names apart; comparing numbers needs no new string. */
export function keyOfName(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const second = start + 1 < end ? text.charCodeAt(start + 1) : 0;
  const third = start + 2 < end ? text.charCodeAt(start + 2) : 0;
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
