import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../src/shared/configuration';

const CONNECTION = {
  id: 'main',
  name: 'Acme Redmine',
  url: 'https://redmine.example.com',
  apiKey: 'key',
  textFormat: 'textile',
};
const MAPPING = { id: 'web', connection: 'main', jiraProject: 'WEB', redmineProject: 'web-shop' };

describe('a configuration document', () => {
  it('has defaults for everything that may be left out', () => {
    const parsed = parseConfiguration({
      version: 1,
      connections: [CONNECTION],
      mappings: [MAPPING],
    });
    expect(parsed).toEqual({
      kind: 'configuration',
      configuration: {
        version: 1,
        connections: [CONNECTION],
        mappings: [
          {
            ...MAPPING,
            direction: 'both',
            create: { jira: false, redmine: false },
            issueTypes: [],
            statuses: [],
            priorities: [],
            fields: [],
            onConflict: 'manual',
          },
        ],
        users: [],
      },
    });
  });

  it('has every mistake of form told with its place', () => {
    const parsed = parseConfiguration({
      version: 2,
      connections: [
        { ...CONNECTION, url: 'redmine', textFormat: 'html' },
        { ...CONNECTION, webhookSecret: 'short' },
        { ...CONNECTION, webhookSecret: ['long enough', 'short'] },
      ],
      mappings: [{ ...MAPPING, onConflict: 'first', fields: [{ jira: 'summary' }], statusses: [] }],
    });
    const paths = parsed.kind === 'mistakes' ? parsed.mistakes.map(({ path }) => path) : [];
    expect(paths.toSorted()).toEqual([
      'connections[0].textFormat',
      'connections[0].url',
      'connections[1].webhookSecret',
      'connections[2].webhookSecret[1]',
      'mappings[0].fields[0].redmine',
      'mappings[0].onConflict',
      'mappings[0].statusses',
      'version',
    ]);
  });

  it('names itself where it is no document at all', () => {
    const parsed = parseConfiguration('hello');
    expect(parsed.kind === 'mistakes' && parsed.mistakes.map(({ path }) => path)).toEqual([
      '(document)',
    ]);
  });
});
