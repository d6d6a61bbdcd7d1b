/** Files as people attach them, in both trackers. */

export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  /** The content, as text. */
  readonly text: string;
  /** What stands with it; Jira has nothing of the kind. */
  readonly description: string | null;
}

/** The smallest picture there is: one dot. */
export const DOT_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** @throws Error where the status is not one of 2xx */
export async function fetchBytes(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`GET ${url}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
