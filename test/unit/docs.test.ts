import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { configurationSchema, parseConfiguration } from '../../src/shared/configuration';

const PAGES = ['README.md', 'redmine-plugin/README.md', ...listPages('docs')];

function listPages(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listPages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** The names of all keys of a document, at any depth. */
function listSchemaKeys(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, part]) => [key, ...listSchemaKeys(part)]);
  }
  if (schema instanceof z.ZodArray) return listSchemaKeys(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(listSchemaKeys);
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodExactOptional;
  return isWrapped ? listSchemaKeys(schema.unwrap()) : [];
}

/** Fenced blocks of one language. */
function listBlocks(page: string, language: string): string[] {
  const text = readFileSync(page, 'utf8');
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms');
  return [...text.matchAll(fence)].map((match) => match[1] ?? '');
}

describe('the documentation', () => {
  it('shows configurations that can be imported', () => {
    const documents = listBlocks('docs/configuration.md', 'json').map((block) => JSON.parse(block));
    expect(documents.length).toBeGreaterThan(0);
    expect(documents.map((document) => parseConfiguration(document).kind)).toEqual(
      documents.map(() => 'configuration'),
    );
  });

  it('tells of every key that a configuration may have', () => {
    const text = readFileSync('docs/configuration.md', 'utf8');
    const keys = [...new Set(listSchemaKeys(configurationSchema))];
    expect(keys.length).toBeGreaterThan(50);
    // In a table or a sentence, or as a key of an example.
    const isTold = (key: string) => new RegExp(`[\`".]${key}[\`".:[]`).test(text);
    expect(keys.filter((key) => !isTold(key))).toEqual([]);
  });

  it('names only tests that there are in the threat model', () => {
    const text = readFileSync('docs/threat-model.md', 'utf8');
    const named = [
      ...text.matchAll(/`((?:unit|e2e|contract|simulation)\/[\w/.-]+\.test\.tsx?)/g),
    ].map((match) => join('test', match[1] ?? ''));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names only files that there are in the answers to the reviewer', () => {
    const text = readFileSync('docs/review.md', 'utf8');
    const answers = text.split('\n').map((line) => line.split(' | ').at(-1) ?? '');
    const named = answers.flatMap((cell) =>
      [...cell.matchAll(/`([\w./-]+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names only npm scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = PAGES.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/npm (?:run ([\w:-]+)|(start|test))/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to files that there are', () => {
    const broken = PAGES.flatMap((page) =>
      [...withoutCode(readFileSync(page, 'utf8')).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(
        (match) => {
          const target = join(page, '..', match[1] ?? '');
          return exists(target) ? [] : [`${page}: ${match[1]}`];
        },
      ),
    );
    expect(broken).toEqual([]);
  });
});

/** Links shown as code lead nowhere. */
function withoutCode(text: string): string {
  return text.replace(/(`+)[^\n]*?\1/g, '');
}

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
