/** Markdown rendered by micromark with GFM: an independent reading, for what has no HTML of its own. */
import { importPeerPackage } from './judge/peer-package';

export async function createReferenceRenderer(): Promise<(markdown: string) => string> {
  const core = (await importPeerPackage('micromark', 'index.js')) as {
    micromark: (markdown: string, options: object) => string;
  };
  const gfm = (await importPeerPackage('micromark-extension-gfm', 'index.js')) as {
    gfm: () => unknown;
    gfmHtml: () => unknown;
  };
  if (!core || !gfm) throw new Error('[bench] micromark is not installed in dev/bench-text/peers');
  return (markdown) =>
    core.micromark(markdown, {
      allowDangerousHtml: true,
      allowDangerousProtocol: true,
      extensions: [gfm.gfm()],
      htmlExtensions: [gfm.gfmHtml()],
    });
}
