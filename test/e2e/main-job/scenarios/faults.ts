/** Answers that are lost, functions that are ended, trackers that say "later": nothing comes twice. */
import { expect } from 'vitest';
import { doc } from '../../../support/local-host/adf';
import type { FaultRule } from '../../../support/local-host/control';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

const CREATE_IN_REDMINE = { target: 'redmine', method: 'POST', path: '^/issues\\.json' } as const;
const CREATE_IN_JIRA = { target: 'jira', method: 'POST', path: '/rest/api/3/issue$' } as const;
const EDIT_REDMINE = { target: 'redmine', method: 'PUT', path: '^/issues/' } as const;
const EDIT_JIRA = { target: 'jira', method: 'PUT', path: '/rest/api/3/issue/\\d+' } as const;
const COMMENT_IN_JIRA = { target: 'jira', method: 'POST', path: '/comment$' } as const;

/** A moment, by both clocks: the host's moves ahead where something was put off. */
const readClocks = async (world: World) => ({
  realMs: Date.now(),
  hostMs: await world.control.advance(0.001),
});

/** Deals the blow once, and makes sure that it landed: whatever it hits has to be tried again. */
async function withFault(world: World, rule: FaultRule, act: () => Promise<void>): Promise<void> {
  const before = await readClocks(world);
  await world.control.addFaults({ ...rule, times: 1 });
  await act();
  await world.settle();
  await world.control.clearFaults();
  const after = await readClocks(world);
  const jumpMs = after.hostMs - before.hostMs - (after.realMs - before.realMs);
  expect(jumpMs, 'nothing was tried again later').toBeGreaterThan(500);
}

const texts = (list: readonly { readonly text: string | null }[]) =>
  list.map(({ text }) => text?.split('\n').at(-1));

/** What is done to one call, once. */
const BLOWS: readonly (readonly [what: string, effect: FaultRule['effect']])[] = [
  ['whose answer is lost', { dropResponse: true }],
  ['before which the function is ended', { crash: true }],
  ['that is answered 503', { status: 503 }],
  ['that is answered 429', { status: 429, headers: { 'Retry-After': '7' } }],
];

const twins = BLOWS.flatMap(([what, effect]): readonly Scenario[] => [
  {
    says: `makes one twin in Redmine by a create ${what}`,
    async run(world) {
      const summary = world.title('One of it, please');
      await withFault(world, { ...CREATE_IN_REDMINE, effect }, async () => {
        await world.jira.createIssue({ summary });
      });
      await world.control.runTimer('sweep');
      expect(await world.redmine.findIssues(summary)).toHaveLength(1);
      expect(await world.jira.findIssues('WEB', summary)).toHaveLength(1);
    },
  },
  {
    says: `makes one twin in Jira by a create ${what}`,
    async run(world) {
      const subject = world.title('One of it, please');
      await withFault(world, { ...CREATE_IN_JIRA, effect }, async () => {
        await world.ringRedmine(await world.redmine.createIssue({ subject }), 'created');
      });
      await world.control.runTimer('sweep');
      expect(await world.jira.findIssues('WEB', subject)).toHaveLength(1);
      expect(await world.redmine.findIssues(subject)).toHaveLength(1);
    },
  },
]);

const comments = BLOWS.flatMap(([what, effect]): readonly Scenario[] => [
  {
    says: `posts one copy in Redmine by a call ${what}`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await withFault(world, { ...EDIT_REDMINE, effect }, async () => {
        await world.jira.addComment(jira.key, doc('Say it once.'));
      });
      await world.control.runTimer('sweep');
      expect(texts(await world.redmine.readNotes(redmine))).toEqual(['Say it once.']);
      expect(texts(await world.jira.readComments(jira.key))).toEqual(['Say it once.']);
    },
  },
  {
    says: `posts one copy in Jira by a call ${what}`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      await withFault(world, { ...COMMENT_IN_JIRA, effect }, async () => {
        await world.redmine.addNote(redmine, 'Say it once.');
        await world.ringRedmine(redmine);
      });
      await world.control.runTimer('sweep');
      expect(texts(await world.jira.readComments(jira.key))).toEqual(['Say it once.']);
      expect(texts(await world.redmine.readNotes(redmine))).toEqual(['Say it once.']);
    },
  },
]);

const edits = BLOWS.flatMap(([what, effect]): readonly Scenario[] => [
  {
    says: `carries an edit to Redmine by a call ${what}, without a Conflict`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const summary = world.title('Edited once');
      await withFault(world, { ...EDIT_REDMINE, effect }, () =>
        world.jira.editIssue(jira.key, { summary }),
      );
      await world.control.runTimer('sweep');
      expect((await world.redmine.readIssue(redmine)).subject).toBe(summary);
      expect(await world.redmine.countJournals(redmine)).toBe(1);
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
  {
    says: `carries an edit to Jira by a call ${what}, without a Conflict`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const subject = world.title('Edited once');
      await withFault(world, { ...EDIT_JIRA, effect }, async () => {
        await world.redmine.editIssue(redmine, { subject });
        await world.ringRedmine(redmine);
      });
      await world.control.runTimer('sweep');
      expect((await world.jira.readIssue(jira.key)).summary).toBe(subject);
      expect(await world.jira.countHistory(jira.key)).toBe(1);
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  },
]);

/** Where a function is ended; each once. */
const CRASHES: readonly (readonly [where: string, rule: Omit<FaultRule, 'effect'>])[] = [
  ['reading Jira', { target: 'jira', method: 'GET' }],
  ['reading Redmine', { target: 'redmine', method: 'GET' }],
  ['reading storage', { target: 'kvs', path: 'get$' }],
  ['saving', { target: 'kvs', path: 'transaction$' }],
  ['pushing its job', { target: 'queue' }],
];

const crashes = CRASHES.map(
  ([where, rule]): Scenario => ({
    says: `finishes the work of a function that is ended while ${where}`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const summary = world.title('In the end it is there');
      const crash = { ...rule, effect: { crash: true } } as const;
      await withFault(world, crash, async () => {
        await world.jira.editIssue(jira.key, { summary });
        await world.jira.addComment(jira.key, doc('Once.'));
      });
      await world.control.runTimer('sweep');
      expect((await world.redmine.readIssue(redmine)).subject).toBe(summary);
      expect(texts(await world.redmine.readNotes(redmine))).toEqual(['Once.']);
      expect(await world.redmine.countJournals(redmine)).toBe(2);
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    },
  }),
);

const LATER = { status: 429, headers: { 'Retry-After': '300' } } as const;

const waiting = (['redmine', 'jira'] as const).map(
  (target): Scenario => ({
    says: `asks ${target === 'jira' ? 'Jira' : 'Redmine'} again when its Retry-After is over, and not before`,
    async run(world) {
      const { jira, redmine } = await world.makePair();
      const summary = world.title('Later');
      await world.control.addFaults({ target, method: 'GET', times: 1, effect: LATER });
      await world.jira.editIssue(jira.key, { summary });
      await world.control.advance(240);
      expect((await world.redmine.readIssue(redmine)).subject).not.toBe(summary);

      await world.control.resetLedger();
      await world.control.advance(30);
      const { requests } = await world.control.readLedger();
      expect([requests.jira.count, requests.redmine.count]).toEqual([0, 0]);

      await world.control.advance(60);
      await world.control.clearFaults();
      expect((await world.redmine.readIssue(redmine)).subject).toBe(summary);
    },
  }),
);

export const faultScenarios: readonly Scenario[] = [
  ...twins,
  ...comments,
  ...edits,
  ...crashes,
  ...waiting,
];
