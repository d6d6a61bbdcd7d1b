/** `npm run release`, in a clone of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
const clone = join(folder, 'clone');
const VERSION = '98.7.6';

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
const read = (name: string) => readFileSync(join(clone, name), 'utf8');

function release(...args: string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'dev/release/main.ts', ...args],
    { cwd: clone, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${resolve('.')}`, clone]);
  symlinkSync(resolve('node_modules'), join(clone, 'node_modules'), 'junction');
  git('config', 'user.name', 'A release');
  git('config', 'user.email', 'release@example.com');
  const changelog = read('CHANGELOG.md').replace(
    '## Unreleased\n',
    '## Unreleased\n\n- A change.\n',
  );
  writeFileSync(join(clone, 'CHANGELOG.md'), changelog);
  git('commit', '--quiet', '--all', '--message', 'feat: a change');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run release', () => {
  it('bundles, moves the changelog under the version, commits and tags', () => {
    const { status, output } = release(VERSION, '--checked');
    expect(status, output).toBe(0);
    const day = new Date().toISOString().slice(0, 10);
    expect(read('CHANGELOG.md')).toContain(
      `## Unreleased\n\n## ${VERSION} (${day})\n\n- A change.\n`,
    );
    expect({
      versions: ['package.json', 'package-lock.json'].map((name) => JSON.parse(read(name)).version),
      sbom: JSON.parse(read('docs/sbom.cdx.json')).metadata.component.version,
      isBundled: existsSync(join(clone, 'out', 'backend', 'index.cjs')),
      subject: git('log', '-1', '--format=%s'),
      tagged: git('rev-list', '-1', `v${VERSION}`) === git('rev-parse', 'HEAD'),
      left: git('status', '--porcelain'),
    }).toEqual({
      versions: [VERSION, VERSION],
      sbom: VERSION,
      isBundled: true,
      subject: `chore(release): ${VERSION}`,
      tagged: true,
      left: '',
    });
  }, 120_000);

  it('refuses what it cannot release, and changes nothing', () => {
    const head = git('rev-parse', 'HEAD');
    const refusals = [
      release('next', '--checked').output.trim(),
      release('98.7.7', '--checked').output.trim(),
      release(VERSION, '--checked').output.trim(),
    ];
    writeFileSync(join(clone, 'README.md'), 'changed');
    refusals.push(release('98.7.8', '--checked').output.trim());
    expect(refusals).toEqual([
      'npm run release -- 0.2.0',
      'CHANGELOG.md: nothing is unreleased',
      `v${VERSION} is there already`,
      'commit or discard your changes first',
    ]);
    expect(git('rev-parse', 'HEAD')).toBe(head);
  }, 60_000);
});
