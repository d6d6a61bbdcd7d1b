import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openEgress } from '../../../../dev/egress/open-egress';

const MANIFEST = readFileSync('manifest.yml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'egress-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** As `forge deploy` would, in a folder of its own. */
function validate(manifest: string): unknown {
  writeFileSync(join(folder, 'manifest.yml'), manifest);
  for (const name of ['src', 'static']) symlinkSync(resolve(name), join(folder, name), 'junction');
  mkdirSync(join(folder, 'out', 'backend'), { recursive: true });
  writeFileSync(join(folder, 'out', 'backend', 'index.cjs'), '');
  const validator = JSON.stringify(require.resolve('@forge/manifest'));
  const script = `require(${validator}).validate(false).then(({ success, errors }) =>
    console.log(JSON.stringify({ success, errors: errors ?? [] })))`;
  const printed = execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '');
}

describe('npm run egress', () => {
  it('writes the hosts in place of what admins manage, and the manifest stays valid', () => {
    const manifest = openEgress(MANIFEST, [
      'https://redmine.example.com/redmine/',
      'https://other.example.com:8443',
    ]);
    const before = parse(MANIFEST);
    expect(parse(manifest)).toEqual({
      ...before,
      permissions: {
        ...before.permissions,
        external: {
          fetch: {
            backend: [{ address: 'redmine.example.com' }, { address: 'other.example.com:8443' }],
          },
        },
      },
    });
    expect(validate(manifest)).toEqual({ success: true, errors: [] });
    // It compiles a schema of several megabytes.
  }, 120_000);

  it('keeps every comment of the manifest', () => {
    const comments = (text: string) => text.match(/#.*$/gm);
    expect(comments(openEgress(MANIFEST, ['https://r.example']))).toEqual(comments(MANIFEST));
  });

  it.each(['http://redmine.example.com', 'redmine.example.com', '*'])('refuses %s', (url) => {
    expect(() => openEgress(MANIFEST, [url])).toThrow(`${url}: no https:// address`);
  });
});
