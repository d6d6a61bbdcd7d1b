import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/core/configuration/configuration';
import { describeChanges } from '../../../../src/core/configuration/describe-changes';
import { describeChange } from '../../../../src/frontend/admin/mappings/describe-change';
import { parseConfiguration } from '../../../../src/shared/configuration';
import {
  aConfiguration,
  type ConfigurationParts,
} from '../../../support/local-host/a-configuration';

function configured(parts: Partial<ConfigurationParts> = {}): Configuration {
  const document = aConfiguration({ redmineUrl: 'https://a', apiKey: 'k', ...parts });
  const parsed = parseConfiguration(document);
  if (parsed.kind === 'mistakes') throw new Error(JSON.stringify(parsed.mistakes));
  const connections = parsed.configuration.connections.map(
    ({ apiKey: _apiKey, webhookSecret: _secret, ...connection }) => connection,
  );
  return { ...parsed.configuration, connections };
}

/** As the page words them. */
const say = (...configurations: Parameters<typeof describeChanges>) =>
  describeChanges(...configurations).map((change) => describeChange(change, null));

describe('what an import would change', () => {
  it('is nothing where both say the same', () => {
    expect(describeChanges(configured(), configured())).toEqual([]);
  });

  it('is said in one sentence for each change, with what it was', () => {
    const after = configured({
      mapping: { direction: 'toJira', scope: { redmine: { trackers: ['Bug'] } } },
      fields: { duedate: { direction: 'toJira', onConflict: 'newest' } },
      moreFields: [
        { jira: 'Severity', redmine: 'Severity', values: [{ jira: 'A', redmine: 'B' }] },
      ],
      connection: { name: 'Renamed' },
    });
    expect(say(configured(), after)).toEqual([
      'WEB ↔ web-shop, which issues, Redmine, trackers: Bug. Nothing was said of it before.',
      'WEB ↔ web-shop, field Due date ↔ Due date, direction: ← to Jira only. Nothing was said of it before.',
      'WEB ↔ web-shop, field Due date ↔ Due date, when both sides change it: The newest change counts. Nothing was said of it before.',
      'WEB ↔ web-shop, field Severity ↔ Severity: added.',
      'Connection main, name: Renamed. Before: Acme Redmine.',
      'WEB ↔ web-shop, direction: ← to Jira only. Before: ↔ both ways.',
    ]);
  });

  it('is told of whole things by their name only, and of secrets never more than that one is given', () => {
    const before = configured();
    const after = aConfiguration({
      redmineUrl: 'https://a',
      apiKey: 'secret-key',
      mapping: { id: 'shop' },
    });
    const said = say(before, after as unknown as Configuration);
    expect(said).toEqual([
      'WEB ↔ web-shop: removed.',
      'WEB ↔ web-shop: added.',
      'Connection main, API key: the one that is given.',
      'Connection main, webhook secret: the one that is given.',
    ]);
    expect(say(null, before)).toContain('WEB ↔ web-shop: added.');
  });

  const CHANGES: readonly (readonly [
    what: string,
    before: Partial<ConfigurationParts>,
    after: Partial<ConfigurationParts>,
    said: readonly string[],
  ])[] = [
    [
      'a person is added',
      {},
      { moreUsers: [{ jira: 'Alan', redmine: 7 }] },
      ['person Alan ↔ 7: added.'],
    ],
    [
      'a person is removed',
      { moreUsers: [{ jira: 'Alan', redmine: 7 }] },
      {},
      ['person Alan ↔ 7: removed.'],
    ],
    [
      'projects are others, which a mapping stays the same with',
      {},
      {
        mapping: { jiraProject: 'APP' },
      },
      ['APP ↔ web-shop, Jira project: APP. Before: WEB.'],
    ],
    [
      'values are of another row',
      {
        mapping: { priorities: [{ jira: 'Low', redmine: 'Low' }] },
      },
      {
        mapping: { priorities: [{ jira: 'Low', redmine: 'Normal', preferred: true }] },
      },
      [
        'WEB ↔ web-shop, priority Low ↔ Low: removed.',
        'WEB ↔ web-shop, priority Low ↔ Normal: added.',
      ],
    ],
    [
      'values of a field are',
      {
        moreFields: [{ jira: 'A', redmine: 'A', values: [{ jira: 'x', redmine: 'y' }] }],
      },
      {
        moreFields: [
          { jira: 'A', redmine: 'A', values: [{ jira: 'x', redmine: 'y', direction: 'toJira' }] },
        ],
      },
      [
        'WEB ↔ web-shop, field A ↔ A, value x ↔ y, direction: ← to Jira only. Nothing was said of it before.',
      ],
    ],
    [
      'a template is another',
      {
        moreFields: [{ template: '{A}', redmine: 'B', direction: 'toRedmine' }],
      },
      {
        moreFields: [{ template: '{A} {C}', redmine: 'B', direction: 'toRedmine' }],
      },
      ['WEB ↔ web-shop, field {A} ↔ B: removed.', 'WEB ↔ web-shop, field {A} {C} ↔ B: added.'],
    ],
    [
      'a switch is turned',
      {},
      { mapping: { create: { jira: false, redmine: true } } },
      ['WEB ↔ web-shop, new issues get a twin, Jira: no. Before: yes.'],
    ],
    [
      'a number is another',
      { connection: { requestsPerMinute: 60 } },
      {
        connection: { requestsPerMinute: 90 },
      },
      ['Connection main, requests a minute: 90. Before: 60.'],
    ],
    [
      'a list is longer',
      { mapping: { scope: { redmine: { trackers: ['Bug'] } } } },
      {
        mapping: { scope: { redmine: { trackers: ['Bug', 'Feature'] } } },
      },
      ['WEB ↔ web-shop, which issues, Redmine, trackers: Bug, Feature. Before: Bug.'],
    ],
    [
      'a list of pairs is',
      { mapping: { relations: { types: [{ jira: 'Relates', redmine: 'relates' }] } } },
      {
        mapping: { relations: { types: [{ jira: 'Blocks', redmine: 'blocks' }] } },
      },
      ['WEB ↔ web-shop, relations, types: Blocks ↔ blocks. Before: Relates ↔ relates.'],
    ],
    [
      'a setting is not said any more',
      { mapping: { timeZone: 'UTC' } },
      {},
      ['WEB ↔ web-shop, time zone: removed.'],
    ],
  ];

  it.each(CHANGES)('is told where %s', (_what, before, after, said) => {
    expect(say(configured(before), configured(after))).toEqual(said);
  });

  it('is told of long values, too, which are cut where they are shown', () => {
    const jql = (end: string) =>
      configured({ mapping: { scope: { jira: `${'x'.repeat(150 - 1)}${end}` } } });
    const shown = `${'x'.repeat(149)}a`;
    const place = 'WEB ↔ web-shop, which issues, Jira';
    expect([
      ...say(jql('a'), jql('ab')),
      ...say(jql('ab'), jql('ac')),
      ...say(configured(), jql('ab')),
    ]).toEqual([
      `${place}: ${shown}…. Before: ${shown}.`,
      `${place}: ${shown}…. Before: ${shown}….`,
      `${place}: ${shown}…. Nothing was said of it before.`,
    ]);
  });

  it('is told of what concerns no mapping', () => {
    const collector = { kind: 'splunk', url: 'https://a', token: 'hidden' } as const;
    const after = {
      ...configured(),
      audit: { retentionDays: 60, collector },
      matchPeople: 'email' as const,
    };
    expect(describeChanges(configured(), after)).toEqual([
      ...[
        ['audit', 'retentionDays', 60],
        ['audit', 'collector', 'kind', 'splunk'],
        ['audit', 'collector', 'url', 'https://a'],
        ['matchPeople', 'email'],
      ].map((path) => ({
        place: [
          { kind: 'configuration' },
          ...path.slice(0, -1).map((key) => ({ kind: 'setting', key })),
        ],
        change: { kind: 'said', now: path.at(-1) },
      })),
      {
        place: [{ kind: 'configuration' }, { kind: 'setting', key: 'token' }],
        change: { kind: 'given' },
      },
    ]);
    expect(
      describeChanges(configured(), { ...configured(), audit: { retentionDays: 60 } }),
    ).toHaveLength(1);
  });
});
