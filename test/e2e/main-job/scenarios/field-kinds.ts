/** Fields of every kind: created with a value, changed and cleared, from either side. */
import { expect } from 'vitest';
import {
  addToWeb,
  type FieldEnd,
  jiraCustom,
  jiraEstimate,
  jiraSystem,
  redmineCustom,
  redmineSystem,
} from '../../../support/local-host/field-ends';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

export interface KindCase {
  readonly what: string;
  readonly jira: FieldEnd & { prepare?(world: World): Promise<void> };
  readonly redmine: FieldEnd;
  /** Two values, each as either side says it. */
  readonly values: readonly [Spoken, Spoken];
  /** What an emptied field shows. */
  readonly cleared?: Partial<Record<'jira' | 'redmine', string | null>>;
  /** More keys of the configuration's row. */
  readonly row?: object;
  /** Which Redmine type to name where the key may not see it. */
  readonly redmineType?: string;
}

interface Spoken {
  readonly jira: string;
  readonly redmine: string;
  /** What Jira shows, where that is not what is typed. */
  readonly jiraShows?: string;
}

const same = (words: string): Spoken => ({ jira: words, redmine: words });

const SEVERITIES = ['Minor', 'Major', 'Blocker'];
const BROWSERS = ['Firefox', 'Chrome', 'Safari'];
/** Ids of a fresh Redmine with the demo's seed. */
const VERSIONS = { '1.0': '1', '2.0': '2' };
const CATEGORIES = { Checkout: '1', Catalogue: '2' };
const CHANNELS = { Shop: '1', App: '2' };
const PEOPLE = { 'Ada Lovelace': '5', 'Grace Hopper': '6' };

export const KIND_CASES: readonly KindCase[] = [
  {
    what: 'text field ↔ text',
    jira: jiraCustom('Customer', 'textfield'),
    redmine: redmineCustom('Customer'),
    values: [same('Acme "GmbH" & Söhne'), same('Initech')],
  },
  {
    what: 'paragraph ↔ long text',
    jira: jiraCustom('Minutes', 'textarea'),
    redmine: redmineCustom('Minutes of meeting'),
    redmineType: 'text',
    values: [same('All agreed.'), same('Nobody agreed.')],
  },
  {
    what: 'address ↔ link',
    jira: jiraCustom('Ticket', 'url'),
    redmine: redmineCustom('Ticket'),
    values: [same('https://example.com/1?a=b'), same('https://example.com/2')],
  },
  {
    what: 'number ↔ whole number',
    jira: jiraCustom('Seats', 'float'),
    redmine: redmineCustom('Seats'),
    redmineType: 'integer',
    values: [same('12'), same('0')],
  },
  {
    what: 'number ↔ decimal number',
    jira: jiraCustom('Budget', 'float'),
    redmine: redmineCustom('Budget'),
    redmineType: 'number',
    values: [same('12.5'), same('1000')],
  },
  {
    what: 'date ↔ date',
    jira: jiraCustom('Go-live', 'datepicker'),
    redmine: redmineCustom('Go-live'),
    redmineType: 'date',
    values: [same('2031-02-28'), same('2032-02-29')],
  },
  {
    what: 'select ↔ list',
    jira: jiraCustom('Severity', 'select', SEVERITIES),
    redmine: redmineCustom('Severity'),
    values: [same('Minor'), same('Blocker')],
  },
  {
    what: 'checkboxes ↔ list of several',
    jira: jiraCustom('Browsers', 'multicheckboxes', BROWSERS),
    redmine: redmineCustom('Browsers'),
    redmineType: 'labels',
    values: [same('Chrome, Firefox'), same('Safari')],
  },
  {
    what: 'one box to tick ↔ yes or no',
    jira: jiraCustom('Billable', 'multicheckboxes', ['Yes']),
    redmine: redmineCustom('Billable', { Yes: '1', No: '0' }),
    redmineType: 'boolean',
    values: [same('Yes'), { jira: 'Yes', redmine: 'Yes' }],
    cleared: { redmine: 'No' },
  },
  {
    what: 'radio buttons ↔ key/value list',
    jira: jiraCustom('Channel', 'radiobuttons', ['Shop', 'App']),
    redmine: redmineCustom('Channel', CHANNELS),
    // A key without admin rights sees neither the names of the choices nor that they have any.
    row: {
      values: [
        { jira: 'Shop', redmine: CHANNELS.Shop },
        { jira: 'App', redmine: CHANNELS.App },
      ],
    },
    redmineType: 'option',
    values: [same('Shop'), same('App')],
  },
  {
    what: 'person ↔ person',
    jira: jiraCustom('Reviewer', 'userpicker'),
    redmine: redmineCustom('Reviewer', PEOPLE),
    redmineType: 'user',
    values: [
      { jira: 'ada@example.com', redmine: 'Ada Lovelace', jiraShows: 'Ada Lovelace' },
      { jira: 'grace@example.com', redmine: 'Grace Hopper', jiraShows: 'Grace Hopper' },
    ],
  },
  {
    what: 'version ↔ version',
    jira: jiraCustom('Found in', 'version'),
    redmine: redmineCustom('Found in', VERSIONS),
    redmineType: 'version',
    values: [same('1.0'), same('2.0')],
  },
  {
    what: 'fix versions ↔ target version',
    jira: jiraSystem('fixVersions', 'named'),
    redmine: redmineSystem('fixed_version', 'fixed_version_id', VERSIONS),
    values: [same('1.0'), same('2.0')],
  },
  {
    what: 'components ↔ category',
    jira: jiraSystem('components', 'named'),
    redmine: redmineSystem('category', 'category_id', CATEGORIES),
    values: [same('Checkout'), same('Catalogue')],
  },
  {
    what: 'start date ↔ start date',
    jira: jiraCustom('Start date', 'datepicker'),
    redmine: redmineSystem('start_date', 'start_date'),
    values: [same('2026-01-31'), same('2026-02-01')],
  },
  {
    what: 'estimate ↔ estimated hours',
    jira: jiraEstimate,
    redmine: redmineSystem('estimated_hours', 'estimated_hours'),
    values: [
      { jira: '90m', redmine: '1.5' },
      { jira: '120m', redmine: '2' },
    ],
  },
  {
    what: 'number ↔ done ratio',
    jira: jiraCustom('Progress', 'float'),
    redmine: redmineSystem('done_ratio', 'done_ratio'),
    values: [same('40'), same('100')],
    cleared: { redmine: '0' },
  },
];

/** Pairs of further types, for the table of every row. */
export const MORE_CASES: readonly KindCase[] = [
  {
    what: 'date and time ↔ date',
    jira: jiraCustom('Opened at', 'datetime'),
    redmine: redmineCustom('Opened on'),
    redmineType: 'date',
    values: [
      {
        jira: '2031-02-28T00:00:00.000+0000',
        jiraShows: '2031-02-28T00:00:00.000Z',
        redmine: '2031-02-28',
      },
      {
        jira: '2032-02-29T00:00:00.000+0000',
        jiraShows: '2032-02-29T00:00:00.000Z',
        redmine: '2032-02-29',
      },
    ],
  },
  {
    what: 'select of several ↔ list of several',
    jira: jiraCustom('Platforms', 'multiselect', ['Linux', 'macOS', 'Windows']),
    redmine: redmineCustom('Platforms'),
    redmineType: 'labels',
    values: [same('Linux, Windows'), same('macOS')],
  },
  {
    what: 'choice of two levels ↔ text',
    jira: jiraCustom('Area', 'cascadingselect', ['Web - Basket', 'App - Login']),
    redmine: redmineCustom('Area'),
    values: [same('Web - Basket'), same('App - Login')],
  },
  {
    what: 'labels ↔ list of several',
    jira: jiraSystem('labels', 'labels'),
    redmine: redmineCustom('Tags'),
    redmineType: 'labels',
    values: [same('Backend, Urgent'), same('Frontend')],
  },
];

/** Everything that the cases map, as one configuration. */
export function rowsOf(world: World, cases = KIND_CASES): readonly object[] {
  return cases.map(({ jira, redmine, row, redmineType }) => ({
    jira: jira.name,
    redmine: redmine.name,
    ...row,
    ...(redmineType !== undefined && !world.isAdminKey ? { redmineType } : {}),
  }));
}

const prepared = new WeakSet<World>();

/** Makes Jira's fields. */
export async function makeFields(world: World, cases = KIND_CASES): Promise<void> {
  if (prepared.has(world)) return;
  prepared.add(world);
  for (const { jira } of cases) await jira.prepare?.(world);
  await addToWeb(world, 'version', Object.keys(VERSIONS));
  await addToWeb(world, 'component', Object.keys(CATEGORIES));
  // A key without admin rights learns of custom fields from an issue that shows them.
  await world.redmine.createIssue({ subject: world.title('An issue with fields') });
  await world.settle();
}

const mapped = new WeakSet<World>();

/** Makes Jira's fields, and maps them all. */
async function prepare(world: World): Promise<void> {
  if (mapped.has(world)) return;
  mapped.add(world);
  await makeFields(world);
  await world.configure({ moreFields: rowsOf(world) });
}

const showBoth = async (world: World, { jira, redmine }: KindCase, key: string, id: number) => ({
  jira: await jira.read(world, key),
  redmine: await redmine.read(world, String(id)),
});

const shown = ({ jira, redmine, jiraShows }: Spoken) => ({ jira: jiraShows ?? jira, redmine });

const fromJira = (kind: KindCase): Scenario => ({
  says: `carries ${kind.what} from Jira: created, changed, cleared`,
  async run(world) {
    await prepare(world);
    const [first, second] = kind.values;
    const pair = await world.makePair(await kind.jira.write(world, first.jira));
    expect(await showBoth(world, kind, pair.jira.key, pair.redmine)).toEqual(shown(first));
    await world.jira.editIssue(pair.jira.key, await kind.jira.write(world, second.jira));
    await world.settle();
    expect(await showBoth(world, kind, pair.jira.key, pair.redmine)).toEqual(shown(second));
    await world.jira.editIssue(pair.jira.key, await kind.jira.write(world, null));
    await world.settle();
    expect(await showBoth(world, kind, pair.jira.key, pair.redmine)).toEqual({
      jira: null,
      redmine: null,
      ...kind.cleared,
    });
    expect(await world.readTroubles(pair.jira.key)).toEqual({ conflicts: [], problems: [] });
  },
});

const fromRedmine = (kind: KindCase): Scenario => ({
  says: `carries ${kind.what} from Redmine: created, changed, cleared`,
  async run(world) {
    await prepare(world);
    const [first, second] = kind.values;
    const subject = world.title('From Redmine');
    const id = await world.redmine.createIssue({
      subject,
      ...(await kind.redmine.write(world, first.redmine)),
    });
    await world.ringRedmine(id, 'created');
    const [twin] = await world.jira.findIssues('WEB', subject);
    if (!twin) throw new Error(`issue ${id} has no twin\n${world.process.output()}`);
    expect(await showBoth(world, kind, twin.key, id)).toEqual(shown(first));
    await world.redmine.editIssue(id, await kind.redmine.write(world, second.redmine));
    await world.ringRedmine(id);
    expect(await showBoth(world, kind, twin.key, id)).toEqual(shown(second));
    const cleared = kind.cleared?.redmine ?? null;
    await world.redmine.editIssue(id, await kind.redmine.write(world, cleared));
    await world.ringRedmine(id);
    const isZero = cleared === '0';
    expect(await showBoth(world, kind, twin.key, id)).toEqual({
      jira: isZero ? '0' : null,
      redmine: null,
      ...kind.cleared,
    });
    expect(await world.readTroubles(twin.key)).toEqual({ conflicts: [], problems: [] });
  },
});

export const fieldKindScenarios: readonly Scenario[] = [
  ...KIND_CASES.map(fromJira),
  ...KIND_CASES.map(fromRedmine),
];
