import { describe, expect, it } from 'vitest';
import type { Link } from '../../../../src/core/link';
import type { Mapping } from '../../../../src/core/mapping';
import type { Person } from '../../../../src/core/model';
import { type Job, RetryLaterError } from '../../../../src/ports';
import type { AuditRecord } from '../../../../src/ports/trail';
import type { KnownPeople, PersonStatus } from '../../../../src/ports/upkeep';
import { reportPeople } from '../../../../src/sync/audit/erase-people';
import type { UpkeepPorts } from '../../../../src/sync/sync-ports';
import { aRecord, aTrail, DAY_MS, TODAY_MS } from '../../../support/a-trail';
import { aBase, aLink, aMapping, aRow, NOW_MS } from '../../../support/builders';

const accountId = (name: string) => `557058:000000-${name}`;
const [ADA, BOB, EVE, LIN] = ['ada', 'bob', 'eve', 'lin'].map(accountId) as [
  string,
  string,
  string,
  string,
];

const aPerson = (jira: string) => {
  return { jira, remote: '5', jiraName: 'Old', remoteName: 'x', remoteLogin: null };
};
const aLinkBy = (authorId: string, link: Partial<Link> = {}) =>
  aLink({}, { ...link, sides: { jira: aBase('jira', { authorId }), remote: aBase('remote') } });

interface Given {
  readonly mappings?: readonly Mapping[];
  /** A page each. */
  readonly links?: readonly Link[];
  readonly records?: readonly AuditRecord[];
  readonly known?: KnownPeople | null;
  readonly reportedMs?: number;
  readonly statuses?: readonly PersonStatus[];
  readonly persons?: Readonly<Record<string, Person>>;
  readonly answer?: 'kept' | 'refused';
  readonly failure?: Error;
}

async function report(given: Given) {
  const { links = [], mappings = [], persons = {}, statuses = [], answer = 'kept' } = given;
  const { trail, asked } = aTrail(given.records ?? []);
  const reported: string[][] = [];
  const times = new Set<number>();
  const jobs: (readonly [Job, string])[] = [];
  const saved: Record<'known' | 'reported' | 'people' | 'links', unknown[]> = {
    known: [],
    reported: [],
    people: [],
    links: [],
  };
  const ports = {
    clock: { nowMs: () => NOW_MS },
    newNonce: () => 'a-b_cdefghijk',
    trail,
    store: {
      listMappings: async () => mappings,
      findLink: async (id: string) => ({ link: links.find((one) => one.id === id) }),
      saveLink: async ({ link }: { readonly link: Link }) => saved.links.push(link),
    },
    people: {
      loadKnownPeople: async () => given.known ?? null,
      saveKnownPeople: async (known: KnownPeople) => saved.known.push(known),
      findReportedMs: async () => given.reportedMs ?? null,
      saveReportedMs: async (atMs: number) => saved.reported.push(atMs),
      listAllLinks: async (cursor: string | null) => {
        const at = Number(cursor ?? 0);
        const next = at + 1 < links.length ? `${at + 1}` : null;
        return { links: links.slice(at, at + 1), cursor: next };
      },
      savePeople: async (changed: readonly Mapping[], redact: unknown, audit: unknown) => {
        expect((redact as (document: object) => object)(saved)).toBe(saved);
        saved.people.push([changed, audit]);
      },
    },
    reportPeople: async (
      people: readonly { readonly accountId: string; readonly updatedAtMs: number }[],
    ) => {
      if (given.failure) throw given.failure;
      for (const { updatedAtMs } of people) times.add(updatedAtMs);
      reported.push(people.map(({ accountId: id }) => id));
      return reported.length === 1 ? statuses : [];
    },
    findPerson: async (id: string) => persons[id] ?? null,
    queue: {
      push: async (pushed: readonly Job[], where: string) => {
        if (answer === 'kept') jobs.push(...pushed.map((job) => [job, where] as const));
        return answer;
      },
    },
  } as unknown as UpkeepPorts;
  return { outcome: await reportPeople(ports), reported, times: [...times], jobs, saved, asked };
}

describe('Atlassian is told whose personal data is kept', () => {
  it('of mappings, links and the audit, each account once', async () => {
    const assignee = aRow({ field: 'assignee', kind: 'user' });
    const { outcome, reported, jobs } = await report({
      mappings: [aMapping({ people: [aPerson(ADA)], fields: [assignee] })],
      links: [aLinkBy(ADA), aLinkBy(BOB, { id: 'main:13' })],
      records: [
        aRecord('assignee', TODAY_MS - DAY_MS, [{ to: EVE }]),
        aRecord('assignee', TODAY_MS, [
          { mappingId: null, to: 'x', cause: LIN },
          { cause: 'sweep' },
        ]),
      ],
    });
    expect([outcome, reported, jobs]).toEqual([{ kind: 'synced' }, [[ADA, BOB, EVE, LIN]], []]);
  });

  it('of links whose field holds people by the mapping', async () => {
    const link = aLink({ jira: { assignee: BOB } });
    const mapping = aMapping({ fields: [aRow({ field: 'assignee', kind: 'user' })] });
    expect([
      (await report({ mappings: [mapping], links: [link] })).reported,
      (await report({ links: [link] })).reported,
    ]).toEqual([[[BOB]], []]);
  });

  it('of the audit only what is new is looked through, and whom the rest names is remembered', async () => {
    const known = { accountIds: [EVE, 'sweep'], scannedToMs: TODAY_MS };
    const { reported, saved, asked } = await report({
      known,
      records: [
        aRecord('a', TODAY_MS - DAY_MS, [{ cause: LIN }]),
        aRecord('b', TODAY_MS, [{ cause: ADA }]),
      ],
    });
    expect([reported, saved.known, asked]).toEqual([
      [[EVE, ADA]],
      [{ accountIds: [EVE, 'sweep', ADA], scannedToMs: NOW_MS }],
      [[TODAY_MS, NOW_MS, 'oldest-first', null, 50]],
    ]);
  });

  it('nobody where nothing is kept', async () => {
    const { outcome, reported, asked } = await report({});
    expect([outcome, reported, asked]).toEqual([
      { kind: 'synced' },
      [],
      [[NOW_MS, NOW_MS, 'oldest-first', null, 50]],
    ]);
  });

  it('with the time of the last report, since when it is asked what became of them', async () => {
    const people = Array.from({ length: 91 }, (_, at) => aPerson(accountId(`${at}`)));
    const mappings = [aMapping({ people })];
    const { times, saved } = await report({ mappings, reportedMs: 7 });
    expect([times, saved.reported]).toEqual([[7], [NOW_MS]]);
    const records = [aRecord('a', TODAY_MS)];
    expect((await report({ mappings, records })).times).toEqual([TODAY_MS]);
    expect((await report({ mappings })).times).toEqual([NOW_MS]);
  });

  it('ninety at a time', async () => {
    const people = Array.from({ length: 91 }, (_, at) => aPerson(accountId(`${at}`)));
    const { reported } = await report({ mappings: [aMapping({ people })] });
    expect(reported.map((batch) => batch.length)).toEqual([90, 1]);
  });

  it('and comes again where it does not answer', async () => {
    const mappings = [aMapping({ people: [aPerson(ADA)] })];
    const failure = new RetryLaterError('[atlassian] 503', 30, 'not-done');
    const { outcome, saved } = await report({ mappings, failure });
    const retry = { kind: 'retry', afterSeconds: 30, message: '[atlassian] 503' };
    expect([outcome, saved.reported]).toEqual([retry, []]);
    const broken = new Error('?');
    await expect(report({ mappings, failure: broken })).rejects.toBe(broken);
  });
});

describe('Atlassian answers', () => {
  const mappings = [aMapping({ people: [aPerson(ADA)] }), aMapping({ id: 'other' })];
  const closed = [{ accountId: ADA, status: 'closed' }] as const;
  const updated = [{ accountId: ADA, status: 'updated' }] as const;

  it('who is closed: a job erases them, under a pseudonym that says nothing', async () => {
    const { outcome, jobs, saved } = await report({ mappings, statuses: closed });
    const job = {
      v: 1,
      kind: 'erase-person',
      accountId: ADA,
      pseudonym: 'person-abcdefgh',
      from: null,
      untilMs: NOW_MS,
    };
    expect([outcome, jobs, saved.people]).toEqual([{ kind: 'synced' }, [[job, 'background']], []]);
  });

  it('and is asked again where the queue is full', async () => {
    const { outcome } = await report({ mappings, statuses: closed, answer: 'refused' });
    expect(outcome).toEqual({ kind: 'retry', afterSeconds: 60, message: 'the queue is full' });
  });

  it('who changed: they get the name that they have now, in what names them', async () => {
    const [mapping] = mappings;
    const conflict = {
      field: 'summary',
      kind: 'both-changed',
      jira: 'a',
      remote: 'b',
      labels: { jira: null, remote: null },
      foundAtMs: 0,
      jiraAuthor: { id: ADA, name: 'Old' },
      remoteAuthor: null,
    } as const;
    const { jobs, saved } = await report({
      mappings,
      links: [aLinkBy(BOB), aLink({}, { id: 'main:13', conflicts: [conflict] })],
      statuses: updated,
      persons: { [ADA]: { id: ADA, name: 'New' } },
    });
    const audit = {
      atMs: NOW_MS,
      kind: 'admin',
      linkId: null,
      mappingId: null,
      side: null,
      field: 'person-renewed',
      from: null,
      to: null,
      cause: 'privacy',
    };
    const renewed = { ...mapping, people: [{ ...aPerson(ADA), jiraName: 'New' }] };
    const renamed = { ...conflict, jiraAuthor: { id: ADA, name: 'New' } };
    expect([jobs, saved.people, saved.links]).toEqual([
      [],
      [[[renewed], [audit]]],
      [aLink({}, { id: 'main:13', conflicts: [renamed] })],
    ]);
  });

  it('who changed: nothing of those whom the app may not see', async () => {
    expect((await report({ mappings, statuses: updated })).saved.people).toEqual([]);
  });
});
