/**
 * Renders ADF as the plain HTML that stands for it, for the judge only: no styles, one element for
 * each node that HTML knows, `data-` attributes for those it does not.
 */
interface Mark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** Any tool's output: shaped like ADF, but nothing is sure. */
export interface LooseNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly Mark[];
  readonly content?: readonly LooseNode[];
  readonly text?: string;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function attribute(value: unknown): string {
  return escapeHtml(String(value)).replace(/"/g, '&quot;');
}

const MARK_ELEMENTS: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  strike: 'del',
  code: 'code',
  underline: 'u',
};

function renderText(node: LooseNode): string {
  let html = escapeHtml(node.text ?? '');
  for (const mark of node.marks ?? []) {
    const element = MARK_ELEMENTS[mark.type];
    if (element) html = `<${element}>${html}</${element}>`;
    else if (mark.type === 'subsup') html = `<${mark.attrs?.type}>${html}</${mark.attrs?.type}>`;
    else if (mark.type === 'link')
      html = `<a href="${attribute(mark.attrs?.href ?? '')}">${html}</a>`;
  }
  return html;
}

function renderMedia(node: LooseNode): string {
  const { url, id, alt } = node.attrs ?? {};
  const image = `<img src="${attribute(url ?? id ?? '')}" alt="${attribute(alt ?? '')}">`;
  const link = node.marks?.find((mark) => mark.type === 'link');
  return link ? `<a href="${attribute(link.attrs?.href ?? '')}">${image}</a>` : image;
}

function renderDate(timestamp: unknown): string {
  const time = new Date(Number(timestamp));
  return Number.isNaN(time.getTime()) ? String(timestamp) : time.toISOString().slice(0, 10);
}

/** A nested task list belongs to the task before it. */
function renderTaskList(node: LooseNode): string {
  let html = '<ul>';
  let isOpen = false;
  for (const child of node.content ?? []) {
    if (child.type === 'taskList') {
      html += isOpen ? renderTaskList(child) : `<li>${renderTaskList(child)}</li>`;
      continue;
    }
    const box = `<input type="checkbox"${child.attrs?.state === 'DONE' ? ' checked' : ''}>`;
    html += `${isOpen ? '</li>' : ''}<li>${box}${renderAll(child)}`;
    isOpen = true;
  }
  return `${html}${isOpen ? '</li>' : ''}</ul>`;
}

function renderAll(node: LooseNode): string {
  return (node.content ?? []).map(renderNode).join('');
}

type Render = (node: LooseNode) => string;

const element =
  (name: string): Render =>
  (node) =>
    `<${name}>${renderAll(node)}</${name}>`;

const textOf =
  (name: string): Render =>
  (node) =>
    escapeHtml(String(node.attrs?.[name] ?? ''));

const RENDERERS: Readonly<Record<string, Render>> = {
  doc: renderAll,
  text: renderText,
  paragraph: element('p'),
  heading: (node) => element(`h${node.attrs?.level}`)(node),
  blockquote: element('blockquote'),
  bulletList: element('ul'),
  orderedList: (node) => `<ol start="${node.attrs?.order ?? 1}">${renderAll(node)}</ol>`,
  listItem: element('li'),
  taskList: renderTaskList,
  rule: () => '<hr>',
  hardBreak: () => '<br>',
  codeBlock(node) {
    const { language } = node.attrs ?? {};
    const code = (node.content ?? []).map((child) => escapeHtml(child.text ?? '')).join('');
    const name = language && language !== 'text' ? ` class="language-${attribute(language)}"` : '';
    return `<pre><code${name}>${code}\n</code></pre>`;
  },
  table: element('table'),
  tableRow: element('tr'),
  tableHeader: element('th'),
  tableCell: element('td'),
  panel: (node) => `<div data-panel="${attribute(node.attrs?.panelType)}">${renderAll(node)}</div>`,
  expand: (node) =>
    `<div data-expand="${attribute(node.attrs?.title ?? '')}">${renderAll(node)}</div>`,
  nestedExpand: (node) =>
    `<div data-expand="${attribute(node.attrs?.title ?? '')}">${renderAll(node)}</div>`,
  media: renderMedia,
  mediaInline: renderMedia,
  mediaSingle: element('p'),
  mediaGroup: element('p'),
  mention: textOf('text'),
  emoji: (node) => escapeHtml(String(node.attrs?.text ?? node.attrs?.shortName ?? '')),
  status: textOf('text'),
  placeholder: textOf('text'),
  date: (node) => renderDate(node.attrs?.timestamp),
  inlineCard: (node) =>
    `<a href="${attribute(node.attrs?.url ?? '')}">${escapeHtml(String(node.attrs?.url ?? ''))}</a>`,
};

function renderNode(node: LooseNode): string {
  return (RENDERERS[node.type] ?? renderAll)(node);
}

export function adfToHtml(doc: LooseNode): string {
  return renderNode(doc);
}
