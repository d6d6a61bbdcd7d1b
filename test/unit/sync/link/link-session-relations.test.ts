import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import type { Problem, RelationPair } from '../../../../src/core/link';
import type { Relation } from '../../../../src/core/model';
import { RetryLaterError, type Store } from '../../../../src/ports';
import { aPairAtWork, type GivenPair } from '../../../support/a-pair-at-work';
import { aBase, aLink, aRow, NOW_MS } from '../../../support/builders';
import type { Answers } from '../../../support/noting-trackers';

/** The pair is WEB-1 (10100) and #12; the issue that it blocks is 10200 and #20. */
const RELATION: Relation = { id: '5', type: 'Blocks', isSource: true, otherIssueId: '10200' };
const ACROSS: Relation = { id: '6', type: 'blocks', isSource: true, otherIssueId: '20' };
const PAIR: RelationPair = {
  type: 'Blocks',
  isSource: true,
  jira: '10200',
  remote: '20',
  is: 'shared',
};
const SENT: RelationPair = { ...PAIR, sent: { kind: 'add', side: 'remote' } };
const ADDED: AuditEntry = {
  atMs: NOW_MS,
  kind: 'relation-added',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'remote',
  field: 'relation',
  from: null,
  to: '20',
  cause: 'jira',
};
const REFUSED: Problem = {
  kind: 'relation-refused',
  side: 'remote',
  field: 'relation',
  value: 'Blocks > 10200 20',
  message:
    'Redmine did not take the relation "Blocks" of #12: no. It is tried again when somebody asks for a sync of the pair or changes the mapping.',
  foundAtMs: NOW_MS,
};
const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });

const twinsOf = (jiraId: string, remoteId: string): Partial<Store> => ({
  findLinkId: async (_connectionId, issueId) => (issueId === jiraId ? `main:${remoteId}` : null),
  findLink: async (linkId) =>
    linkId === `main:${remoteId}`
      ? {
          link: aLink(
            {},
            { sides: { jira: aBase('jira', { issueId: jiraId }), remote: aBase('remote') } },
          ),
          comments: [],
          attachments: [],
          relations: [],
          time: [],
        }
      : null,
});

/** Blocks the other issue in these places; where it is read, it is where it should be. */
function aRelatedPair(
  { jira = true, remote = false, known = [] as readonly RelationPair[] },
  given: GivenPair = {},
) {
  return aPairAtWork({
    store: twinsOf('10200', '20'),
    ...given,
    mapping: {
      relations: {
        direction: 'both',
        types: [{ jira: 'Blocks', remote: 'blocks', isSymmetric: false }],
      },
      ...given.mapping,
    },
    stored: { relations: known, ...given.stored },
    jira: { fields: { summary: 'a' }, relations: jira ? [RELATION] : [], ...given.jira },
    remote: { fields: { summary: 'a' }, relations: remote ? [ACROSS] : [], ...given.remote },
    answers:
      given.answers ??
      (() => ({ remote: { addRelation: () => 'done', removeRelation: () => 'done' } })),
  });
}

const refusing = (): { readonly remote: Answers } => ({
  remote: { addRelation: () => ({ kind: 'refused', message: 'no' }) },
});

const shown = (pair: ReturnType<typeof aPairAtWork>) =>
  pair.saves.map(({ relations, link, audit }) => ({
    relations,
    problems: link.problems,
    told: audit,
  }));

describe('a relation', () => {
  it('is announced, made across, and told', async () => {
    const pair = aRelatedPair({});
    const outcome = await pair.sync();
    expect([outcome, pair.writes()]).toEqual([
      { kind: 'synced' },
      [['remote', 'addRelation', '12', { type: 'blocks', isSource: true, otherIssueId: '20' }]],
    ]);
    expect(shown(pair)).toEqual([
      { relations: [SENT], problems: [], told: [] },
      { relations: [PAIR], problems: [], told: [ADDED] },
    ]);
  });

  it('that is across costs nothing', async () => {
    const pair = aRelatedPair({ remote: true, known: [PAIR] });
    expect([await pair.sync(), pair.writes(), pair.saves, pair.pushed]).toEqual([
      { kind: 'unchanged' },
      [],
      [],
      [],
    ]);
  });

  it.each<[string, GivenPair]>([
    ['the mapping carries none', { mapping: { relations: null } }],
    [
      'the whole pair waits for a person',
      {
        mapping: { fields: [aRow({ onConflict: 'halt' })] },
        jira: { fields: { summary: 'b' } },
        remote: { fields: { summary: 'c' } },
      },
    ],
  ])('does not cross where %s', async (_what, given) => {
    const pair = aRelatedPair({}, given);
    await pair.sync();
    expect(pair.writes()).toEqual([]);
  });

  it('that a lost run made is told once, though nothing is written', async () => {
    const lost = aRelatedPair({ remote: true, known: [SENT] });
    await lost.sync();
    const again = aRelatedPair({ remote: true, known: [SENT] });
    await again.sync({ audit: [ADDED] });
    const saved = { relations: [PAIR], problems: [], told: [ADDED] };
    expect([shown(lost), shown(again)]).toEqual([[saved], [saved]]);
  });

  it('that was never answered is waited for: added late, it would seem made anew', async () => {
    const lost = new RetryLaterError('no answer', 1, 'unknown');
    const answers = () => ({ remote: { addRelation: () => Promise.reject(lost) } });
    const pair = aRelatedPair({}, { answers });
    expect(await pair.sync()).toBe(lost);
    expect(pair.saves.at(-1)?.link.sent).toEqual([
      { side: 'remote', field: 'relation', value: 'Blocks > 10200 20', source: null, atMs: NOW_MS },
    ]);
  });

  it('to an issue that left the project waits, and nothing is announced', async () => {
    const pair = aRelatedPair(
      {},
      {
        answers: (issues) => ({
          remote: {
            readIssue: (issueId) => ({
              kind: 'found',
              snapshot: issueId === '12' ? issues.remote : { ...issues.remote, projectId: '9' },
            }),
          },
        }),
      },
    );
    await pair.sync();
    expect([pair.writes(), shown(pair)]).toEqual([
      [],
      [{ relations: [{ ...PAIR, is: 'alone' }], problems: [], told: [] }],
    ]);
  });

  it('that an older issue’s pair answers for is left to it: its link rings', async () => {
    const pair = aRelatedPair({}, { store: twinsOf('10200', '7') });
    await pair.sync();
    expect([pair.writes(), pair.pushed]).toEqual([
      [],
      [
        [
          [
            {
              v: 1,
              kind: 'sync',
              mappingId: 'web',
              side: 'remote',
              issueId: '7',
              linkId: 'main:7',
              cause: 'relation',
              entryId: null,
              atMs: null,
              deleted: false,
            },
          ],
          'live',
        ],
      ],
    ]);
  });

  it('that is alone is looked at again when the other issue’s link rings', async () => {
    const known = [{ ...PAIR, remote: '', is: 'alone' }] as const;
    const quiet = aRelatedPair({ known });
    const rung = aRelatedPair({ known });
    await quiet.sync();
    await rung.sync({ cause: 'relation' });
    expect([quiet.writes().length, rung.writes().length]).toEqual([0, 1]);
  });

  it('goes with its former twin where the other issue has another one, in the daily check', async () => {
    const pair = aRelatedPair({ remote: true, known: [PAIR] }, { store: twinsOf('10200', '21') });
    await pair.sync({ cause: 'verify' });
    expect(pair.writes()).toEqual([
      ['remote', 'addRelation', '12', { type: 'blocks', isSource: true, otherIssueId: '21' }],
    ]);
  });
});

describe('a relation that the tracker refuses', () => {
  const refused: RelationPair = { ...PAIR, is: 'refused' };
  const told = { ...ADDED, kind: 'problem-found', to: 'relation-refused' };

  it('is a problem', async () => {
    const pair = aRelatedPair({}, { answers: refusing });
    await pair.sync();
    expect(shown(pair).at(-1)).toEqual({
      relations: [refused],
      problems: [REFUSED],
      told: [told],
    });
  });

  it('stays one while it is refused, beside others, and costs nothing', async () => {
    const other: Problem = { ...REFUSED, kind: 'value-not-mapped', field: 'summary', value: 'x' };
    const link = { ...AGREED, problems: [REFUSED, other] };
    const pair = aRelatedPair({ known: [refused] }, { stored: { link, relations: [refused] } });
    expect([await pair.sync(), pair.writes(), pair.saves]).toEqual([{ kind: 'unchanged' }, [], []]);
  });

  it('is tried again where a person asks, and is not told as a second problem', async () => {
    const link = { ...AGREED, problems: [REFUSED] };
    const pair = aRelatedPair({}, { stored: { link, relations: [refused] }, answers: refusing });
    await pair.sync({ cause: 'eve' });
    expect([pair.writes().length, shown(pair).at(-1)?.problems]).toEqual([1, [REFUSED]]);
  });

  it('is over once it is made', async () => {
    const link = { ...AGREED, problems: [REFUSED] };
    const pair = aRelatedPair({}, { stored: { link, relations: [refused] } });
    await pair.sync({ cause: 'eve' });
    expect(shown(pair).at(-1)).toEqual({
      relations: [PAIR],
      problems: [],
      told: [{ ...ADDED, cause: 'eve' }],
    });
  });

  it('is over once people took it away', async () => {
    const link = { ...AGREED, problems: [REFUSED] };
    const pair = aRelatedPair({ jira: false }, { stored: { link, relations: [refused] } });
    await pair.sync();
    expect(shown(pair)).toEqual([{ relations: [], problems: [], told: [] }]);
  });
});
