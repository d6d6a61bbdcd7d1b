import { describe, expect, it } from 'vitest';
import type {
  ConfigurationMistake,
  ConfiguredMapping,
} from '../../../../src/core/configuration/configuration';
import type { ImportPorts } from '../../../../src/sync/configuration/import-ports';
import { readProjects } from '../../../../src/sync/configuration/read-projects';
import { aProjectPair } from '../../../support/a-project';
import { aMapping } from '../../../support/builders';
import { aConfiguredMapping, aReader } from '../../../support/import-readers';

const STANDING = aMapping();

async function read(mapping: Partial<ConfiguredMapping> = {}) {
  const configured = aConfiguredMapping(mapping);
  const mistakes: ConfigurationMistake[] = [];
  const ports = {
    findMapping: async (id: string) => (id === 'web' ? STANDING : null),
  } as unknown as ImportPorts;
  const readers = aReader({ jira: { ada: { id: 'acc-1', name: 'Ada' } } });
  const input = await readProjects(ports, configured, 'mappings[0]', readers, mistakes);
  return { input, mistakes };
}

/** What is known of the two projects alone. */
const known = (mapping: Partial<ConfiguredMapping> = {}) => ({
  configured: aConfiguredMapping(mapping),
  path: 'mappings[0]',
  projects: aProjectPair(),
  standing: STANDING,
  queries: {},
  toldOfConflicts: [],
});

describe('what a mapping names is read from its trackers', () => {
  it('both projects, and the mapping as it stands', async () => {
    expect(await read()).toEqual({ input: known(), mistakes: [] });
    expect((await read({ id: 'new' })).input?.standing).toBeNull();
  });

  it.each<[string, Partial<ConfiguredMapping>, object]>([
    [
      'JQL and a saved query, also by its number',
      { scope: { jira: 'type = Bug', redmine: { query: 7 } } },
      { queries: { jira: 'type = Bug of 10000', remote: '7 of 1' } },
    ],
    [
      'the role that private comments are for',
      { comments: { private: { role: 'Team' } } },
      { privateTo: { kind: 'role', id: 'Team of 10000', name: 'Team' } },
    ],
    [
      'or the group',
      { comments: { private: { group: 'staff' } } },
      { privateTo: { kind: 'group', id: 'staff of 10000', name: 'staff' } },
    ],
    [
      'the role that decides conflicts',
      { decidedBy: { role: 'Leads' } },
      { deciders: { id: 'Leads of 10000', name: 'Leads' } },
    ],
    ['and no role where administrators decide', { decidedBy: 'project-admins' }, {}],
    [
      'and who is told of conflicts',
      { notices: { conflicts: ['ada'] } },
      { toldOfConflicts: ['acc-1'] },
    ],
    ['or nobody', { notices: {} }, {}],
  ])('%s', async (_what, mapping, more) => {
    expect(await read(mapping)).toEqual({ input: { ...known(mapping), ...more }, mistakes: [] });
  });

  it('or nothing, where a project is unknown: each says which there are', async () => {
    expect(await read({ jiraProject: 'OLD', redmineProject: 'old' })).toEqual({
      input: null,
      mistakes: [
        {
          path: 'mappings[0].jiraProject',
          message: '"OLD" does not exist. Valid: WEB, ELSE.',
        },
        {
          path: 'mappings[0].redmineProject',
          message: '"old" does not exist. Valid: web-shop, ELSE.',
        },
      ],
    });
    expect([
      (await read({ jiraProject: 'OLD' })).input,
      (await read({ redmineProject: 'old' })).input,
    ]).toEqual([null, null]);
  });

  it.each<[string, Partial<ConfiguredMapping>, string, string]>([
    ['JQL', { scope: { jira: '?' } }, 'scope.jira', 'no ? in 10000'],
    ['a saved query', { scope: { redmine: { query: '?q' } } }, 'scope.redmine.query', 'no ?q in 1'],
    [
      'a role',
      { comments: { private: { role: '?' } } },
      'comments.private.role',
      'no role ? in 10000',
    ],
    [
      'a group',
      { comments: { private: { group: '?' } } },
      'comments.private.group',
      'no group ? in 10000',
    ],
    ['who decides', { decidedBy: { role: '?' } }, 'decidedBy.role', 'no ? in 10000'],
  ])('and without what is unknown: %s', async (_what, mapping, path, message) => {
    expect(await read(mapping)).toEqual({
      input: known(mapping),
      mistakes: [{ path: `mappings[0].${path}`, message }],
    });
  });

  it('and without people who are unknown; the others are told', async () => {
    const { input, mistakes } = await read({ notices: { conflicts: ['linus', 'ada'] } });
    expect([input?.toldOfConflicts, mistakes]).toEqual([
      ['acc-1'],
      [
        {
          path: 'mappings[0].notices.conflicts[0]',
          message:
            'Jira has no person "linus" that the app may see. Valid: an e-mail address, an accountId or a full name.',
        },
      ],
    ]);
  });
});
