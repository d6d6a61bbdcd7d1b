/** A long issue crosses whole, wherever the app is cut off. */
import { describe, expect, it } from 'vitest';
import { calm } from '../../support/in-process/calm';
import { expectUndisturbed } from '../../support/in-process/ends-undisturbed';
import { attach } from '../../support/in-process/files';
import { makePair, readRedmineIssue } from '../../support/in-process/issues';
import { doc } from '../../support/local-host/adf';

const HOURS_MS = 3_600_000;
const range = (length: number) => Array.from({ length }, (_, index) => index + 1);

describe('a long history, a long thread, many files and much time', () => {
  it('cross, at any call after which the function is killed', async () => {
    const COMMENTS = 105;
    const EDITS = 105;
    const ENTRIES = 51;
    const FILES = 26;
    const end = await expectUndisturbed(
      async (world, struck) => {
        await world.configure({ mapping: { timeEntries: { direction: 'both' } } });
        const pair = await makePair(world, 'Basket');
        await world.callAdmin('pauseMapping', { mappingId: 'web' });
        for (const n of range(EDITS)) {
          await world.asJira('ada', 'PUT', `/issue/${pair.key}`, {
            fields: { summary: `No. ${n}` },
          });
        }
        for (const n of range(COMMENTS)) {
          await world.asJira('ada', 'POST', `/issue/${pair.key}/comment`, {
            body: doc(`No. ${n}.`),
          });
        }
        for (const n of range(ENTRIES)) {
          await world.asJira('ada', 'POST', `/issue/${pair.key}/worklog`, {
            timeSpentSeconds: 60 * n,
            started: '2026-11-20T08:00:00.000+0000',
          });
        }
        for (const n of range(FILES)) attach(world, pair.key, `${n}.png`, `No. ${n}`);
        await world.settle();
        await world.callAdmin('resumeMapping', { mappingId: 'web' });
        await struck(() => world.runTimer('sweep'));
        await world.host.advance(HOURS_MS);
        await world.runTimer('sweep');
        await calm(world);
        const { journals, subject, attachments } = await readRedmineIssue(world, pair.redmineId);
        const { body: time } = await world.asRedmine('admin', 'GET', '/time_entries.json');
        return {
          subject,
          files: attachments.length,
          notes: journals.filter(({ notes }: { notes: string | null }) => notes).length,
          time: time.total_count,
        };
      },
      { of: /^src\/(jira\/(reach-history|worklogs)|sync\/link\/(link-session|sync-link))/ },
    );
    expect(end).toEqual({ subject: `No. ${EDITS}`, files: FILES, notes: COMMENTS, time: ENTRIES });
  }, 300_000);
});
