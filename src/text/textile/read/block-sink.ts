/** Where the rules for blocks put what they find: the document, or markup for further rules. */
import { isCellType } from '../../adf/nodes';
import { type BlockRule, TAG_RULES } from './tag-rules';
import { keepNotation, type Workspace } from './workspace';

export interface BlockSink {
  /** @param notation of attributes, such as `(class){color:red}=`. */
  readonly open: (rule: BlockRule, notation: string) => void;
  readonly close: (rule: BlockRule) => void;
  /** Text of a block, in which phrases are still to be looked for. */
  readonly inline: (text: string) => void;
  /** The end of a line of markup. */
  readonly endLine: () => void;
}

/** @param name of a block's tag. */
export function getBlockRule(name: string): BlockRule {
  const rule = TAG_RULES.get(name);
  if (rule?.kind !== 'block') throw new Error(`[textile] <${name}> is no block`);
  return rule;
}

/** Writes tags; what it opens at a line's start is indented, so that no rule mistakes it. */
export class MarkupSink implements BlockSink {
  markup = '';

  constructor(private readonly workspace: Workspace) {}

  open({ name, type }: BlockRule, notation: string): void {
    this.markup += `\t<${name}${keepNotation(this.workspace, notation, isCellType(type))}>`;
  }

  close({ name }: BlockRule): void {
    this.markup += `</${name}>`;
  }

  inline(text: string): void {
    this.markup += text;
  }

  endLine(): void {
    this.markup += '\n\t';
  }
}
