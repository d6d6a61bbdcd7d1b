/**
 * `npm run check:scopes -- FOLDER`: holds the README's table of scopes against the calls that the
 * tests made, which they noted in that folder (`JIRA_CALLS=FOLDER npm test`).
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { readNotedCalls } from './note-calls';
import { findCallMistakes, findTableMistakes, readScopeTable } from './scope-table';

const manifestSchema = z.object({ permissions: z.object({ scopes: z.array(z.string()) }) });

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Which calls? JIRA_CALLS=FOLDER npm test, then npm run check:scopes -- FOLDER');
  process.exit(1);
}
const rows = readScopeTable(readFileSync('README.md', 'utf8'));
const { permissions } = manifestSchema.parse(parse(readFileSync('manifest.yml', 'utf8')));
const made = readNotedCalls(folder);
const mistakes = [...findTableMistakes(rows, permissions.scopes), ...findCallMistakes(rows, made)];
for (const mistake of mistakes) console.error(mistake);
console.log(`${rows.length} scopes, ${made.length} calls of Jira, ${mistakes.length} mistakes`);
if (mistakes.length > 0) process.exitCode = 1;
