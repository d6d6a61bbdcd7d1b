/** What people type: words that come once in a world, as documents of Jira and as Redmine's source. */
export type Source = 'textile' | 'markdown';

/** @param letter tells texts of one step apart */
export function wordOf(step: number, letter: string): string {
  return `w${step}${letter}`;
}

export function phraseOf(step: number, letter: string): string {
  return `${wordOf(step, letter)} of the shop`;
}

interface AdfNode {
  readonly type: string;
  readonly [name: string]: unknown;
}

export interface AdfDoc {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

export function toDocument(...texts: readonly string[]): AdfDoc {
  return { type: 'doc', version: 1, content: texts.map(paragraph) };
}

function paragraph(text: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function richBlock(text: string): AdfNode {
  const content = [{ type: 'text', text, marks: [{ type: 'strong' }] }];
  return { type: 'panel', attrs: { panelType: 'info' }, content: [{ type: 'paragraph', content }] };
}

/** What somebody does to a text. @param choice in [0, 1) */
export type TextEdit =
  | { readonly kind: 'replace'; readonly blocks: number }
  | { readonly kind: 'change-block'; readonly at: number }
  | { readonly kind: 'append'; readonly isRich: boolean }
  | { readonly kind: 'clear' };

export function chooseTextEdit(choice: number): TextEdit {
  if (choice < 0.15) return { kind: 'replace', blocks: 1 };
  if (choice < 0.25) return { kind: 'replace', blocks: 2 };
  if (choice < 0.6) return { kind: 'change-block', at: choice };
  if (choice < 0.85) return { kind: 'append', isRich: false };
  if (choice < 0.93) return { kind: 'append', isRich: true };
  return { kind: 'clear' };
}

export function editDocument(before: AdfDoc | null, edit: TextEdit, step: number): AdfDoc | null {
  const blocks = before?.content ?? [];
  const fresh = paragraph(phraseOf(step, 'a'));
  switch (edit.kind) {
    case 'replace':
      return toDocument(
        ...['a', 'b'].slice(0, edit.blocks).map((letter) => phraseOf(step, letter)),
      );
    case 'change-block': {
      const place = Math.floor(edit.at * 7) % Math.max(blocks.length, 1);
      return {
        type: 'doc',
        version: 1,
        content: blocks.length === 0 ? [fresh] : blocks.with(place, fresh),
      };
    }
    case 'append': {
      const added = edit.isRich ? richBlock(phraseOf(step, 'a')) : fresh;
      return { type: 'doc', version: 1, content: [...blocks, added] };
    }
    case 'clear':
      return null;
    default:
      return edit satisfies never;
  }
}

const BREAK = '\n\n';

/** @param source without the line of the app's marker */
export function editSource(source: string, edit: TextEdit, step: number, format: Source): string {
  const blocks = source.split(/\n{2,}/).filter((block) => block.trim() !== '');
  const fresh = phraseOf(step, 'a');
  switch (edit.kind) {
    case 'replace':
      return ['a', 'b']
        .slice(0, edit.blocks)
        .map((letter) => phraseOf(step, letter))
        .join(BREAK);
    case 'change-block': {
      const place = Math.floor(edit.at * 7) % Math.max(blocks.length, 1);
      return (blocks.length === 0 ? [fresh] : blocks.with(place, fresh)).join(BREAK);
    }
    case 'append':
      return [...blocks, edit.isRich ? strong(fresh, format) : fresh].join(BREAK);
    case 'clear':
      return '';
    default:
      return edit satisfies never;
  }
}

function strong(text: string, format: Source): string {
  return format === 'textile' ? `*${text}*` : `**${text}**`;
}

/** Parts a description from the line that the app put there. */
export function splitMarker(description: string): {
  readonly source: string;
  readonly line: string;
} {
  const lines = description.replace(/\r\n?/g, '\n').split('\n');
  const line = lines.find((candidate) => candidate.includes('#sync-')) ?? '';
  return { source: lines.filter((candidate) => candidate !== line).join('\n'), line };
}

export function joinMarker(source: string, line: string): string {
  return [source.trim(), line].filter((part) => part !== '').join(BREAK);
}
