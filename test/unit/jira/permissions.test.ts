import { describe, expect, it } from 'vitest';
import { createJiraClient } from '../../../src/jira/client';
import { isJiraAdmin, readIssueAccess } from '../../../src/jira/permissions';
import { insideForge } from '../../support/forge-globals';
import { empty, json, recordingHttp } from '../../support/recording-http';

const client = createJiraClient({ as: 'user', clock: { nowMs: () => 0 } });

function granted(...keys: readonly string[]) {
  const all = ['ADMINISTER', 'ADMINISTER_PROJECTS', 'BROWSE_PROJECTS', 'EDIT_ISSUES'];
  const permissions = all.map((key) => [key, { key, havePermission: keys.includes(key) }]);
  return () => json({ permissions: Object.fromEntries(permissions) });
}

describe('what a person may do in Jira', () => {
  it.each([
    { keys: ['ADMINISTER'], isAdmin: true },
    { keys: ['BROWSE_PROJECTS'], isAdmin: false },
  ])('with $keys is admin: $isAdmin', async ({ keys, isAdmin }) => {
    const http = recordingHttp(granted(...keys));
    expect(await insideForge({ jira: http.handle }, () => isJiraAdmin(client))).toBe(isAdmin);
    expect(http.requests.map(({ path, query }) => ({ path, query }))).toEqual([
      { path: '/rest/api/3/mypermissions', query: { permissions: 'ADMINISTER' } },
    ]);
  });

  it.each([
    { answer: granted('BROWSE_PROJECTS'), access: { canBrowse: true } },
    {
      answer: granted('BROWSE_PROJECTS', 'EDIT_ISSUES'),
      access: { canBrowse: true, canEdit: true },
    },
    {
      answer: granted('BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'),
      access: { canBrowse: true, isProjectAdmin: true },
    },
    {
      answer: granted('ADMINISTER', 'ADMINISTER_PROJECTS'),
      access: { isJiraAdmin: true },
    },
    { answer: granted('EDIT_ISSUES'), access: {} },
    { answer: () => empty(404), access: {} },
  ])('on an issue: $access', async ({ answer, access }) => {
    const http = recordingHttp(answer);
    const read = insideForge({ jira: http.handle }, () => readIssueAccess(client, '10001'));
    expect(await read).toEqual({
      canBrowse: false,
      canEdit: false,
      isJiraAdmin: false,
      isProjectAdmin: false,
      ...access,
    });
  });
});
