/** `12`, `#12`, or the issue's address on this very Redmine. */
export function findIssueNumber(text: string, siteUrl: string): string | null {
  const number = /^#?(\d+)$/.exec(text.trim());
  if (number?.[1]) return number[1];
  const rest = text.startsWith(`${siteUrl}/issues/`) ? text.slice(`${siteUrl}/issues/`.length) : '';
  return /^(\d+)(?:[/?#].*)?$/.exec(rest)?.[1] ?? null;
}
