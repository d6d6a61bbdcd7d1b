/** Seeded ADF documents: those that Markdown can say, and those with nodes that only ADF has. */
import type { AdfDocument, AdfMark, AdfNode } from '../../src/text';
import { createRandom, type Random } from './random';

const WORDS =
  'alpha beta gamma delta server login page error value list table code review deploy branch ' +
  'ticket release Übung naïve 日本語 テスト 中文 emoji😀 user_name snake_case_word C++ a*b 2*3=6 x<y ' +
  'List<String> #123 PROJ-7 [[Wiki]] {{toc}} attachment:a.png 50% $HOME C:\\temp `tick` ~5min "quoted" ' +
  "(paren) don't end. What? yes! a/b 1.5 &amp; R&D [note] f(x) __init__ *star* <b> http: v1.2.3 - + = | > #";
const VOCABULARY = WORDS.split(' ');
const LINE_STARTS = [
  '# not',
  '- not',
  '1. not',
  '> not',
  '+ not',
  '* not',
  '| a | b',
  '---',
  '===',
  '```',
  '~~~',
  '[x]: y',
  '12) no',
  '    indent',
  '#',
];
const URLS = [
  'https://example.com/a',
  'https://example.com/b_c?x=1&y=2',
  'http://localhost:3000/x(1)',
  'mailto:ann@example.com',
  '/relative/path',
  'https://example.com/ü',
];

/** Words that occur nowhere else in the document, so that an edit can find them. */
class Vocabulary {
  private count = 0;

  constructor(private readonly random: Random) {}

  word(): string {
    if (this.random.chance(4)) return `word${this.count++}x`;
    return this.random.pick(VOCABULARY);
  }
}

export interface DocumentOptions {
  readonly seed: number;
  /** With nodes that Markdown and Textile lack. */
  readonly isAdfOnly: boolean;
}

export function randomDocument({ seed, isAdfOnly }: DocumentOptions): AdfDocument {
  const random = createRandom(seed);
  const builder = new DocumentBuilder(random, new Vocabulary(random), isAdfOnly);
  return { type: 'doc', version: 1, content: builder.blocks(2 + random.integer(6), 0) };
}

class DocumentBuilder {
  private ids = 0;

  constructor(
    private readonly random: Random,
    private readonly vocabulary: Vocabulary,
    private readonly isAdfOnly: boolean,
  ) {}

  blocks(count: number, depth: number): readonly AdfNode[] {
    return Array.from({ length: count }, () => this.block(depth));
  }

  private block(depth: number): AdfNode {
    const kinds: (() => AdfNode)[] = [
      () => this.paragraph(),
      () => this.paragraph(),
      () => this.paragraph(),
      () => ({
        type: 'heading',
        attrs: { level: 1 + this.random.integer(6) },
        content: this.line(),
      }),
      () => this.list(depth),
      () => this.list(depth),
      () => this.codeBlock(),
      () => ({ type: 'blockquote', content: this.quoted() }),
      () => ({ type: 'rule' }),
      () => this.table(),
      () => this.taskList(depth),
      () => this.picture(),
    ];
    if (this.isAdfOnly) kinds.push(...this.adfOnlyBlocks(depth));
    return this.random.pick(kinds)();
  }

  private adfOnlyBlocks(depth: number): readonly (() => AdfNode)[] {
    const inner = () => this.paragraphs(1 + this.random.integer(2));
    const nested: (() => AdfNode)[] = [
      () => ({
        type: 'panel',
        attrs: { panelType: this.random.pick(['info', 'note', 'warning', 'success', 'error']) },
        content: inner(),
      }),
      () => ({
        type: 'decisionList',
        attrs: { localId: this.id() },
        content: [this.decision(), this.decision()],
      }),
      () => ({ type: 'mediaGroup', content: [this.file()] }),
      () => ({ type: 'blockCard', attrs: { url: 'https://example.com/card' } }),
      () => ({
        type: 'mediaSingle',
        attrs: { layout: 'center' },
        content: [this.file(), { type: 'caption', content: this.words(3) }],
      }),
      () => ({
        type: 'extension',
        attrs: { extensionKey: 'toc', extensionType: 'com.example', text: 'Contents' },
      }),
    ];
    if (depth > 0) return nested;
    return [
      ...nested,
      () => ({ type: 'expand', attrs: { title: this.vocabulary.word() }, content: inner() }),
      () => ({ type: 'embedCard', attrs: { url: 'https://example.com/embed', layout: 'center' } }),
      () => ({
        type: 'layoutSection',
        content: [0, 1].map(() => ({
          type: 'layoutColumn' as const,
          attrs: { width: 50 },
          content: inner(),
        })),
      }),
      () => ({
        type: 'bodiedExtension',
        attrs: { extensionKey: 'x', extensionType: 'com.example' },
        content: inner(),
      }),
      () => ({ type: 'paragraph', content: [] }),
    ];
  }

  private id(): string {
    return `id-${this.ids++}`;
  }

  private file(): AdfNode {
    return {
      type: 'media',
      attrs: {
        type: 'file',
        id: `file-${this.ids++}`,
        collection: '',
        alt: `${this.vocabulary.word()}.png`,
      },
    };
  }

  private decision(): AdfNode {
    return {
      type: 'decisionItem',
      attrs: { localId: this.id(), state: 'DECIDED' },
      content: this.line(),
    };
  }

  private paragraphs(count: number): readonly AdfNode[] {
    return Array.from({ length: count }, () => this.paragraph());
  }

  private paragraph(): AdfNode {
    const content = [...this.line()];
    if (this.random.chance(6)) {
      content.splice(0, 0, { type: 'text', text: `${this.random.pick(LINE_STARTS)} ` });
    }
    if (this.random.chance(6)) content.push({ type: 'hardBreak' }, ...this.line());
    return { type: 'paragraph', content: join(content) };
  }

  private words(most: number): readonly AdfNode[] {
    const count = 1 + this.random.integer(most);
    return [
      { type: 'text', text: Array.from({ length: count }, () => this.vocabulary.word()).join(' ') },
    ];
  }

  private line(): readonly AdfNode[] {
    const nodes: AdfNode[] = [];
    const parts = 1 + this.random.integer(4);
    for (let index = 0; index < parts; index++) {
      if (index > 0 && !this.random.chance(5)) nodes.push({ type: 'text', text: ' ' });
      if (this.isAdfOnly && this.random.chance(3)) nodes.push(this.atom());
      else for (const node of this.words(5)) nodes.push({ ...node, ...this.marks() });
    }
    return join(nodes);
  }

  private atom(): AdfNode {
    return this.random.pick<() => AdfNode>([
      () => ({
        type: 'mention',
        attrs: { id: this.id(), text: `@Ann Lee${this.ids}` },
      }),
      () => ({ type: 'status', attrs: { text: 'IN PROGRESS', color: 'blue' } }),
      () => ({
        type: 'date',
        attrs: { timestamp: String(1_700_000_000_000 + this.random.integer(1_000) * 86_400_000) },
      }),
      () => ({ type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } }),
      () => ({ type: 'inlineCard', attrs: { url: 'https://example.com/inline' } }),
      () => ({
        type: 'text',
        text: this.vocabulary.word(),
        marks: [{ type: 'textColor', attrs: { color: '#ff0000' } }],
      }),
      () => ({ type: 'text', text: this.vocabulary.word(), marks: [{ type: 'underline' }] }),
    ])();
  }

  private marks(): { readonly marks?: readonly AdfMark[] } {
    if (!this.random.chance(3)) return {};
    const link: AdfMark = { type: 'link', attrs: { href: this.random.pick(URLS) } };
    return {
      marks: this.random.pick<readonly AdfMark[]>([
        [{ type: 'strong' }],
        [{ type: 'em' }],
        [{ type: 'strike' }],
        [{ type: 'code' }],
        [link],
        [link, { type: 'strong' }],
        [link, { type: 'code' }],
        [{ type: 'strong' }, { type: 'em' }],
        [{ type: 'strike' }, { type: 'strong' }],
      ]),
    };
  }

  private list(depth: number): AdfNode {
    const items = Array.from({ length: 1 + this.random.integer(4) }, () => {
      const content: AdfNode[] = [this.paragraph()];
      if (depth < 2 && this.random.chance(4)) content.push(this.list(depth + 1));
      if (this.random.chance(8)) content.push(this.codeBlock());
      if (this.random.chance(8)) content.push(this.paragraph());
      return { type: 'listItem' as const, content };
    });
    if (this.random.chance(2)) return { type: 'bulletList', content: items };
    return this.random.chance(3)
      ? { type: 'orderedList', attrs: { order: this.random.integer(20) }, content: items }
      : { type: 'orderedList', content: items };
  }

  private taskList(depth: number): AdfNode {
    const content: AdfNode[] = [];
    for (let count = 1 + this.random.integer(3); count > 0; count--) {
      const state = this.random.pick(['TODO', 'DONE']);
      content.push({
        type: 'taskItem',
        attrs: { localId: this.id(), state },
        content: this.line(),
      });
      if (depth < 1 && this.random.chance(5)) content.push(this.taskList(depth + 1));
    }
    return { type: 'taskList', attrs: { localId: this.id() }, content };
  }

  private codeBlock(): AdfNode {
    const lines = Array.from({ length: 1 + this.random.integer(4) }, () =>
      this.random.pick([
        'let x = 1;',
        '  indented',
        '',
        '```',
        '~~~~',
        'a `b` c',
        '- x',
        '<b>',
        'tab\there',
      ]),
    );
    const code = lines.join('\n');
    const attrs = this.random.chance(2)
      ? { attrs: { language: this.random.pick(['js', 'ruby', 'c++']) } }
      : {};
    return {
      type: 'codeBlock',
      ...attrs,
      content: code === '' ? [] : [{ type: 'text', text: code }],
    };
  }

  private quoted(): readonly AdfNode[] {
    const blocks: AdfNode[] = [...this.paragraphs(1 + this.random.integer(2))];
    if (this.random.chance(3)) blocks.push(this.list(1));
    if (this.random.chance(5)) blocks.push(this.codeBlock());
    return blocks;
  }

  private table(): AdfNode {
    const columns = 1 + this.random.integer(3);
    const rows = 1 + this.random.integer(3);
    const cell = (type: 'tableHeader' | 'tableCell'): AdfNode => ({
      type,
      content: [{ type: 'paragraph', content: this.random.chance(8) ? [] : this.line() }],
    });
    const row = (type: 'tableHeader' | 'tableCell'): AdfNode => ({
      type: 'tableRow',
      content: Array.from({ length: columns }, () => cell(type)),
    });
    const header = row('tableHeader');
    // A header without a word is how Markdown says that there is none.
    const [first, ...others] = header.content ?? [];
    const named: AdfNode = {
      type: 'tableHeader',
      content: [{ type: 'paragraph', content: this.words(2) }],
    };
    return {
      type: 'table',
      content: [
        { ...header, content: first ? [named, ...others] : [] },
        ...Array.from({ length: rows }, () => row('tableCell')),
      ],
    };
  }

  private picture(): AdfNode {
    const attrs = {
      type: 'external',
      url: 'https://example.com/a.png',
      alt: this.vocabulary.word(),
    };
    return {
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ type: 'media', attrs }],
    };
  }
}

/** Adjacent text of the same marks is one node in ADF, and no text is only space at an end. */
function join(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const joined: AdfNode[] = [];
  for (const node of nodes) {
    const last = joined[joined.length - 1];
    const isSame =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (isSame) joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else joined.push(node);
  }
  return joined;
}
