/** The marker that a twin carries from its birth: whose twin it is, and under which claim. */
import type { Claim } from './claim';

/** `<issue id>.<nonce>`: letters, digits and a dot, fit for a property and for a URL fragment. */
export function formatMarker(claim: Claim): string {
  return `${claim.issueId}.${claim.nonce}`;
}

/** `null` where the issue carries no marker, or something that is none. */
export function parseMarker(
  marker: string | null,
): { readonly issueId: string; readonly nonce: string } | null {
  const match = /^(\d+)\.([A-Za-z0-9_-]+)$/.exec(marker ?? '');
  return match?.[1] && match[2] ? { issueId: match[1], nonce: match[2] } : null;
}
