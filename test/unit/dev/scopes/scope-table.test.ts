import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { router } from '../../../../dev/jira/endpoints';
import { scopeOf } from '../../../../dev/jira/scopes';
import {
  findCallMistakes,
  findTableMistakes,
  readScopeTable,
} from '../../../../dev/scopes/scope-table';

const DOCUMENT = process.env.JIRA_OPENAPI ?? '';
if (DOCUMENT === '') console.log('skipped: JIRA_OPENAPI names no OpenAPI document of Jira');

interface Operation {
  readonly security?: readonly { readonly OAuth2?: readonly string[] }[];
}

describe("the README's table of scopes", () => {
  it('has a row for each scope of the manifest, and every call under the scope it needs', () => {
    const { permissions } = parse(readFileSync('manifest.yml', 'utf8'));
    const rows = readScopeTable(readFileSync('README.md', 'utf8'));
    expect(findTableMistakes(rows, permissions.scopes)).toEqual([]);
  });

  const rows = readScopeTable(
    '| `read:jira-work` | reads | `GET /field` |\n| `read:jira-user` | people | `GET /myself` |\n',
  );

  it('names a scope that no call needed, and a call that the table does not know', () => {
    expect(
      findCallMistakes(rows, [
        'GET /rest/api/3/field',
        'GET /rest/api/3/priority',
        'GET /rest/api/3/serverInfo',
      ]),
    ).toEqual([
      'no call needed read:jira-user',
      'not in the table: GET /priority (read:jira-work)',
    ]);
  });

  it('names scopes that only one of table and manifest has, and calls in the wrong row', () => {
    const wrong = readScopeTable('| `read:jira-work` | reads | `POST /issue` |\n');
    expect(findTableMistakes(wrong, ['read:jira-user'])).toEqual([
      'no row: read:jira-user',
      'not in the manifest: read:jira-work',
      'POST /issue stands under read:jira-work and needs write:jira-work',
    ]);
  });

  it.skipIf(DOCUMENT === '')("knows the scope of every call as Jira's document has it", () => {
    const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as {
      paths: Record<string, Record<string, Operation | undefined>>;
    };
    const different = router.routes.flatMap(({ method, path }) => {
      const needed = paths[path]?.[method.toLowerCase()]?.security?.find(({ OAuth2 }) => OAuth2);
      const own = scopeOf(method, path);
      if (!needed || needed.OAuth2?.[0] === own) return [];
      return [`${method} ${path}: ${needed.OAuth2?.[0]}, not ${own}`];
    });
    expect(different).toEqual([]);
  });
});
