/**
 * Everything that follows, as one table that is printed: each entity and field created, changed and
 * cleared from either side, with the value seen across. All of one step is done at once.
 */
import { expect } from 'vitest';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';
import { ENTITY_ROWS } from './every-row/entity-rows';
import { FIELD_ROWS } from './every-row/field-rows';
import { across, type Ground, type Origin, type Row, STEPS, type Step } from './every-row/row';
import { KIND_CASES, MORE_CASES, makeFields, rowsOf } from './field-kinds';

const ROWS: readonly Row[] = [...FIELD_ROWS, ...ENTITY_ROWS];
const KINDS = [...KIND_CASES, ...MORE_CASES];

const configurationOf = (world: World) => ({
  moreFields: [
    ...rowsOf(world, KINDS),
    { jira: 'parent', redmine: 'parent' },
    { jira: 'reporter', redmine: 'Reporter in Jira', direction: 'toRedmine' },
    { jira: 'reporter', redmine: 'author', direction: 'toJira', unmapped: 'keep' },
    { jira: 'status', redmine: 'Status in Jira', direction: 'toRedmine' },
    {
      jira: 'security',
      redmine: 'is_private',
      values: [{ jira: 'Internal', redmine: 'Yes' }],
    },
  ],
  mapping: {
    issueTypes: [
      { jira: 'Bug', redmine: 'Bug' },
      { jira: 'Task', redmine: 'Feature' },
      { jira: 'Epic', redmine: 'Support' },
    ],
    comments: { direction: 'both', private: { role: 'Developers' }, asAuthor: true },
    relations: true,
    timeEntries: { activity: 'Development' },
    watchers: { direction: 'both' },
    deleting: 'delete',
  },
});

async function edit(ground: Ground, origin: Origin, step: Step): Promise<void> {
  const { world, pair } = ground;
  const parts: Readonly<Record<string, unknown>>[] = [];
  for (const { attributes } of ROWS) {
    parts.push({ ...(await attributes?.(ground, origin, step)) });
  }
  const custom = parts.flatMap(({ custom_fields: list }) => (Array.isArray(list) ? list : []));
  const all = Object.assign({}, ...parts);
  if (origin === 'jira') await world.jira.editIssue(pair.jira.key, all);
  else await world.redmine.editIssue(pair.redmine, { ...all, custom_fields: custom });
  for (const { act } of ROWS) await act?.(ground, origin, step);
  if (origin === 'redmine') await world.ringRedmine(pair.redmine);
  await world.settle();
  // What neither tracker rings for is found by these.
  await world.control.runTimer('sweep');
  await world.control.runTimer('verify');
}

interface Cell {
  readonly wanted: string | null;
  readonly seen: string | null;
}

/** The table of one direction. */
async function fillTable(
  world: World,
  origin: Origin,
): Promise<{ readonly table: ReadonlyMap<string, readonly Cell[]>; readonly ground: Ground }> {
  const epic = { issuetype: { name: 'Epic' } };
  const ground: Ground = {
    world,
    pair: await world.makePair(),
    other: await world.makePair(),
    parents: [await world.makePair(epic), await world.makePair(epic)],
    secret: await world.makePair(),
    title: world.title('Born'),
    made: new Map(),
  };
  const table = new Map<string, Cell[]>(ROWS.map(({ what }) => [what, []]));
  for (const step of STEPS) {
    await edit(ground, origin, step);
    for (const { what, read, seen } of ROWS) {
      const wanted = seen(origin)[step];
      if (wanted === undefined) continue;
      table.get(what)?.push({ wanted, seen: await read(ground, across(origin)) });
    }
  }
  return { table, ground };
}

function print(origin: Origin, table: ReadonlyMap<string, readonly Cell[]>): string {
  const towards = origin === 'jira' ? 'Jira → Redmine' : 'Redmine → Jira';
  const lines = ROWS.map(({ what, seen }) => {
    const cells = [...(table.get(what) ?? [])];
    const shown = STEPS.map((step) => {
      if (seen(origin)[step] === undefined) return '—';
      const cell = cells.shift();
      const value = cell?.seen === null ? '(empty)' : (cell?.seen ?? '(not read)');
      return cell && cell.seen === cell.wanted
        ? `pass: ${value}`
        : `FAIL: ${value}, not ${cell?.wanted}`;
    });
    return [what.padEnd(44), ...shown.map((cell) => cell.slice(0, 40).padEnd(34))].join(' | ');
  });
  const head = [towards.padEnd(44), ...STEPS.map((step) => step.padEnd(34))].join(' | ');
  return ['', head, ...lines].join('\n');
}

const direction = (origin: Origin): Scenario => ({
  says: `carries every entity and field from ${origin === 'jira' ? 'Jira' : 'Redmine'}: created, changed, cleared`,
  async run(world) {
    await makeFields(world, KINDS);
    await world.configure(configurationOf(world));
    const { table, ground } = await fillTable(world, origin);
    console.log(print(origin, table));
    const failed = [...table].filter(([, cells]) =>
      cells.some(({ seen, wanted }) => seen !== wanted),
    );
    expect(failed).toEqual([]);
    for (const { jira } of [ground.pair, ground.other, ground.secret]) {
      expect(await world.readTroubles(jira.key)).toEqual({ conflicts: [], problems: [] });
    }
  },
  timeoutMs: 300_000,
});

export const everyRowScenarios: readonly Scenario[] = [direction('jira'), direction('redmine')];
