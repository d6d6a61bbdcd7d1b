import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/core/configuration/configuration';
import type { Link } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Job } from '../../../../src/ports';
import type { AuditRecord } from '../../../../src/ports/trail';
import type { ErasePersonJob, KnownPeople } from '../../../../src/ports/upkeep';
import { erasePerson } from '../../../../src/sync/audit/erase-people';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aRecord, aTrail, DAY_MS, TODAY_MS } from '../../../support/a-trail';
import { aLink, aMapping, NOW_MS } from '../../../support/builders';
import { aDocument } from '../../../support/import-readers';

const ADA = '557058:000000-ada';
const JOB: ErasePersonJob = {
  v: 1,
  kind: 'erase-person',
  accountId: ADA,
  pseudonym: 'person-x',
  from: null,
  untilMs: NOW_MS,
};
const WITH_ADA = aMapping({
  people: [{ jira: ADA, remote: '5', jiraName: 'Ada', remoteName: 'x', remoteLogin: null }],
});
const aConflict = {
  field: 'summary',
  kind: 'both-changed',
  jira: 'a',
  remote: 'b',
  labels: { jira: null, remote: null },
  foundAtMs: 0,
  jiraAuthor: { id: ADA, name: 'Ada' },
  remoteAuthor: null,
} as const;

interface Given {
  readonly job?: Partial<ErasePersonJob>;
  readonly mappings?: readonly Mapping[];
  /** A page each. */
  readonly links?: readonly Link[];
  /** Those that are parted meanwhile. */
  readonly parted?: readonly string[];
  readonly records?: readonly AuditRecord[];
  readonly known?: KnownPeople | null;
  /** How many saves of links are lost to other runs. */
  readonly races?: number;
  readonly answer?: 'kept' | 'refused';
  readonly pageSize?: number;
}

async function erase(given: Given) {
  const { links = [], mappings = [], answer = 'kept' } = given;
  const { trail, erased, asked } = aTrail(given.records ?? [], given.pageSize);
  const jobs: (readonly [Job, string])[] = [];
  const saved: unknown[] = [];
  const note =
    (what: string) =>
    async (...save: readonly unknown[]) => {
      saved.push([what, ...save]);
    };
  let races = given.races ?? 0;
  const ports = {
    clock: { nowMs: () => NOW_MS },
    trail,
    store: {
      listMappings: async () => mappings,
      findLink: async (id: string) => {
        const link = links.find((one) => one.id === id && !given.parted?.includes(id));
        return link ? { link } : null;
      },
      saveLink: async (save: object) => {
        races -= 1;
        if (races >= 0) return null;
        saved.push(['link', save]);
        return save;
      },
    },
    people: {
      loadKnownPeople: async () => given.known ?? null,
      saveKnownPeople: note('known'),
      replaceInDeadLetters: note('letters'),
      listAllLinks: async (cursor: string | null) => {
        const at = Number(cursor ?? 0);
        const next = at + 1 < links.length ? `${at + 1}` : null;
        return { links: links.slice(at, at + 1), cursor: next };
      },
      savePeople: async (
        changed: readonly Mapping[],
        redact: (document: Configuration) => Configuration,
        audit: unknown,
      ) => {
        const users = [{ jira: 'ada@acme.com', redmine: 'ada' }];
        saved.push(['people', changed, redact(aDocument({ users })).users, audit]);
      },
    },
    queue: {
      push: async (pushed: readonly Job[], where: string) => {
        if (answer === 'kept') jobs.push(...pushed.map((job) => [job, where] as const));
        return answer;
      },
    },
  } as unknown as UpkeepPorts;
  const outcome = await erasePerson(ports, { ...JOB, ...given.job });
  return { outcome, erased, asked, jobs, saved };
}

const AUDIT = {
  atMs: NOW_MS,
  kind: 'admin',
  linkId: null,
  mappingId: null,
  side: null,
  field: 'person-erased',
  from: null,
  to: 'person-x',
  cause: 'privacy',
};

describe('a person is erased', () => {
  it('from mappings, the configuration, links, letters and what is remembered', async () => {
    const { outcome, saved } = await erase({
      mappings: [aMapping({ id: 'other' }), WITH_ADA],
      links: [aLink(), aLink({}, { id: 'main:13', conflicts: [aConflict] })],
      known: { accountIds: ['bob', ADA], scannedToMs: 7 },
    });
    const nobody = { ...aConflict, jiraAuthor: { id: 'person-x', name: 'Former user' } };
    expect([outcome, saved]).toEqual([
      { kind: 'synced' },
      [
        ['people', [{ ...WITH_ADA, people: [] }], [], [AUDIT]],
        ['link', { link: aLink({}, { id: 'main:13', conflicts: [nobody] }), audit: [] }],
        ['letters', ADA, 'person-x'],
        ['known', { accountIds: ['bob'], scannedToMs: 7 }],
      ],
    ]);
  });

  it('and nothing is saved of others', async () => {
    const known = { accountIds: ['bob'], scannedToMs: 7 };
    const { saved } = await erase({ mappings: [aMapping()], links: [aLink()], known });
    expect(saved.map((save) => (save as string[])[0])).toEqual(['people', 'letters']);
    expect(saved[0]).toEqual(['people', [], [{ jira: 'ada@acme.com', redmine: 'ada' }], [AUDIT]]);
  });

  const links = [aLink({}, { conflicts: [aConflict] })];

  it('also where another run saves the link at the same time', async () => {
    const { saved } = await erase({ links, races: 2 });
    expect(saved.map((save) => (save as string[])[0])).toEqual(['people', 'link', 'letters']);
    await expect(erase({ links, races: 3 })).rejects.toThrow(
      'link main:12 was saved by other runs each time a person was to be replaced',
    );
  });

  it('and links that were parted meanwhile are past', async () => {
    expect((await erase({ links, parted: ['main:12'] })).saved).toHaveLength(2);
  });
});

describe('a person is erased from the audit', () => {
  const records = [
    aRecord('a', TODAY_MS - DAY_MS),
    aRecord('b', TODAY_MS),
    aRecord('c', TODAY_MS + 1),
    aRecord('d', NOW_MS + 1),
  ];

  it('from its first save to the moment that the job began', async () => {
    const { erased } = await erase({ records, pageSize: 1 });
    expect(erased).toEqual(['a', 'b', 'c'].map((key) => `${key}: ${ADA} is person-x`));
  });

  it('which may be none', async () => {
    const { outcome, asked } = await erase({});
    expect([outcome, asked]).toEqual([
      { kind: 'synced' },
      [[NOW_MS, NOW_MS, 'oldest-first', null, 50]],
    ]);
  });

  it('and goes on where the last job ended, without the rest once more', async () => {
    const from = { dayMs: TODAY_MS, page: '1' };
    const { erased, saved } = await erase({ records, pageSize: 1, job: { from } });
    expect([erased, saved]).toEqual([[`c: ${ADA} is person-x`], []]);
  });

  it.each([
    ['kept', { kind: 'synced' }, 1],
    ['refused', { kind: 'retry', afterSeconds: 60, message: 'the queue is full' }, 0],
  ] as const)('a hundred pages a job: the next is %s', async (answer, outcome, pushed) => {
    const many = Array.from({ length: 101 }, (_, at) => aRecord(`${at}`, TODAY_MS + at));
    const { jobs, erased, ...more } = await erase({ records: many, pageSize: 1, answer });
    const next = { ...JOB, from: { dayMs: TODAY_MS, page: '100' } };
    expect([more.outcome, erased.length, jobs]).toEqual([
      outcome,
      100,
      [[next, 'background']].slice(0, pushed),
    ]);
  });

  it('a hundred pages and no more are one job', async () => {
    const many = Array.from({ length: 100 }, (_, at) => aRecord(`${at}`, TODAY_MS + at));
    expect((await erase({ records: many, pageSize: 1 })).jobs).toEqual([]);
  });
});
