import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../src/core/mapping';
import { createRedmineClient } from '../../../../src/redmine/client';
import { examineRedmine } from '../../../../src/redmine/doctor/examine-redmine';
import { aMapping, aRow } from '../../../support/builders';
import { insideForge } from '../../../support/forge-globals';
import {
  empty,
  json,
  type RecordedRequest,
  recordingHttp,
  SERVER_MS,
} from '../../../support/recording-http';

const clock = { nowMs: () => SERVER_MS + 500 };

const ALL = [
  'view_issues',
  'add_issues',
  'edit_issues',
  'add_issue_notes',
  'edit_own_issue_notes',
  'view_private_notes',
];

const PAGE =
  '<script src="/javascripts/jstoolbar/textile.js?1669909042"></script><input type="file" data-max-file-size="52428800">';

/** A Redmine that is well, but for what a test says of single paths. */
type Answers = Readonly<Record<string, (request: RecordedRequest) => Response>>;

const WELL: Answers = {
  '/users/current.json': () => json({ user: aUser() }),
  '/projects/1.json': () =>
    json({
      project: { name: 'Web Shop', status: 1, enabled_modules: [{ name: 'issue_tracking' }] },
    }),
  '/roles/4.json': () => json({ role: { issues_visibility: 'all', permissions: ALL } }),
  '/issues.json': () => json({ issues: [{ id: 7 }] }),
  '/issues/7.html': () => new Response(PAGE, { headers: { 'Content-Type': 'text/html' } }),
};

function aUser(user: object = {}) {
  return {
    firstname: 'Sync',
    lastname: 'Bot',
    admin: false,
    memberships: [{ project: { id: 1 }, roles: [{ id: 4 }] }],
    ...user,
  };
}

async function examine(answers: Answers = {}, mapping: Mapping = aMapping(), nowMs = clock.nowMs) {
  const http = recordingHttp((request) => {
    const answer = { ...WELL, ...answers }[request.path];
    return answer ? answer(request) : empty(404);
  });
  const open = () =>
    createRedmineClient({
      baseUrl: 'https://redmine.example.com',
      apiKey: '0123456789abcdef0123456789abcdef01234567',
      clock: { nowMs },
      allowHttpLoopback: false,
    });
  const findings = await insideForge({ egress: http.handle, nowMs }, () =>
    examineRedmine(open, { mappings: [mapping], textFormat: 'textile', clock: { nowMs } }),
  );
  return { findings, requests: http.requests };
}

/** What is not well, in a line each. */
async function ailments(answers: Answers, mapping?: Mapping) {
  const { findings } = await examine(answers, mapping);
  return findings
    .filter(({ level }) => level !== 'well')
    .map(({ kind, level, about, detail }) => [kind, level, about, detail]);
}

describe('the doctor at a Redmine', () => {
  it('finds all well, with reads alone', async () => {
    const { findings, requests } = await examine();
    expect(findings).toEqual([
      { kind: 'reached', level: 'well', about: null, detail: null },
      { kind: 'clock', level: 'well', about: null, detail: '0' },
      { kind: 'answer-time', level: 'well', about: null, detail: '0' },
      { kind: 'rest-on', level: 'well', about: null, detail: null },
      { kind: 'key', level: 'well', about: null, detail: 'Sync Bot' },
      { kind: 'project', level: 'well', about: 'web-shop', detail: 'Web Shop' },
      { kind: 'permissions', level: 'well', about: 'web-shop', detail: null },
      { kind: 'text-format', level: 'well', about: null, detail: 'textile' },
      { kind: 'file-size', level: 'well', about: null, detail: '52428800' },
    ]);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /users/current.json',
      'GET /projects/1.json',
      'GET /issues.json',
      'GET /roles/4.json',
      'GET /issues/7.html',
    ]);
  });

  it.each([
    [401, 'key'],
    [403, 'rest-on'],
  ])('takes %i for the account as what says of %s that it is broken', async (status, kind) => {
    expect(await ailments({ '/users/current.json': () => empty(status) })).toEqual([
      [kind, 'broken', null, null],
    ]);
  });

  it('tells in Redmine’s place what a proxy answers', async () => {
    const page = () => new Response('<html>Sign in</html>', { status: 200 });
    expect(await ailments({ '/users/current.json': page })).toEqual([
      ['reached', 'broken', null, expect.stringContaining('a page instead of JSON')],
    ]);
  });

  it('names the permissions that the mapping needs and the key lacks', async () => {
    const few = () =>
      json({ role: { issues_visibility: 'own', permissions: ['view_issues', 'edit_issues'] } });
    expect(await ailments({ '/roles/4.json': few })).toEqual([
      ['permissions', 'broken', 'web-shop', 'add_issues, add_issue_notes, edit_own_issue_notes'],
      ['issues-visibility', 'broken', 'web-shop', 'own'],
      ['private-notes', 'untold', 'web-shop', null],
    ]);
  });

  it('does not ask for an administrator’s permissions', async () => {
    const admin = () => json({ user: aUser({ admin: true, memberships: [] }) });
    expect(await ailments({ '/users/current.json': admin })).toEqual([]);
  });

  it('doubts a key whose user is no member of the project', async () => {
    const stranger = () => json({ user: aUser({ memberships: [] }) });
    expect(await ailments({ '/users/current.json': stranger })).toEqual([
      ['permissions', 'doubtful', 'web-shop', null],
    ]);
  });

  it.each([
    ['hidden', () => empty(403), '403'],
    ['gone', () => empty(404), '404'],
    ['closed', () => json({ project: { name: 'Web Shop', status: 5 } }), 'closed'],
  ])('finds that a project is %s', async (_what, answer, detail) => {
    expect(await ailments({ '/projects/1.json': answer })).toContainEqual([
      'project',
      'broken',
      'web-shop',
      detail,
    ]);
  });

  it('finds a text format that is not the one chosen, and a limit below the mapping’s', async () => {
    const markdown = PAGE.replace('textile', 'common_mark').replace('52428800', '5242880');
    const page = () => new Response(markdown, { headers: { 'Content-Type': 'text/html' } });
    expect(await ailments({ '/issues/7.html': page })).toEqual([
      ['text-format', 'broken', null, 'markdown'],
      ['file-size', 'doubtful', null, '5242880'],
    ]);
  });

  it('says so where there is no issue to look at', async () => {
    expect(await ailments({ '/issues.json': () => json({ issues: [] }) })).toEqual([
      ['text-format', 'untold', null, null],
      ['file-size', 'untold', null, null],
    ]);
  });

  it('names mapped custom fields that no issue shows to a key without admin rights', async () => {
    const shown = { issues: [{ id: 7, custom_fields: [{ id: 1, name: 'Severity' }] }] };
    const rows = ['cf_1', 'cf_2'].map((remote) => aRow({ field: remote, jira: remote, remote }));
    const answers = {
      '/issues.json': () => json(shown),
      '/custom_fields.json': () => empty(403),
    };
    expect(await ailments(answers, aMapping({ fields: rows }))).toEqual([
      ['custom-fields', 'doubtful', 'web-shop', 'cf_2'],
      ['custom-field-types', 'untold', null, null],
    ]);
  });

  it('doubts a clock that differs by more than a minute', async () => {
    const { findings } = await examine({}, aMapping(), () => SERVER_MS - 119_500);
    expect(findings.find(({ kind }) => kind === 'clock')).toEqual({
      kind: 'clock',
      level: 'doubtful',
      about: null,
      detail: '120',
    });
  });
});
