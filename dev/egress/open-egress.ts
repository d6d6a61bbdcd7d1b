/** Opens the manifest's egress for given Redmines, in place of what admins manage themselves. */
import { parseDocument } from 'yaml';

/**
 * @param manifest the text of `manifest.yml`; comments and order stay
 * @param urls of Redmine, `https` alone
 * @throws {Error} for what is no such URL
 */
export function openEgress(manifest: string, urls: readonly string[]): string {
  const document = parseDocument(manifest);
  document.setIn(
    ['permissions', 'external'],
    document.createNode({ fetch: { backend: urls.map((url) => ({ address: addressOf(url) })) } }),
  );
  return document.toString({ lineWidth: 0 });
}

/** Forge compares hosts letter by letter, and wants a port only where it is not the usual one. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new Error(`${text}: no https:// address`);
  return url.host;
}
