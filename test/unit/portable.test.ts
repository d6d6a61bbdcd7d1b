/** Nothing that a developer runs may need one kind of machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};

/** Boots Debian's Redmine, which there is on Debian alone. */
const DEBIAN_ONLY = join('dev', 'redmine', 'real');

function listSources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules') && !path.startsWith(DEBIAN_ONLY));
}

describe('the project runs where developers are', () => {
  it('has scripts without a shell of their own: programs, flags and && only', () => {
    const odd = Object.entries(scripts).filter(([, line]) =>
      /[;|<>$`'"\\*]|\w=|\bexport\b/.test(line),
    );
    expect(odd).toEqual([]);
  });

  it('names no folder of one system in what is run', () => {
    const named = listSources('src')
      .concat(listSources('dev'))
      .filter((path) => /['"`]\/(tmp|usr|home|var|etc|bin)\b/.test(readFileSync(path, 'utf8')));
    expect(named).toEqual([]);
  });

  it('has no two files that a system without upper and lower case takes for one', () => {
    const paths = [...listSources('src'), ...listSources('dev'), ...listSources('test')];
    const lower = paths.map((path) => path.toLowerCase());
    expect(new Set(lower).size).toBe(paths.length);
  });

  it('asks for Node 20 or newer', () => {
    expect(engines.node).toBe('>=20');
  });
});
