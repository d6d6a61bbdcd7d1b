import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../src/core/mapping';
import type { FieldValues, HistoryEntry } from '../../../src/core/model';
import { agreeOnPrivacy, bornPrivate, planPrivacy } from '../../../src/core/privacy';
import {
  aComment,
  aLink,
  aMapping,
  anEntry,
  aRow,
  aSnapshot,
  NOW_MS,
} from '../../support/builders';

const mappingOf = (direction: Direction = 'both') =>
  aMapping({
    fields: [
      aRow(),
      aRow({
        field: 'security',
        jira: 'security',
        remote: 'is_private',
        kinds: { jira: 'option', remote: 'boolean' },
        values: [{ jira: '10000', remote: '1', direction: 'both' }],
        isPrivacy: true,
        direction,
      }),
    ],
  });

const inJira = (security: string | null, more = {}) =>
  aSnapshot('jira', { restricted: security !== null, fields: { security }, ...more });
const inRemote = (isPrivate: '0' | '1', more = {}) =>
  aSnapshot('remote', { restricted: isPrivate === '1', fields: { security: isPrivate }, ...more });

/** People changed Jira's level twice; after the first time our run wrote it to Redmine. */
function anUnsaved(first: string | null, second: string | null, third: string | null) {
  const isOpen = second === null;
  const edits = [
    anEntry(1, 'security', first, second, 'grace', NOW_MS - 3_000),
    anEntry(2, 'security', second, third, 'grace', NOW_MS - 1_000),
  ];
  const [from, to] = isOpen ? (['1', '0'] as const) : (['0', '1'] as const);
  const ours = anEntry(1, 'security', from, to, 'app', NOW_MS - 2_000);
  return {
    jira: inJira(third, { history: edits, lastEntryId: 2 }),
    remote: inRemote(to, { history: [ours], lastEntryId: 1, updatedAtMs: NOW_MS - 2_000 }),
  };
}

const FIELDS = { summary: 'Secret', issuetype: '3', description: 'Hush' };
const PLACEHOLDER = { summary: 'Private', security: '1' };

const BOTH_OPEN = aLink({ jira: { security: null }, remote: { security: '0' } });
const BOTH_PRIVATE = aLink({ jira: { security: '10000' }, remote: { security: '1' } });

const isApp = (id: string) => (id === 'app' ? 'ours' : 'not-ours');
const authorship = { jira: isApp, remote: isApp } as const;

function plan(
  jira: ReturnType<typeof inJira>,
  remote: ReturnType<typeof inRemote>,
  { link = BOTH_OPEN, direction = 'both' as Direction } = {},
) {
  const write = planPrivacy({
    mapping: mappingOf(direction),
    link,
    snapshots: { jira, remote },
    authorship,
  });
  return write && `${write.side} ${write.value}`;
}

describe('the privacy of an issue', () => {
  it('follows to the other side, the narrower one first', () => {
    expect(plan(inJira('10000'), inRemote('0'))).toBe('remote 1');
    expect(plan(inJira(null), inRemote('1'))).toBe('jira 10000');
    expect(plan(inJira('10000'), inRemote('1'))).toBeNull();
  });

  it('does not follow where the mapping names no value for it, or another way', () => {
    expect(plan(inJira('10001'), inRemote('0'))).toBeNull();
    expect(plan(inJira('10000'), inRemote('0'), { direction: 'toJira' })).toBeNull();
    const mapping = { ...mappingOf(), fields: [aRow()] };
    const snapshots = { jira: inJira('10000'), remote: inRemote('0') };
    expect(planPrivacy({ mapping, link: BOTH_OPEN, snapshots, authorship })).toBeNull();
  });

  it('is given up across where people gave it up and nothing happened there since', () => {
    const link = BOTH_PRIVATE;
    expect(plan(inJira(null), inRemote('1'), { link })).toBe('remote 0');
    expect(plan(inJira('10000'), inRemote('0'), { link })).toBe('jira null');
    const edited = inRemote('1', { updatedAtMs: NOW_MS + 1 });
    expect(plan(inJira(null), edited, { link })).toBeNull();
  });

  const LATER_MS = NOW_MS + 1;
  const byApp = anEntry(2, 'summary', 'a', 'b', 'app', LATER_MS);

  it.each<[string, readonly HistoryEntry[], string | null]>([
    ['is no edit', [byApp], 'remote 0'],
    ['hides no edit before it', [anEntry(1, 'summary', 'x', 'a', 'grace'), byApp], null],
    ['hides no note before it', [{ ...byApp, id: 1, changes: [] }, byApp], null],
    ['hides nothing that came after it', [{ ...byApp, atMs: NOW_MS }], null],
  ])('what we wrote to the private side and could not save %s', (_what, history, written) => {
    const remote = inRemote('1', { updatedAtMs: LATER_MS, history });
    expect(plan(inJira(null), remote, { link: BOTH_PRIVATE })).toBe(written);
  });

  it('follows again where we had opened the twin after it, in a run that could not save that', () => {
    const { jira, remote } = anUnsaved('10000', null, '10000');
    expect(plan(jira, remote, { link: BOTH_PRIVATE })).toBe('remote 1');
  });

  it('is given up again where we had hidden the twin after it, in such a run', () => {
    const { jira, remote } = anUnsaved(null, '10000', null);
    expect(plan(jira, remote)).toBe('remote 0');
  });

  it('is given up although people wrote there before we hid it, and not where they did since', () => {
    const { jira, remote } = anUnsaved(null, '10000', null);
    const [ours] = remote.history;
    const note = (id: number) => ({
      ...anEntry(id, 'note', null, null, 'ada', NOW_MS),
      changes: [],
    });
    if (!ours) throw new Error('there is our entry');
    const { jira: base, remote: before } = BOTH_OPEN.sides;
    const link = {
      ...BOTH_OPEN,
      sides: { jira: base, remote: { ...before, updatedAtMs: NOW_MS - 9_000 } },
    };
    const planWith = (history: readonly HistoryEntry[]) =>
      plan(jira, { ...remote, history }, { link });
    expect([planWith([note(1), { ...ours, id: 2 }]), planWith([ours, note(2)])]).toEqual([
      'remote 0',
      null,
    ]);
  });

  it('is given up where we had hidden the other side for what people hid here, in such a run', () => {
    const remoteOf = (history: readonly HistoryEntry[]) =>
      inRemote('1', { history, lastEntryId: 3, updatedAtMs: NOW_MS - 3_000 });
    const edit = anEntry(1, 'summary', 'a', 'b', 'ada', NOW_MS - 4_000);
    const hiding = anEntry(2, 'security', '0', '1', 'grace', NOW_MS - 3_000);
    const jira = inJira(null, {
      history: [
        anEntry(1, 'security', null, '10000', 'app', NOW_MS - 2_000),
        anEntry(2, 'security', '10000', null, 'grace', NOW_MS - 1_000),
      ],
      lastEntryId: 2,
    });
    const { jira: base, remote: before } = BOTH_OPEN.sides;
    const sides = { jira: base, remote: { ...before, updatedAtMs: NOW_MS - 9_000 } };
    const planWith = (...history: readonly HistoryEntry[]) =>
      plan(jira, remoteOf(history), { link: { ...BOTH_OPEN, sides } });
    const hiddenTwice = [
      { ...hiding, id: 1, atMs: NOW_MS - 3_500 },
      anEntry(2, 'security', '1', '0', 'grace', NOW_MS - 3_000),
      { ...hiding, id: 3 },
    ];
    expect([
      planWith(edit, hiding),
      planWith(hiding, { ...edit, id: 3, atMs: NOW_MS - 3_000 }),
      planWith({ ...hiding, changes: [...edit.changes, ...hiding.changes] }),
      planWith(...hiddenTwice),
    ]).toEqual(['remote 0', null, null, null]);
    const withNote = (createdAtMs: number) => {
      const comments = [aComment('remote', { createdAtMs })];
      return plan(jira, { ...remoteOf([hiding]), comments }, { link: { ...BOTH_OPEN, sides } });
    };
    expect([withNote(hiding.atMs - 1), withNote(hiding.atMs)]).toEqual(['remote 0', null]);
  });

  it('is agreed on as soon as both sides are alike', () => {
    const mapping = mappingOf();
    const agreed = (jira: ReturnType<typeof inJira>, remote: ReturnType<typeof inRemote>) => {
      const { sides } = agreeOnPrivacy({ mapping, link: BOTH_OPEN, snapshots: { jira, remote } });
      return [sides.jira.fields.security, sides.remote.fields.security];
    };
    expect([
      agreed(inJira('10000'), inRemote('1')),
      agreed(inJira('10000'), inRemote('0')),
      agreed(inJira(null), inRemote('0')),
    ]).toEqual([
      ['10000', '1'],
      [null, '0'],
      [null, '0'],
    ]);
  });

  it('goes to the other side where only one of the two had agreed to it', () => {
    const link = aLink({ jira: { security: '10000' }, remote: { security: '0' } });
    expect(plan(inJira('10000'), inRemote('0'), { link })).toBe('remote 1');
  });

  it('is not given up where what is restricted now is a level without a counterpart', () => {
    const link = BOTH_PRIVATE;
    const jira = aSnapshot('jira', { restricted: false, fields: { security: '10001' } });
    expect(plan(jira, inRemote('1'), { link })).toBeNull();
  });

  it('is not taken from a side that still names a level that both agreed on', () => {
    const link = BOTH_PRIVATE;
    const jira = aSnapshot('jira', { restricted: false, fields: { security: '10000' } });
    expect(plan(jira, inRemote('1'), { link })).toBeNull();
  });

  it.each<[string, FieldValues, ReturnType<typeof inJira>, FieldValues | null]>([
    ['a level with a counterpart', FIELDS, inJira('10000'), { ...PLACEHOLDER, issuetype: '3' }],
    ['an issue whose type the twin leaves open', {}, inJira('10000'), PLACEHOLDER],
    ['a level without a counterpart', FIELDS, inJira('10001'), null],
    ['no level', FIELDS, inJira(null), null],
  ])('comes before everything that the issue says: %s', (_what, fields, source, born) => {
    expect(bornPrivate(mappingOf(), source, fields)).toEqual(born);
  });

  it('keeps no twin for itself where the mapping has no row for it', () => {
    const mapping = { ...mappingOf(), fields: [aRow()] };
    expect(bornPrivate(mapping, inJira('10000'), FIELDS)).toBeNull();
  });
});
