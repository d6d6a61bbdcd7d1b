import { describe, expect, it } from 'vitest';
import type { ConfiguredMapping } from '../../../../src/core/configuration/configuration';
import { listNamedFields } from '../../../../src/sync/configuration/read-projects';

function named(mapping: Partial<Pick<ConfiguredMapping, 'fields' | 'scope'>>): readonly string[] {
  return listNamedFields({ fields: [], ...mapping } as unknown as ConfiguredMapping);
}

describe('the fields of Redmine that a mapping names', () => {
  it('are those of its rows, and of its scope', () => {
    const fields = [{ jira: 'summary', redmine: 'subject' }];
    const scope = { redmine: { customFields: { Severity: ['Major'] } } };
    expect(named({ fields, scope })).toEqual(['subject', 'Severity']);
  });

  it('are those that a template reads there, and not those that one reads in Jira', () => {
    const fields = [
      { jira: 'environment', template: '{Browser} on {cf_3}' },
      { redmine: 'Place', template: '{Environment}' },
    ];
    expect(named({ fields })).toEqual(['Browser', 'cf_3', 'Place']);
  });

  it('are target versions as well, where a custom field is said to hold some', () => {
    const fields = [{ jira: 'fixVersions', redmine: 'Found in', redmineType: 'versions' }];
    expect(named({ fields })).toEqual(['Found in', 'fixed_version']);
  });
});
