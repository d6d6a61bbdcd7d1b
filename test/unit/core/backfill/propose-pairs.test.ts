import { describe, expect, it } from 'vitest';
import type { ScannedIssue } from '../../../../src/core/backfill/proposal';
import { type PairingInput, proposePairs } from '../../../../src/core/backfill/propose-pairs';
import { aScannedIssue, BORN_MS, DAY_MS } from '../../../support/a-scanned-issue';

/** A month off, so that dates say nothing for a pair. */
const LATER = { createdAtMs: BORN_MS + 30 * DAY_MS };
const FAR = { kind: 'dates', apartDays: 30 } as const;

const aTitle = (id: string, title: string, more: Partial<ScannedIssue> = {}) =>
  aScannedIssue(id, { title, ...more });

function propose(input: Partial<PairingInput>) {
  return proposePairs({ jira: [], remote: [], listed: [], people: [], ...input });
}

const pairsOf = (input: Partial<PairingInput>) =>
  propose(input).map(({ jira, remote }) => `${jira} ${remote}`);

describe('what names the other issue', () => {
  const web1 = (names: ScannedIssue['names'] = []) => aScannedIssue('101', { key: 'WEB-1', names });
  const seven = (names: ScannedIssue['names'] = []) => aScannedIssue('7', { ...LATER, names });

  it.each<[string, ScannedIssue, ScannedIssue, number, object]>([
    [
      'the app’s marker in Jira',
      web1([{ ref: '7', where: 'marker' }]),
      seven(),
      98,
      { kind: 'marker', side: 'jira' },
    ],
    [
      'the app’s marker in Redmine, which holds Jira’s id',
      web1(),
      seven([{ ref: '101', where: 'marker' }]),
      98,
      { kind: 'marker', side: 'remote' },
    ],
    [
      'a number in the field that the admin named',
      web1([{ ref: '7', where: 'field' }]),
      seven(),
      95,
      { kind: 'number-in-field', side: 'jira' },
    ],
    [
      'a key in the field that the admin named',
      web1(),
      seven([{ ref: 'WEB-1', where: 'field' }]),
      95,
      { kind: 'number-in-field', side: 'remote' },
    ],
    [
      'an address',
      web1([{ ref: '7', where: 'address' }]),
      seven(),
      85,
      { kind: 'number-in-text', side: 'jira', shown: '#7' },
    ],
    [
      'a key in the title',
      web1(),
      seven([{ ref: 'WEB-1', where: 'title' }]),
      80,
      { kind: 'number-in-text', side: 'remote', shown: 'WEB-1' },
    ],
    [
      'a number in the text',
      web1([{ ref: '7', where: 'text' }]),
      seven(),
      55,
      { kind: 'number-in-text', side: 'jira', shown: '#7' },
    ],
  ])('speaks for a pair: %s', (_what, jira, remote, confidencePercent, evidence) => {
    expect(propose({ jira: [jira], remote: [remote] })).toEqual([
      { jira: '101', remote: '7', confidencePercent, evidence: [evidence, FAR], state: 'open' },
    ]);
  });

  it.each<[string, ScannedIssue, ScannedIssue]>([
    ['an issue that is not there', web1([{ ref: '8', where: 'field' }]), seven()],
    ['a Jira id outside a marker', web1(), seven([{ ref: '101', where: 'text' }])],
    ['a key in a marker', web1(), seven([{ ref: 'WEB-1', where: 'marker' }])],
  ])('says nothing where it is %s', (_what, jira, remote) => {
    expect(propose({ jira: [jira], remote: [remote] })).toEqual([]);
  });

  it('comes before a title, and no issue is proposed twice', () => {
    expect(
      pairsOf({
        jira: [
          aTitle('101', 'Same words'),
          aTitle('102', 'Other words', { names: [{ ref: '7', where: 'text' }] }),
        ],
        remote: [aTitle('7', 'Same words'), aTitle('8', 'Other words')],
      }),
    ).toEqual(['102 7']);
  });

  it('yields to what names it more firmly', () => {
    expect(
      pairsOf({
        jira: [
          aScannedIssue('101', { names: [{ ref: '7', where: 'text' }] }),
          aScannedIssue('102', { names: [{ ref: '7', where: 'field' }] }),
        ],
        remote: [aScannedIssue('7'), aScannedIssue('8')],
      }),
    ).toEqual(['102 7']);
  });
});

describe('the same title', () => {
  it('is the same whatever its case and signs', () => {
    expect(
      propose({
        jira: [aTitle('1', 'Login: fails!')],
        remote: [aTitle('7', '  login FAILS', LATER)],
      }),
    ).toEqual([
      {
        jira: '1',
        remote: '7',
        confidencePercent: 70,
        evidence: [{ kind: 'same-title' }, FAR],
        state: 'open',
      },
    ]);
  });

  it('is no title where nothing but signs stands there', () => {
    expect(propose({ jira: [aTitle('1', '???')], remote: [aTitle('7', '')] })).toEqual([]);
  });

  it('goes to those of the nearest date where it stands several times, and nobody is as sure', () => {
    const later = { createdAtMs: BORN_MS + 100 * DAY_MS };
    expect(
      propose({
        jira: [aTitle('1', 'Release'), aTitle('2', 'Release', later)],
        remote: [aTitle('7', 'Release', later), aTitle('8', 'Release')],
      }).map(({ jira, remote, confidencePercent }) => [jira, remote, confidencePercent]),
    ).toEqual([
      ['1', '8', 57],
      ['2', '7', 57],
    ]);
  });

  it.each([
    ['in Jira', ['Release', 'Release'], ['Release']],
    ['in Redmine', ['Release'], ['Release', 'Release']],
  ])('is less sure where it stands twice %s', (_where, jira, remote) => {
    const proposals = propose({
      jira: jira.map((title, at) => aTitle(`${at}`, title)),
      remote: remote.map((title, at) => aTitle(`${at}`, title, LATER)),
    });
    expect(proposals.map(({ confidencePercent }) => confidencePercent)).toEqual([45]);
  });

  it.each([
    [60, 1],
    [61, 0],
  ])('tells nothing apart where too many have it: of %i in Redmine', (count, found) => {
    const remote = Array.from({ length: count }, (_, at) => aTitle(`${at}`, 'Release'));
    expect(propose({ jira: [aTitle('1', 'Release')], remote })).toHaveLength(found);
  });
});

describe('a close title', () => {
  it.each([
    // Twice the words that both have, of all that both have.
    ['the red car is slow', 'the red car is too slow', 91, 55],
    ['one two three four', 'one two three five', 75, 45],
  ])('"%s" and "%s" are %i percent alike', (jira, remote, likenessPercent, confidencePercent) => {
    expect(propose({ jira: [aTitle('1', jira)], remote: [aTitle('7', remote, LATER)] })).toEqual([
      {
        jira: '1',
        remote: '7',
        confidencePercent,
        evidence: [{ kind: 'close-title', likenessPercent }, FAR],
        state: 'open',
      },
    ]);
  });

  it.each([
    ['less than three quarters of the words', 'one two three', 'one two five six'],
    ['single letters only', 'a b c d', 'a b c d e'],
    ['nothing', 'words', ''],
  ])('is none with %s in common', (_what, jira, remote) => {
    expect(propose({ jira: [aTitle('1', jira)], remote: [aTitle('7', remote)] })).toEqual([]);
  });

  it('yields to the same title', () => {
    expect(
      pairsOf({
        jira: [aTitle('1', 'one two three'), aTitle('2', 'one two three four')],
        remote: [aTitle('7', 'one two three four')],
      }),
    ).toEqual(['2 7']);
  });

  it.each([
    [60, 1],
    [61, 0],
  ])('is not looked for by a word that stands in %i titles', (count, found) => {
    const jira = [aTitle('1', 'login fails again')];
    const others = Array.from({ length: count - 1 }, (_, at) => aTitle(`${at}`, `again ${at}x`));
    const close = aTitle('close', 'again fails, login');
    const words = 'login fails'
      .split(' ')
      .flatMap((word) =>
        Array.from({ length: 61 }, (_, at) =>
          aTitle(`${word} ${at}`, `${word} with ${at}y and ${at}z`),
        ),
      );
    expect(propose({ jira, remote: [...others, close, ...words] })).toHaveLength(found);
  });
});

describe('dates and reporters', () => {
  const proposeAt = (apartMs: number) =>
    propose({
      jira: [aTitle('1', 'Login')],
      remote: [aTitle('7', 'Login', { createdAtMs: BORN_MS - apartMs })],
    }).map(({ confidencePercent, evidence }) => [confidencePercent, evidence[1]]);

  it.each([
    [0, 82, 0],
    [1, 82, 1],
    [1.4, 76, 1],
    [7, 76, 7],
    [7.6, 70, 8],
    [730, 70, 730],
    [731, 45, 731],
  ])('%d days apart make a title %i percent sure', (days, confidencePercent, apartDays) => {
    expect(proposeAt(days * DAY_MS)).toEqual([[confidencePercent, { kind: 'dates', apartDays }]]);
  });

  const PEOPLE = [
    { jira: 'ada', remote: '5', jiraName: 'Ada', remoteName: 'A. L.', remoteLogin: null },
  ];

  it.each<[string, ScannedIssue['author'], ScannedIssue['author'], number]>([
    ['of one name', { id: 'x', name: 'Grace Hopper' }, { id: '9', name: 'grace  hopper' }, 82],
    ['that the mapping pairs', { id: 'ada', name: 'Ada' }, { id: '5', name: 'A. L.' }, 82],
    [
      'of one name that the mapping pairs with others',
      { id: 'ada', name: 'Ada' },
      { id: '6', name: 'Ada' },
      70,
    ],
    ['without names', { id: 'x', name: '' }, { id: '9', name: '' }, 70],
    ['of other names', { id: 'x', name: 'Grace' }, { id: '9', name: 'Ada' }, 70],
  ])('reporters %s', (_what, author, other, confidencePercent) => {
    const [proposal] = propose({
      jira: [aTitle('1', 'Login', { author })],
      remote: [aTitle('7', 'Login', { ...LATER, author: other })],
      people: PEOPLE,
    });
    const named = confidencePercent > 70 ? [{ kind: 'same-reporter', name: author.name }] : [];
    expect(proposal).toMatchObject({
      confidencePercent,
      evidence: [{ kind: 'same-title' }, FAR, ...named],
    });
  });

  it('never make a pair quite sure, nor take all from it', () => {
    const of = (where: 'marker' | 'text', createdAtMs: number) =>
      propose({
        jira: [aScannedIssue('1', { names: [{ ref: '7', where }] })],
        remote: [aScannedIssue('7', { createdAtMs })],
      }).map(({ confidencePercent }) => confidencePercent);
    expect([of('marker', BORN_MS), of('text', BORN_MS + 4000 * DAY_MS)]).toEqual([[99], [30]]);
  });
});

describe('pairs that the admin listed', () => {
  it('are accepted, whatever else is said of their issues', () => {
    expect(
      propose({
        jira: [aTitle('1', 'One'), aTitle('2', 'Two')],
        remote: [aTitle('7', 'Two')],
        listed: [{ jira: '1', remote: '7', line: 2 }],
      }),
    ).toEqual([
      {
        jira: '1',
        remote: '7',
        confidencePercent: 100,
        evidence: [{ kind: 'listed', line: 2 }],
        state: 'accepted',
      },
    ]);
  });

  it('are left out where one of the two is not there or has a twin', () => {
    expect(
      propose({
        jira: [aTitle('1', 'One'), aTitle('2', 'Two', { isLinked: true })],
        remote: [aTitle('7', 'Seven'), aTitle('8', 'Eight')],
        listed: [
          { jira: '1', remote: '9', line: 1 },
          { jira: '2', remote: '7', line: 2 },
          { jira: '3', remote: '8', line: 3 },
        ],
      }),
    ).toEqual([]);
  });
});

it('proposes the surest first, and leaves alone what has a twin', () => {
  expect(
    pairsOf({
      jira: [
        aTitle('1', 'Linked', { isLinked: true }),
        aTitle('2', 'Named', { names: [{ ref: '8', where: 'text' }] }),
        aTitle('3', 'Same'),
        aTitle('4', 'Taken'),
      ],
      remote: [
        aTitle('7', 'Linked'),
        aTitle('8', 'Other', LATER),
        aTitle('9', 'Same'),
        aTitle('10', 'Taken', { isLinked: true }),
      ],
    }),
  ).toEqual(['3 9', '2 8']);
});
