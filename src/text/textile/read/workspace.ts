/**
 * What the passes of one conversion share: the parts taken out of the text, to which marks in the
 * text refer by number.
 *
 * Redmine's Textile is not a grammar but a sequence of rewriting passes over one text, in which
 * each pass sees the tags that the passes before it put in. That order decides every edge case, so
 * the reader here has the same passes, each as a scanner of its own that takes linear time. Those
 * over the whole text and its blocks write tags as Redmine does (`<br />`), because `<`, `>` and
 * the spaces in them are what later passes look at; the source's own tags cannot be mistaken for
 * them, since `escape-html.ts` has turned those into text. Those within a line, which are nearly
 * all the work, only note where their tags stand (`line-markup.ts`).
 */
import type { TextContext, TextLimits } from '../../context';
import type { CaughtMacro } from './catch-macros';
import { NO_ATTRIBUTES, readNotation, type TagAttributes } from './tag-attributes';

/** Code or literal text that no pass may look into. */
export interface ProtectedPart {
  readonly tag: ProtectedTag;
  /** The class of `<code class="…">`. */
  readonly language: string | undefined;
  text: string;
  /** True for `@code@`, which was taken out when the text held tags and entities already. */
  readonly isMarkup: boolean;
  /** True when no closing tag follows. */
  readonly isWhole?: boolean;
}

export const PROTECTED_TAGS = ['code', 'pre', 'kbd', 'notextile'] as const;
export type ProtectedTag = (typeof PROTECTED_TAGS)[number];

export function isProtectedTag(name: string): name is ProtectedTag {
  return (PROTECTED_TAGS as readonly string[]).includes(name);
}

export interface Workspace {
  readonly context: TextContext | undefined;
  readonly limits: TextLimits;
  /** True when the writer reads back what it wrote: pictures are nodes wherever they stand. */
  readonly isProof: boolean;
  /** Of the source: a pass for characters that it does not have has nothing to find. */
  readonly traits: number;
  /** Undefined for one that was put back already. */
  readonly macros: (CaughtMacro | undefined)[];
  readonly parts: ProtectedPart[];
  readonly attributes: TagAttributes[];
}

export function createWorkspace(
  context: TextContext | undefined,
  limits: TextLimits,
  traits: number,
  isProof = false,
): Workspace {
  return {
    context,
    limits,
    isProof,
    traits,
    macros: [],
    parts: [],
    attributes: [],
  };
}

/** Opens the tag of a protected part. Control characters cannot come from a cleaned source. */
export const PART_START = '<\u0001';

/** Keeps `part` and returns the tag that stands for it in the text. */
export function protectPart(workspace: Workspace, part: ProtectedPart): string {
  workspace.parts.push(part);
  return `${PART_START}${workspace.parts.length - 1}>`;
}

/**
 * Keeps the attributes and returns what to write in the tag: a space and a number, or nothing when
 * there are none.
 */
export function keepAttributes(workspace: Workspace, attributes: TagAttributes): string {
  if (attributes === NO_ATTRIBUTES) return '';
  workspace.attributes.push(attributes);
  return ` ${workspace.attributes.length - 1}`;
}

/** The same for attributes in Textile's notation, such as `(class){color:red}=`. */
export function keepNotation(workspace: Workspace, notation: string, isCell = false): string {
  return keepAttributes(workspace, readNotation(notation, isCell));
}
