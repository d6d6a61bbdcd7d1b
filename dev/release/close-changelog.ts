/** Moves what is unreleased in `CHANGELOG.md` under a version. */

const UNRELEASED = '## Unreleased';

/**
 * @param day `2026-11-21`
 * @throws {Error} where nothing is unreleased, or the version is there already
 */
export function closeChangelog(text: string, version: string, day: string): string {
  const [before = '', after] = text.split(`${UNRELEASED}\n`);
  if (after === undefined) throw new Error(`CHANGELOG.md has no "${UNRELEASED}"`);
  const changes = after.split(/^## /m, 1)[0]?.trim();
  if (!changes) throw new Error('CHANGELOG.md: nothing is unreleased');
  if (after.includes(`## ${version} `)) throw new Error(`CHANGELOG.md has ${version} already`);
  return `${before}${UNRELEASED}\n\n## ${version} (${day})\n${after}`;
}
