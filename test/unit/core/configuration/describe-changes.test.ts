import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/core/configuration/configuration';
import { describeChanges } from '../../../../src/core/configuration/describe-changes';
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
    expect(describeChanges(configured(), after)).toEqual([
      'Mapping "web", scope, redmine, trackers is ["Bug"]; nothing was said of it before.',
      'Mapping "web", field "duedate" ↔ "due_date", direction is "toJira"; nothing was said of it before.',
      'Mapping "web", field "duedate" ↔ "due_date", onConflict is "newest"; nothing was said of it before.',
      'Mapping "web", field "Severity" ↔ "Severity" is added.',
      'Connection "main", name is "Renamed"; it was "Acme Redmine".',
      'Mapping "web", direction is "toJira"; it was "both".',
    ]);
  });

  it('is told of whole things by their name only, and of secrets never more than that one is given', () => {
    const before = configured();
    const after = aConfiguration({
      redmineUrl: 'https://a',
      apiKey: 'secret-key',
      mapping: { id: 'shop' },
    });
    const said = describeChanges(before, after as unknown as Configuration);
    expect(said).toEqual([
      'Mapping "web" is removed.',
      'Mapping "shop" is added.',
      'Connection "main" gets the API key that is given.',
      'Connection "main" gets the webhook secret that is given.',
    ]);
    expect(describeChanges(null, before)).toContain('Mapping "web" is added.');
  });
});
