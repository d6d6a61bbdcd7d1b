/** What people may end a conflict with, and who may. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadePair, makePair } from '../support/in-process/issues';
import {
  type InProcessWorld,
  openInProcessWorld,
} from '../support/in-process/open-in-process-world';
import { doc } from '../support/local-host/adf';

const BEFORE = ['Steps to see it', 'Two vouchers in the cart', 'The total is wrong'] as const;

let world: InProcessWorld;
beforeEach(() => {
  world = openInProcessWorld();
});
afterEach(() => world.host.stop());

/** Both sides edit before any bell is heard. */
async function editBoth(
  pair: MadePair,
  jira: Readonly<Record<string, unknown>>,
  redmine: Readonly<Record<string, unknown>>,
): Promise<void> {
  await world.asRedmine('grace', 'PUT', `/issues/${pair.redmineId}.json`, { issue: redmine });
  await world.asJira('ada', 'PUT', `/issue/${pair.key}`, { fields: jira });
  await world.settle();
}

async function makeTextConflict(): Promise<MadePair> {
  await world.configure();
  const pair = await makePair(world, 'Vouchers', { description: doc(...BEFORE) });
  await editBoth(
    pair,
    { description: doc(BEFORE[0], BEFORE[1], 'The total is 5 euros too low') },
    { description: [BEFORE[0], 'Three vouchers in the cart', BEFORE[2]].join('\n\n') },
  );
  return pair;
}

const read = async (pair: MadePair) => ({
  jira: (await world.asJira('ada', 'GET', `/issue/${pair.key}`)).body.fields,
  redmine: (await world.asRedmine('ada', 'GET', `/issues/${pair.redmineId}.json`)).body.issue,
});
const paragraphsOf = (description: { content: { content: { text: string }[] }[] }) =>
  description.content.map(({ content }) => content[0]?.text);

describe('a conflict of texts', () => {
  it('shows what was before, who changed what, and both edits together, which end it', async () => {
    const pair = await makeTextConflict();
    const { conflicts } = await world.callAdmin('listConflicts', { field: 'description' });
    expect(conflicts).toMatchObject([{ jiraKey: pair.key, kind: 'both-changed' }]);
    const place = { linkId: `main:${pair.redmineId}`, field: 'description' };
    const detail = await world.callAdmin('getConflict', place);
    expect(detail).toMatchObject({
      base: BEFORE.join('\n\n'),
      sides: { jira: { by: 'Ada Lovelace' }, remote: { by: 'Grace Hopper' } },
      merge: {
        text: 'Steps to see it\n\nThree vouchers in the cart\n\nThe total is 5 euros too low',
        overlaps: 0,
      },
      editable: true,
    });
    expect(detail.sides.jira.passages.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'wrong' },
      { kind: 'added', text: '5 euros too low' },
    ]);
    expect(detail.sides.remote.atMs).toEqual(expect.any(Number));

    await world.callAdmin('resolveConflict', { ...place, keep: 'merge' });
    await world.settle();
    const { jira, redmine } = await read(pair);
    expect(redmine.description.replaceAll('\r', '')).toBe(detail.merge?.text);
    expect(paragraphsOf(jira.description)).toEqual([
      BEFORE[0],
      'Three vouchers in the cart',
      'The total is 5 euros too low',
    ]);
    expect((await world.callAdmin('listConflicts', {})).conflicts).toEqual([]);
  });

  it('ends with what a person wrote', async () => {
    const pair = await makeTextConflict();
    await world.callAdmin('resolveConflict', {
      linkId: `main:${pair.redmineId}`,
      field: 'description',
      keep: 'text',
      text: 'Written *anew*',
    });
    await world.settle();
    const { jira, redmine } = await read(pair);
    expect(redmine.description).toBe('Written *anew*');
    expect(jira.description.content[0].content[1]).toMatchObject({
      text: 'anew',
      marks: [{ type: 'strong' }],
    });
  });
});

describe('several conflicts', () => {
  it('are decided alike, and what is decided already is told', async () => {
    await world.configure();
    const pairs = [await makePair(world, 'Basket'), await makePair(world, 'Checkout')];
    for (const pair of pairs) {
      await editBoth(
        pair,
        { summary: `Jira ${pair.key}`, duedate: '2031-01-01' },
        { subject: `Redmine ${pair.key}`, due_date: '2031-02-02' },
      );
    }
    const { conflicts } = await world.callAdmin('listConflicts', { mappingId: 'web' });
    expect(conflicts).toHaveLength(4);
    const chosen = [...conflicts, { linkId: 'main:999', field: 'summary' }].map(
      ({ linkId, field }) => ({ linkId, field }),
    );
    expect(
      await world.callAdmin('resolveConflicts', { conflicts: chosen, keep: 'remote' }),
    ).toEqual({
      decided: 4,
      refused: [
        { linkId: 'main:999', field: 'summary', reason: 'This conflict is decided already.' },
      ],
    });
    await world.settle();
    for (const pair of pairs) {
      const { jira } = await read(pair);
      expect([jira.summary, jira.duedate]).toEqual([`Redmine ${pair.key}`, '2031-02-02']);
    }
    expect((await world.callAdmin('listConflicts', {})).conflicts).toEqual([]);
  });
});

describe('who decides', () => {
  async function makeConflict(mapping: object): Promise<MadePair> {
    await world.configure({ mapping: { ...mapping } });
    const pair = await makePair(world, 'Basket');
    await editBoth(pair, { summary: 'Jira' }, { subject: 'Redmine' });
    return pair;
  }
  const decide = (pair: MadePair, as: 'ada' | 'grace' | 'admin') =>
    world.askPanel(
      { id: pair.jiraId, projectId: pair.projectId },
      'decideConflict',
      { field: 'summary', keep: 'jira' },
      as,
    );
  const REFUSED = { ok: false, reason: 'You may not decide conflicts of this project.' };

  it('are Jira administrators alone, unless the mapping says otherwise', async () => {
    const pair = await makeConflict({});
    const issue = { id: pair.jiraId, projectId: pair.projectId };
    const panel = await world.askPanel(issue, 'getPanel', undefined, 'ada');
    expect(panel).toMatchObject({ ok: true, value: { state: 'conflict', canDecide: false } });
    expect(await world.askPanel(issue, 'showConflict', { field: 'summary' }, 'ada')).toEqual(
      REFUSED,
    );
    expect(await decide(pair, 'ada')).toEqual(REFUSED);
    expect(await decide(pair, 'admin')).toMatchObject({ ok: true, value: { state: 'in-sync' } });
    expect((await read(pair)).redmine.subject).toBe('Jira');
  });

  it('are the administrators of the project too, where the mapping opens it to them', async () => {
    const pair = await makeConflict({ decidedBy: 'project-admins' });
    expect(await decide(pair, 'ada')).toEqual(REFUSED);
    const member = await world.asJira('admin', 'POST', '/project/WEB/role/10002', {
      user: [world.jira.accounts.ada],
    });
    expect(member.status).toBe(200);
    expect(await decide(pair, 'grace')).toEqual(REFUSED);
    expect(await decide(pair, 'ada')).toMatchObject({ ok: true, value: { state: 'in-sync' } });
  });

  it('are those in a role too, by name or by group, where the mapping opens it to the role', async () => {
    world.host.stop();
    world = openInProcessWorld({ appIsProjectAdmin: true });
    const pair = await makeConflict({ decidedBy: { role: 'developers' } });
    const setRole = (method: 'POST' | 'DELETE', query: string, body?: object) =>
      world.asJira('admin', method, `/project/WEB/role/10003${query}`, body);
    for (const name of ['ada', 'grace'] as const) {
      await setRole('DELETE', `?user=${encodeURIComponent(world.jira.accounts[name])}`);
    }
    await setRole('DELETE', '?group=jira-software-users');
    const issue = { id: pair.jiraId, projectId: pair.projectId };
    expect(await world.askPanel(issue, 'getPanel', undefined, 'ada')).toMatchObject({
      value: {
        canDecide: false,
        decidedBy: { role: 'Developers' },
      },
    });
    expect(await decide(pair, 'ada')).toEqual(REFUSED);
    await setRole('POST', '', { user: [world.jira.accounts.ada] });
    expect(await decide(pair, 'grace')).toEqual(REFUSED);
    expect(await decide(pair, 'ada')).toMatchObject({ ok: true, value: { state: 'in-sync' } });

    await editBoth(pair, { summary: 'Jira again' }, { subject: 'Redmine again' });
    await setRole('POST', '', { group: ['jira-software-users'] });
    expect(await decide(pair, 'grace')).toMatchObject({ ok: true, value: { state: 'in-sync' } });
  });
});
