import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmbeddedRedmine } from '../../../dev/redmine/embedded';
import { ADMIN_API_KEY } from '../../../dev/redmine/seed/demo-seed';
import { createMemoryStore } from '../../../dev/store/memory-store';
import { type Capture, lastTimeMs, seedOfCaptures, Translation } from './captures';

/** The folder of request/response pairs captured from a real Redmine, with their INDEX.tsv. */
const folder = process.env.REDMINE_CAPTURES ?? '';

/** Requests that were sent before a captured one and not captured, as the answers tell. */
const UNCAPTURED: Readonly<Record<string, readonly (readonly [string, string, unknown])[]>> = {
  'memberships-list.json': [
    ['POST', '/projects/sync-demo/memberships.json', { membership: { user_id: 6, role_ids: [4] } }],
    ['POST', '/projects/sync-demo/memberships.json', { membership: { user_id: 7, role_ids: [5] } }],
  ],
  'issue-delete-403.json': [
    ['POST', '/projects/sync-demo/versions.json', { version: { name: 'tr1795252492' } }],
    [
      'PUT',
      '/issues/2.json',
      { issue: { subject: 'Changed 1795252470.34625', done_ratio: 50, fixed_version_id: 3 } },
    ],
    ['POST', '/time_entries.json', { time_entry: { issue_id: 2, hours: 1, activity_id: 9 } }],
    ['POST', '/issues.json', { issue: { project_id: 1, subject: 'to be deleted' } }],
  ],
  'issue-get-archived-project.json': [['PUT', '/projects/3/archive.json', {}]],
};

/** Conditional requests and the wiki. */
const NOT_MODELLED = ['etag.json', 'wiki-index.json', 'wiki-put.json', 'wiki-get.json'];

const BASE_URL = 'http://127.0.0.1:3101';

describe('the captured answers of a real Redmine', () => {
  it('are given again by the embedded one, word for word', async (context) => {
    if (folder === '' || !existsSync(join(folder, 'INDEX.tsv'))) {
      const reason = 'REDMINE_CAPTURES does not name a folder of captured answers';
      console.log(`the embedded Redmine is not compared with captured answers: ${reason}`);
      context.skip(reason);
    }
    const captures = await readCaptures();
    let nowMs = Date.parse('2026-11-21T09:10:02Z');
    const redmine = createEmbeddedRedmine({
      store: createMemoryStore(),
      clock: { nowMs: () => nowMs, waitUntil: async () => {} },
      baseUrl: BASE_URL,
      seed: seedOfCaptures(captures),
      maxAttachmentBytes: 50 * 1024 * 1024,
    });
    const translation = new Translation(BASE_URL);
    const differing: unknown[] = [];
    for (const capture of captures) {
      for (const [method, path, body] of UNCAPTURED[capture.name] ?? []) {
        const headers = { 'X-Redmine-API-Key': ADMIN_API_KEY, 'Content-Type': 'application/json' };
        await redmine.fetch(translation.requestOf({ method, path, headers, body }));
      }
      nowMs = Math.max(nowMs + 1, lastTimeMs(capture));
      const response = await redmine.fetch(translation.requestOf(capture.request));
      const actual = translation.learn(capture, response.status, await response.text());
      const expected = translation.expectedOf(capture);
      try {
        expect(actual).toEqual(expected);
      } catch {
        differing.push({ name: capture.name, actual, expected });
      }
    }
    console.log(
      `${captures.length - differing.length} of ${captures.length} captured answers were given again`,
    );
    expect(differing).toEqual([]);
  });
});

/** In the order in which they were captured, those of other versions and of no request left out. */
async function readCaptures(): Promise<readonly Capture[]> {
  const index = await readFile(join(folder, 'INDEX.tsv'), 'utf8');
  const names = index
    .split('\n')
    .map((line) => line.split('\t')[0] ?? '')
    .filter((name) => name.endsWith('.json') && !name.startsWith('r7-'))
    .filter((name) => !NOT_MODELLED.includes(name));
  const captures: Capture[] = [];
  for (const name of names) {
    const capture = JSON.parse(await readFile(join(folder, name), 'utf8'));
    if (capture.request !== undefined) captures.push({ name, ...capture });
  }
  return captures;
}
