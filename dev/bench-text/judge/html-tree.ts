/** HTML parsed by parse5, as the small part of its tree that the judge reads. */
import { requirePeerPackage } from './peer-package';

export interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly data?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly HtmlNode[];
}

interface Parse5 {
  parseFragment(html: string): HtmlNode;
}

export function parseHtml(html: string): HtmlNode {
  const parse5 = requirePeerPackage('parse5') as Parse5 | undefined;
  if (parse5 === undefined)
    throw new Error('[bench] parse5 is not installed in dev/bench-text/peers');
  return parse5.parseFragment(html);
}

export function attributeOf(node: HtmlNode, name: string): string | undefined {
  return node.attrs?.find((attribute) => attribute.name === name)?.value;
}
