/** Forge may serve several installations from one process: nothing of one may wait there for the next. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Everything that runs in Forge's backend. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === join('src', 'frontend') ? [] : listFiles(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** Declarations at the start of a line: what a module keeps for as long as it is loaded. */
const VARIABLE = /^(?:export )?(?:let|var) /;
const COLLECTION =
  /^(?:export )?const (?<name>\w+)(?:: [^=]*)? = new (?:Map|Set|WeakMap|WeakSet)\b/;

/** A collection that is filled once, where it is declared, is a table. */
function isChanged(name: string, text: string): boolean {
  return new RegExp(`\\b${name}\\.(?:set|add|delete|clear)\\(`).test(text);
}

/** What only remembers how something is worked out, whoever asked. */
const HARMLESS: Readonly<Record<string, string>> = {
  'src/text/entities/entity-names.ts': 'the table of HTML entities, unpacked on first use',
  'src/text/lens/node-key.ts': 'keys of nodes, gone with the nodes',
  'src/text/textile/read/character-classes.ts': 'classes of characters, by code point',
  'src/text/textile/read/line-markup.ts': 'room to work in, written before it is read',
};

it('keeps nothing in its modules that a call could change', () => {
  const files = listFiles('src').filter((path) => !(path in HARMLESS));
  const kept = files.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return text
      .split('\n')
      .filter((line) => {
        const name = COLLECTION.exec(line)?.groups?.name;
        return VARIABLE.test(line) || (name !== undefined && isChanged(name, text));
      })
      .map((line) => `${path}: ${line}`);
  });
  expect(kept).toEqual([]);
});
