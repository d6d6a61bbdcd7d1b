/**
 * `npm run release -- 0.2.0`: checks, bundles, writes the changelog, commits and tags. It pushes and
 * deploys nothing. `--checked`: CI has run the checks on this commit already.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closeChangelog } from './close-changelog';

const VERSION = /^\d+\.\d+\.\d+$/;

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

/** @throws {Error} where it fails */
function npm(...args: string[]): void {
  // On Windows npm is a script, which only a shell starts; nothing of it is anybody's input.
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: true });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with status ${status}`);
}

function release(version: string, isChecked: boolean): void {
  if (!VERSION.test(version)) throw new Error('npm run release -- 0.2.0');
  if (git('status', '--porcelain') !== '') throw new Error('commit or discard your changes first');
  if (git('tag', '--list', `v${version}`) !== '') throw new Error(`v${version} is there already`);
  const day = new Date().toISOString().slice(0, 10);
  const changelog = closeChangelog(readFileSync('CHANGELOG.md', 'utf8'), version, day);
  if (!isChecked) npm('run', 'check');
  npm('run', 'bundle');
  writeFileSync('CHANGELOG.md', changelog);
  npm('version', version, '--no-git-tag-version', '--allow-same-version');
  npm('run', 'notices');
  git('commit', '--quiet', '--all', '--message', `chore(release): ${version}`);
  git('tag', '--annotate', `v${version}`, '--message', `Redmine Sync for Jira ${version}`);
  console.log(`v${version} is tagged and bundled. What is left:`);
  console.log('  git push --follow-tags');
  console.log('  forge deploy -e staging, try it there, forge deploy -e production');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { checked: { type: 'boolean' } },
});
try {
  release(positionals[0] ?? '', values.checked ?? false);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
