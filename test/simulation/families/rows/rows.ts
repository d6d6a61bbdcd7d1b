/** Pairs of further fields: custom ones of every type, dates, numbers, lists, versions, people. */

import { asKeyOwner } from '../../people/as-key-owner';
import { phraseOf } from '../../people/write-text';
import type { WorldChoice } from '../../script/configuration';
import { JIRA_PROJECT, REDMINE_PROJECT } from '../../script/document';
import type { Direction, RowField, Side } from '../../script/steps';
import { getBody, isDone } from '../../world/ask';
import type { World } from '../../world/world';
import { chanceOf } from '../chance';
import type { Family } from '../family';
import { saidOn } from './common-word';
import type { JiraEnd, RowSpec, Shown } from './row-spec';
import { ROW_SPECS } from './row-specs';

/** More would make every read longer and meet each row less often. */
const ROWS = 4;
const DIRECTIONS: readonly Direction[] = ['both', 'both', 'both', 'both', 'toJira', 'toRedmine'];

interface DrawnRow {
  readonly spec: RowSpec;
  readonly direction: Direction;
}

/** The rows of a world; no field is in two of them. */
export function drawRows(choice: WorldChoice): readonly DrawnRow[] {
  if (!choice.families.includes('rows')) return [];
  const chance = chanceOf(choice, 'rows');
  const drawn: DrawnRow[] = [];
  while (drawn.length < ROWS) {
    const spec = chance.pick(ROW_SPECS);
    const isTaken = drawn.some((other) => other.spec.redmine.name === spec.redmine.name);
    if (!isTaken) drawn.push({ spec, direction: chance.pick(DIRECTIONS) });
  }
  return drawn;
}

export function directionOfRow(world: World, field: RowField): Direction {
  const row = world.rows.find((candidate) => candidate.field === field);
  if (!row) throw new Error(`this world has no row ${field}`);
  return row.direction;
}

export const rows: Family = {
  odds: 0.35,
  acts: (choice) => drawRows(choice).map(({ spec }) => [1, spec.what]),
  configure: (choice) => ({
    rows: drawRows(choice).map(({ spec, direction }) => ({
      jira: nameOf(spec.jira),
      redmine: spec.redmine.name,
      direction,
      ...spec.row,
    })),
  }),
  prepare(world) {
    for (const kind of ['version', 'component'] as const) addToProject(world, kind);
    for (const { spec, direction } of drawRows(world.choice)) {
      world.rows.push({ spec, field: makeField(world, spec.jira), direction });
    }
    // Older issues show them already.
    if (!world.choice.families.includes('first sync')) showFields(world);
  },
  act(world, step, { what, who, choice }, issue) {
    const row = world.rows.find(({ spec }) => spec.what === what);
    if (!row || issue.isOut) return false;
    const shown = chooseValue(row.spec, issue.side, step, choice);
    world.book.typed(shown, issue);
    if (issue.side === 'redmine') {
      const path = `/issues/${issue.id}.json`;
      const change = row.spec.redmine.write(shown);
      return asKeyOwner(world, who, () =>
        isDone(world.askRedmine(who, 'PUT', path, { issue: change })),
      );
    }
    const fields = row.spec.jira.write(world, row.field, shown);
    const asWho = issue.access === 'hidden' ? 'admin' : who;
    return isDone(world.askJira(asWho, 'PUT', `/issue/${issue.id}`, { fields }));
  },
};

/** A fifth of all edits empties it. */
function chooseValue(spec: RowSpec, side: Side, step: number, choice: number): Shown {
  if (choice < 0.2) return '';
  const { values } = spec;
  if ('free' in values) return values.free(phraseOf(step, 'a'));
  const offered = values.flatMap((value) => saidOn(value, side) ?? []);
  const place = Math.floor(((choice - 0.2) / 0.8) * offered.length);
  const [one = '', other = ''] = [offered[place], offered[(place + 1) % offered.length]];
  const takesTwo = spec.isList === true && Math.floor(choice * 1000) % 2 === 0;
  return takesTwo ? [one, other].sort().join(',') : one;
}

function nameOf({ place }: JiraEnd): string {
  return place.kind === 'system' ? place.key : place.name;
}

function makeField(world: World, { place, options }: JiraEnd): RowField {
  if (place.kind === 'system') return place.key;
  const body = { name: place.name, type: place.type };
  const made = getBody(world.askJira('admin', 'POST', '/field', body), 'make a field');
  if (options.length > 0) addOptions(world, made.id, options);
  return made.id;
}

function addOptions(world: World, field: string, options: readonly string[]): void {
  const listed = getBody(world.askJira('admin', 'GET', `/field/${field}/context`), 'contexts');
  const path = `/field/${field}/context/${listed.values[0].id}/option`;
  const add = (option: object): string =>
    getBody(world.askJira('admin', 'POST', path, { options: [option] }), 'options').options[0].id;
  for (const option of options) {
    // `A - B` is a choice of two levels.
    const [value, child] = option.split(' - ');
    const optionId = add({ value });
    if (child !== undefined) add({ value: child, optionId });
  }
}

const NAMES = { version: ['1.0', '2.0'], component: ['Checkout', 'Catalogue'] } as const;

function addToProject(world: World, kind: keyof typeof NAMES): void {
  const project = kind === 'version' ? { projectId: 10_000 } : { project: JIRA_PROJECT };
  for (const name of NAMES[kind]) {
    getBody(world.askJira('admin', 'POST', `/${kind}`, { name, ...project }), `make a ${kind}`);
  }
}

/** A key without admin rights learns of custom fields from an issue that shows them. */
function showFields(world: World): void {
  const reply = world.askRedmine('admin', 'POST', '/issues.json', {
    issue: { project_id: REDMINE_PROJECT, tracker_id: 1, subject: 'older than the mapping' },
  });
  world.book.foreign.redmine.push(String(getBody(reply, 'an old issue').issue.id));
}
