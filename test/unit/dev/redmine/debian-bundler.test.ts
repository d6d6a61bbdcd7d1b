import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDebianBundler } from '../../../../dev/redmine/real/debian-bundler';

describe("Debian's Bundler", () => {
  it('is the one among the gems that Debian packs', () => {
    const directory = mkdtempSync(join(tmpdir(), 'specifications-'));
    for (const gem of ['bundler-audit-0.9.1', 'bundler-2.3.15', 'rake-13.0.6']) {
      writeFileSync(join(directory, `${gem}.gemspec`), '');
    }
    expect(findDebianBundler(directory)).toBe('2.3.15');
  });

  it('is none where Debian packs none, or on another system', () => {
    const empty = mkdtempSync(join(tmpdir(), 'specifications-'));
    expect([findDebianBundler(empty), findDebianBundler(join(empty, 'absent'))]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
