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
});
