import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let project: string;

/** A project with our rules and only the files given. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'import-rules-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(file, join(project, file));
  }
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(project, 'src', name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}

function findBrokenRules(): readonly string[] {
  const output = execFileSync(
    process.execPath,
    [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'src',
    ],
    { cwd: project, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string } }[]; totalCruised: number };
  };
  expect(summary.totalCruised).toBeGreaterThan(1);
  return summary.violations.map(({ rule }) => rule.name);
}

describe('the import rules', () => {
  it('let the core use text', () => {
    plant({
      'core/a.ts': "import { b } from '../text/b';\nexport const a = b;\n",
      'text/b.ts': 'export const b = 1;\n',
    });
    expect(findBrokenRules()).toEqual([]);
  });

  it('refuse a core that knows Jira', () => {
    plant({
      'core/a.ts': "import { b } from '../jira/b';\nexport const a = b;\n",
      'jira/b.ts': 'export const b = 1;\n',
    });
    expect(findBrokenRules()).toEqual(['core-imports-only-text']);
  });

  it('refuse a type import where a value import is refused', () => {
    plant({
      'jira/a.ts': "import type { B } from '../redmine/b';\nexport type A = B;\n",
      'redmine/b.ts': 'export type B = 1;\n',
    });
    expect(findBrokenRules()).toEqual(['jira-imports-only-ports-core-text-http']);
  });

  it('refuse a cycle', () => {
    plant({
      'core/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
      'core/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
    });
    expect(findBrokenRules()).toContain('no-cycles');
  });

  it('refuse Forge in the sync', () => {
    plant({
      'sync/a.ts': "import { kvs } from '@forge/kvs';\nexport const a = kvs;\n",
      'sync/b.ts': 'export const b = 1;\n',
    });
    expect(findBrokenRules()).toEqual(['forge-backend-at-the-edges']);
  });
});
