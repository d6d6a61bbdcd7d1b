/** Edits on both sides at once: what goes together, what does not, and who decides. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import { type Pair, ring, type World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

/** Both edits are there before any bell is heard, as where two people press Save at once. */
async function editBoth(
  world: World,
  pair: Pair,
  jiraFields: Readonly<Record<string, unknown>>,
  redmineAttributes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await world.control.addFaults({ target: 'queue', effect: { status: 429, body: {} } });
  await world.redmine.editIssue(pair.redmine, redmineAttributes);
  await world.jira.editIssue(pair.jira.key, jiraFields);
  await world.settle();
  await world.control.clearFaults();
  await ring(world, pair.redmine, 'updated');
  await world.settle();
}

const readTitles = async (world: World, pair: Pair) => ({
  jira: (await world.jira.readIssue(pair.jira.key)).summary,
  redmine: (await world.redmine.readIssue(pair.redmine)).subject,
});

async function countWrites(world: World, act: () => Promise<void>) {
  await world.control.resetLedger();
  await act();
  const { requests } = await world.control.readLedger();
  return { jira: requests.jira.writes, redmine: requests.redmine.writes };
}

/** A pair whose title was edited on both sides under `manual`. */
async function makeConflict(world: World): Promise<{ pair: Pair; ours: string; theirs: string }> {
  const pair = await world.makePair();
  const [ours, theirs] = [world.title('As Jira says'), world.title('As Redmine says')];
  await editBoth(world, pair, { summary: ours }, { subject: theirs });
  return { pair, ours, theirs };
}

const manualScenarios: readonly Scenario[] = [
  {
    says: 'keeps both where different fields were edited on each side',
    async run(world) {
      const pair = await world.makePair();
      const subject = world.title('Edited in Redmine');
      await editBoth(world, pair, { duedate: '2031-04-05' }, { subject });
      expect(await readTitles(world, pair)).toEqual({ jira: subject, redmine: subject });
      expect((await world.jira.readIssue(pair.jira.key)).dueDate).toBe('2031-04-05');
      expect((await world.redmine.readIssue(pair.redmine)).dueDate).toBe('2031-04-05');
      expect(await world.redmine.countJournals(pair.redmine)).toBe(2);
      expect(await world.jira.countHistory(pair.jira.key)).toBe(2);
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'takes the same edit on both sides for agreement',
    async run(world) {
      const pair = await world.makePair();
      const title = world.title('Both meant this');
      const writes = await countWrites(world, () =>
        editBoth(world, pair, { summary: title }, { subject: title }),
      );
      expect(writes).toEqual({ jira: 0, redmine: 0 });
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: 'leaves both values under `manual`, shows one Conflict, and goes on with the other fields',
    async run(world) {
      const { pair, ours, theirs } = await makeConflict(world);
      expect(await readTitles(world, pair)).toEqual({ jira: ours, redmine: theirs });
      const conflict = { field: 'summary', jira: ours, redmine: theirs };
      expect(await world.readTroubles(pair.jira.key)).toEqual({
        conflicts: [conflict],
        problems: [],
      });

      await world.jira.editIssue(pair.jira.key, { duedate: '2031-11-11' });
      await world.settle();
      expect((await world.redmine.readIssue(pair.redmine)).dueDate).toBe('2031-11-11');
      expect(await readTitles(world, pair)).toEqual({ jira: ours, redmine: theirs });
      expect((await world.readTroubles(pair.jira.key)).conflicts).toEqual([conflict]);
    },
  },
  ...(['jira', 'remote'] as const).map(
    (keep): Scenario => ({
      says: `ends a Conflict the same on both sides where an admin keeps ${keep === 'jira' ? "Jira's" : "Redmine's"} value`,
      async run(world) {
        const { pair, ours, theirs } = await makeConflict(world);
        const linkId = `main:${pair.redmine}`;
        await world.admin.call('resolveConflict', { linkId, field: 'summary', keep });
        const kept = keep === 'jira' ? ours : theirs;
        expect(await readTitles(world, pair)).toEqual({ jira: kept, redmine: kept });
        expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });

        const writes = await countWrites(world, () => world.ringRedmine(pair.redmine));
        expect(writes).toEqual({ jira: 0, redmine: 0 });
        const next = world.title('And on it goes');
        await world.redmine.editIssue(pair.redmine, { subject: next });
        await world.ringRedmine(pair.redmine);
        expect(await readTitles(world, pair)).toEqual({ jira: next, redmine: next });
      },
    }),
  ),
  {
    says: 'ends a Conflict by itself where people come to agree',
    async run(world) {
      const { pair, theirs } = await makeConflict(world);
      await world.jira.editIssue(pair.jira.key, { summary: theirs });
      await world.settle();
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
      expect(await readTitles(world, pair)).toEqual({ jira: theirs, redmine: theirs });
    },
  },
  {
    says: 'shows the values of today where people go on editing a field in Conflict',
    async run(world) {
      const { pair, theirs } = await makeConflict(world);
      const later = world.title('Jira thought again');
      await world.jira.editIssue(pair.jira.key, { summary: later });
      await world.settle();
      expect(await readTitles(world, pair)).toEqual({ jira: later, redmine: theirs });
      expect((await world.readTroubles(pair.jira.key)).conflicts).toEqual([
        { field: 'summary', jira: later, redmine: theirs },
      ]);
    },
  },
];

const policyScenarios: readonly Scenario[] = [
  ...(['jira', 'redmine'] as const).map(
    (policy): Scenario => ({
      says: `lets the policy \`${policy}\` decide without asking anybody`,
      async run(world) {
        await world.configure({ fields: { summary: { onConflict: policy } } });
        const { pair, ours, theirs } = await makeConflict(world);
        const kept = policy === 'jira' ? ours : theirs;
        expect(await readTitles(world, pair)).toEqual({ jira: kept, redmine: kept });
        expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
        await world.configure();
      },
    }),
  ),
  {
    says: 'stops the whole link under `halt` until somebody decides',
    async run(world) {
      await world.configure({ fields: { summary: { onConflict: 'halt' } } });
      const { pair, ours, theirs } = await makeConflict(world);
      await world.jira.editIssue(pair.jira.key, { duedate: '2031-12-12' });
      await world.jira.addComment(pair.jira.key, doc('Anybody there?'));
      await world.settle();
      expect(await readTitles(world, pair)).toEqual({ jira: ours, redmine: theirs });
      expect((await world.redmine.readIssue(pair.redmine)).dueDate).toBeNull();
      expect(await world.redmine.readNotes(pair.redmine)).toEqual([]);

      const linkId = `main:${pair.redmine}`;
      await world.admin.call('resolveConflict', { linkId, field: 'summary', keep: 'remote' });
      expect(await readTitles(world, pair)).toEqual({ jira: theirs, redmine: theirs });
      expect((await world.redmine.readIssue(pair.redmine)).dueDate).toBe('2031-12-12');
      expect(await world.redmine.readNotes(pair.redmine)).toHaveLength(1);
      await world.configure();
    },
  },
  {
    says: 'merges descriptions that were edited in different paragraphs',
    async run(world) {
      await world.configure({ fields: { description: { onConflict: 'merge' } } });
      const pair = await world.makePair({ description: doc('First.', 'Second.', 'Third.') });
      const { description } = await world.redmine.readWire(pair.redmine);
      await editBoth(
        world,
        pair,
        { description: doc('First, by Jira.', 'Second.', 'Third.') },
        { description: (description ?? '').replace('Third.', 'Third, by Redmine.') },
      );
      expect((await world.redmine.readIssue(pair.redmine)).description).toBe(
        'First, by Jira.\n\nSecond.\n\nThird, by Redmine.',
      );
      expect((await world.jira.readIssue(pair.jira.key)).description).toEqual(
        doc('First, by Jira.', 'Second.', 'Third, by Redmine.'),
      );
      expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
      await world.configure();
    },
  },
  {
    says: 'makes a Conflict of a merge that does not come out clean, and loses nothing',
    async run(world) {
      await world.configure({ fields: { description: { onConflict: 'merge' } } });
      const pair = await world.makePair({ description: doc('One line.') });
      const { description } = await world.redmine.readWire(pair.redmine);
      await editBoth(
        world,
        pair,
        { description: doc('One line, by Jira.') },
        { description: (description ?? '').replace('One line.', 'One line, by Redmine.') },
      );
      expect((await world.redmine.readIssue(pair.redmine)).description).toBe(
        'One line, by Redmine.',
      );
      expect((await world.jira.readIssue(pair.jira.key)).description).toEqual(
        doc('One line, by Jira.'),
      );
      expect((await world.readTroubles(pair.jira.key)).conflicts).toEqual([
        { field: 'description', jira: 'One line, by Jira.', redmine: 'One line, by Redmine.' },
      ]);
      await world.configure();
    },
  },
];

export const conflictScenarios: readonly Scenario[] = [...manualScenarios, ...policyScenarios];

/** Who edited last, with a clock that all share: only an embedded Redmine's moves with the host's. */
export const newestScenarios: readonly Scenario[] = [
  ...(['jira', 'redmine'] as const).map(
    (last): Scenario => ({
      says: `lets \`newest\` keep the value of ${last === 'jira' ? 'Jira' : 'Redmine'} where that was edited last`,
      async run(world) {
        await world.configure({ fields: { summary: { onConflict: 'newest' } } });
        const pair = await world.makePair();
        const [ours, theirs] = [world.title('Jira'), world.title('Redmine')];
        await pauseMapping(world, true);
        const inJira = () => world.jira.editIssue(pair.jira.key, { summary: ours });
        const inRedmine = () => world.redmine.editIssue(pair.redmine, { subject: theirs });
        await (last === 'jira' ? inRedmine() : inJira());
        await world.control.advance(10);
        await (last === 'jira' ? inJira() : inRedmine());
        await pauseMapping(world, false);
        await world.ringRedmine(pair.redmine);
        await world.control.runTimer('verify');
        const kept = last === 'jira' ? ours : theirs;
        expect(await readTitles(world, pair)).toEqual({ jira: kept, redmine: kept });
        await world.configure();
      },
    }),
  ),
  {
    says: 'makes a Conflict under `newest` where nobody can tell who was last',
    async run(world) {
      await world.configure({ fields: { summary: { onConflict: 'newest' } } });
      const { pair, ours, theirs } = await makeConflict(world);
      expect(await readTitles(world, pair)).toEqual({ jira: ours, redmine: theirs });
      expect((await world.readTroubles(pair.jira.key)).conflicts).toEqual([
        { field: 'summary', jira: ours, redmine: theirs },
      ]);
      await world.configure();
    },
  },
];

async function pauseMapping(world: World, paused: boolean): Promise<void> {
  await world.settle();
  await world.admin.call(paused ? 'pauseMapping' : 'resumeMapping', { mappingId: 'web' });
}
