/**
 * What every released version stored and queued is read by this one. `test/fixtures/stored/VERSION`
 * was recorded by that version (`npm run record:stored`) and never changes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trail } from '../../../src/app/upkeep';
import { parseJob } from '../../../src/entry/parse-job';
import { loadConnections } from '../../../src/forge/connection-store';
import { findDeadLetter } from '../../../src/forge/dead-letter-store';
import { findConfiguration } from '../../../src/forge/mapping-store';
import { forgeStore } from '../../../src/forge/store';
import { verifyAudit } from '../../../src/sync/audit/verify-audit';
import { anAuditEntry } from '../../support/an-audit-entry';
import { runInApp, type StoredDocument } from '../../support/in-process/run-in-app';

const FOLDER = join(__dirname, '../../fixtures/stored');

// biome-ignore lint/suspicious/noExplicitAny: documents of any version
type Loose = any;

/** By kind of document: how this version reads it, and what of it has to come out again. */
const READERS: Readonly<
  Record<
    string,
    (parts: readonly string[], value: Loose) => Promise<{ read: unknown; kept: unknown }>
  >
> = {
  'entity/link': async ([connection, remote], value) => ({
    read: (await forgeStore.findLink(`${connection}:${remote}`))?.link,
    kept: { ...value.body, ...(value.body.trail ? { trail: expect.anything() } : {}) },
  }),
  'entity/audit': async (_parts, value) => ({
    read: (
      await trail.readAuditOfDay({ fromMs: value.at, toMs: value.at }, 'oldest-first', null, 100)
    ).records.flatMap(({ entries }) => entries.map(({ entry }) => entry.kind)),
    kept: expect.arrayContaining(
      Array.isArray(value.body) ? value.body.map(({ kind }: { kind: string }) => kind) : [],
    ),
  }),
  'entity/trail': async () => ({
    read: (await trail.listStreams(null)).streams.length > 0,
    kept: true,
  }),
  'plain/claim': async ([connection = '', side, issue = ''], value) => ({
    read: await forgeStore.findClaim(connection, side as 'jira', issue),
    kept: value,
  }),
  'plain/comments': async ([connection, remote]) => ({
    read: (await forgeStore.findLink(`${connection}:${remote}`))?.comments.length,
    kept: expect.any(Number),
  }),
  'plain/configuration': async (_parts, value) => ({
    read: await findConfiguration(),
    kept: value.document,
  }),
  'plain/cursor': async ([mapping = '', side], value) => ({
    read: (await forgeStore.loadSweep()).mappings.find((swept) => swept.mapping.id === mapping)
      ?.cursors[side as 'jira'],
    kept: value.cursor,
  }),
  'plain/dead': async (parts, value) => ({
    read: await findDeadLetter(['dead', ...parts].join(':')),
    kept: value,
  }),
  'plain/mapping': async ([mapping = ''], value) => ({
    read: (await forgeStore.loadRun(mapping, null)).mapping,
    kept: {
      ...value,
      // Up to 0.1 a row had one kind for both sides.
      fields: value.fields.map(({ kind, ...row }: Loose) =>
        expect.objectContaining(
          kind === undefined ? row : { ...row, kinds: { jira: kind, remote: kind } },
        ),
      ),
    },
  }),
  'plain/routes': async (_parts, value) => ({
    read: (await forgeStore.findRoutes(value.mappings[0].jiraProjectId)).length,
    kept: 1,
  }),
  'plain/text': async ([connection, remote, field = '']) => ({
    read: Object.keys(await forgeStore.loadTexts(`${connection}:${remote}`, [field])),
    kept: [field],
  }),
  'plain/twin': async ([connection = '', issue = ''], value) => ({
    read: await forgeStore.findLinkId(connection, issue),
    kept: value.linkId,
  }),
  'plain/unlinked': async ([connection = '', side, issue = '']) => ({
    read: await forgeStore.wasUnlinked(connection, side as 'jira', issue),
    kept: true,
  }),
  'secret/connections': async (_parts, value) => ({
    read: await loadConnections(),
    // A secret was a text until it could be one that is valid for a while.
    kept: value.connections.map((connection: Loose) => ({
      ...connection,
      webhookSecrets: connection.webhookSecrets.map((kept: Loose) =>
        typeof kept === 'string' ? { secret: kept, untilMs: null } : kept,
      ),
    })),
  }),
};

function readFixture(version: string, name: string): Loose {
  return JSON.parse(readFileSync(join(FOLDER, version, name), 'utf8'));
}

describe.each(readdirSync(FOLDER))('what version %s left behind', (version) => {
  const documents: readonly StoredDocument[] = readFixture(version, 'kvs.json');

  it.each(documents.map(({ key, value }) => ({ key, value })))(
    'reads $key',
    async ({ key, value }) => {
      const [kind = '', ...parts] = key.split(/:(?!.*\/)/);
      const entity = /^entity\/\w+/.exec(kind)?.[0];
      const rest = entity ? [kind.slice(entity.length + 1), ...parts] : parts;
      const reader = READERS[entity ?? kind];
      if (!reader) throw new Error(`nothing is known of ${key}`);
      const { read, kept } = await runInApp(documents, () => reader(rest, value));
      if (kept !== null && typeof kept === 'object' && !('asymmetricMatch' in kept)) {
        expect(read).toMatchObject(kept);
      } else expect(read).toEqual(kept);
    },
  );

  it('takes every job that was waiting in a queue', () => {
    const jobs: readonly { body: object }[] = readFixture(version, 'jobs.json');
    expect(jobs.length).toBeGreaterThan(0);
    for (const { body } of jobs) expect(parseJob(body)).toMatchObject(body);
  });

  it('goes on with its links: saves them, conditional on their version, with a whole trail', async () => {
    const linkDocuments = documents.filter(({ key }) => key.startsWith('entity/link/'));
    const ids = linkDocuments.map(({ key }) => key.slice('entity/link/'.length));
    const result = await runInApp(documents, async () => {
      const saves = await Promise.all(
        ids.map(async (id) => {
          const stored = await forgeStore.findLink(id);
          if (!stored) throw new Error(`link ${id} is gone`);
          const save = { link: stored.link, audit: [anAuditEntry({ linkId: id })] };
          const first = await forgeStore.saveLink(save);
          // The same again comes from a run that read before the first was saved.
          const second = await forgeStore.saveLink(save);
          return { first: first?.version, second, expected: stored.link.version + 1 };
        }),
      );
      const broken: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof verifyAudit>> = await verifyAudit(trail, cursor);
        broken.push(...page.broken);
        cursor = page.cursor;
      } while (cursor !== null);
      return { saves, broken };
    });
    expect(result.broken).toEqual([]);
    expect(result.saves.length).toBeGreaterThan(0);
    for (const { first, second, expected } of result.saves) {
      expect([first, second]).toEqual([expected, null]);
    }
  });
});
