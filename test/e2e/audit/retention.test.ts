/** What the audit keeps, and that it is whole after what is old has gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listStored, tamper } from '../../support/in-process/app-storage';
import { makePair, renameInJira } from '../../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../../support/in-process/open-in-process-world';
import { readLines, verifyAll } from '../../support/in-process/read-audit';

const DAY_MS = 86_400_000;

let world: InProcessWorld;
beforeEach(async () => {
  world = openInProcessWorld();
  await world.configure({ audit: { retentionDays: 30 } });
});
afterEach(() => world.host.stop());

describe('retention', () => {
  it('removes what is older than the admin wants, tells so, and leaves chains that can be checked', async () => {
    const pair = await makePair(world, 'Basket');
    for (const summary of ['Two', 'Three']) await renameInJira(world, pair.key, summary);
    await world.host.advance(20 * DAY_MS);
    for (const summary of ['Four', 'Five']) await renameInJira(world, pair.key, summary);
    const before = await verifyAll(world);
    await world.host.advance(15 * DAY_MS);
    await world.runTimer('verify');

    const lines = await readLines(world);
    expect(lines.map(({ kind, to }) => [kind, to])).toEqual([
      ['field-written', 'Four'],
      ['field-written', 'Five'],
      ['admin', expect.stringMatching(/^removed what was saved before 2026-11-26T/)],
    ]);
    const after = await verifyAll(world);
    expect(after.broken).toEqual([]);
    expect(after.entries).toBe(before.entries - 4 + 1);

    // The checkpoint holds what is kept: the first kept entry cannot be passed off as another.
    const stream = `main:${pair.redmineId}`;
    tamper(world.store, `entity/audit/${stream}#3`, (json) => json.replace('"Four"', '"For"'));
    expect((await verifyAll(world)).broken).toEqual([{ stream, seq: 3, how: 'altered' }]);
  });

  it('goes on with the chain of a link whose every entry is gone', async () => {
    const pair = await makePair(world, 'Basket');
    await world.host.advance(40 * DAY_MS);
    await world.runTimer('verify');
    expect(await readLines(world, { linkId: `main:${pair.redmineId}` })).toEqual([]);
    await renameInJira(world, pair.key, 'Two');
    const lines = await readLines(world, { linkId: `main:${pair.redmineId}` });
    expect(lines.map(({ seq, to }) => [seq, to])).toEqual([[1, 'Two']]);
    expect((await verifyAll(world)).broken).toEqual([]);
    await world.askPanel({ id: pair.jiraId, projectId: pair.projectId }, 'unlinkIssue');
    await world.settle();
    expect((await verifyAll(world)).broken).toEqual([]);
  });

  it('comes to its end where the admin wants half a year of quiet days removed at once', async () => {
    const pair = await makePair(world, 'Basket');
    await world.host.advance(40 * DAY_MS);
    await world.runTimer('verify');
    await world.configure({ audit: { retentionDays: 365 } });
    await world.host.advance(180 * DAY_MS);
    await renameInJira(world, pair.key, 'Two');
    await world.configure({ audit: { retentionDays: 30 } });
    await world.host.advance(31 * DAY_MS);
    await world.runTimer('verify');
    const lines = await readLines(world);
    expect(lines.map(({ to }) => to)).toEqual([
      expect.stringMatching(/^removed .* before 2027-06-30T/),
    ]);
  });

  it('removes all that is old, page by page, and nothing where nothing is', async () => {
    const pair = await makePair(world, 'Basket');
    for (let round = 0; round < 60; round += 1) await renameInJira(world, pair.key, `R ${round}`);
    const before = listStored(world.store, 'entity/audit/').length;
    await world.runTimer('verify');
    expect(listStored(world.store, 'entity/audit/')).toHaveLength(before);
    await world.host.advance(40 * DAY_MS);
    await world.runTimer('verify');
    expect(listStored(world.store, 'entity/audit/')).toHaveLength(1);
    expect((await verifyAll(world)).broken).toEqual([]);
  });
});
