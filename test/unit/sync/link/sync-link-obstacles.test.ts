import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../src/core/audit/audit';
import { findObstacle } from '../../../../src/core/find-obstacle';
import type { Link } from '../../../../src/core/link';
import { type ReadIssue, RetryLaterError } from '../../../../src/ports';
import { LostRaceError } from '../../../../src/sync/link/lost-race';
import { APP, aPairAtWork, change, type GivenPair } from '../../../support/a-pair-at-work';
import { aLink, aMapping, aRow, NOW_MS } from '../../../support/builders';

const AGREED = aLink({ jira: { summary: 'a' }, remote: { summary: 'a' } });
const A = { fields: { summary: 'a' } };
const B = { fields: { summary: 'b' } };

const FOUND: AuditEntry = {
  atMs: NOW_MS,
  kind: 'problem-found',
  linkId: 'main:12',
  mappingId: 'web',
  side: 'jira',
  field: null,
  from: null,
  to: 'issue-hidden',
  cause: 'read',
};

const unseen = (kind: 'hidden' | 'gone'): GivenPair => ({
  remote: A,
  answers: () => ({ jira: { readIssue: (): ReadIssue => ({ kind }) } }),
});

describe('a mapping that is paused', () => {
  const paused = { paused: true };

  it('writes nothing, also of what turned private', async () => {
    const pair = aPairAtWork({ mapping: paused, jira: { ...B, restricted: true }, remote: A });
    expect([await pair.sync(), pair.writes(), pair.saves]).toEqual([
      { kind: 'skipped', reason: 'the mapping is paused' },
      [],
      [],
    ]);
  });

  it('still notes what nothing else would tell later: an issue that was deleted', async () => {
    const store = { noteDeletion: async () => {}, listDeletions: async () => [] };
    const pair = aPairAtWork({ ...unseen('gone'), mapping: paused, store });
    await pair.sync();
    expect(pair.saves.map(({ link }) => link.problems.map(({ kind }) => kind))).toEqual([
      ['issue-missing'],
    ]);
  });
});

describe('what forbids a pair to run', () => {
  const hidden =
    'Jira issue WEB-1 can no longer be seen by the app. Give it access again, or unlink the pair.';
  const known = findObstacle(
    aMapping(),
    AGREED,
    { kind: 'missing', side: 'jira', how: 'hidden' },
    NOW_MS - 1,
  )?.link as Link;

  it('is saved and told, after what was done before', async () => {
    const pair = aPairAtWork(unseen('hidden'));
    const before: AuditEntry = { ...FOUND, kind: 'field-written', to: 'b' };
    expect([await pair.sync({ audit: [before] }), pair.writes(), pair.saves]).toEqual([
      { kind: 'skipped', reason: hidden },
      [],
      [
        {
          link: {
            ...AGREED,
            problems: [
              {
                kind: 'issue-hidden',
                side: 'jira',
                field: null,
                value: null,
                message: hidden,
                foundAtMs: NOW_MS,
              },
            ],
          },
          audit: [before, FOUND],
        },
      ],
    ]);
  });

  it('is told once', async () => {
    const pair = aPairAtWork({ ...unseen('hidden'), stored: { link: known } });
    expect([await pair.sync(), pair.saves]).toEqual([{ kind: 'skipped', reason: hidden }, []]);
  });

  it('is left to another run that saved first', async () => {
    const pair = aPairAtWork({ ...unseen('hidden'), lostSaves: [1] });
    expect(await pair.sync()).toEqual(new LostRaceError('main:12'));
  });

  it('keeps nobody from telling what was written before, where another run saved first', async () => {
    const late: unknown[] = [];
    const tellOfParted = async (...told: readonly unknown[]) => void late.push(told);
    const pair = aPairAtWork({ ...unseen('hidden'), lostSaves: [1], store: { tellOfParted } });
    const before: AuditEntry = { ...FOUND, kind: 'field-written', to: 'b' };
    await pair.sync({ audit: [before] });
    expect(late).toEqual([['main:12', [before]]]);
  });

  it('is over once the pair runs again', async () => {
    const pair = aPairAtWork({ jira: A, remote: A, stored: { link: known } });
    expect([await pair.sync(), pair.saves.map(({ link }) => link)]).toEqual([
      { kind: 'unchanged' },
      [AGREED],
    ]);
  });
});

describe('a pair that its mapping covers no more', () => {
  const moved = { ...A, projectId: '9' };
  const PARTED = { ...FOUND, kind: 'unlinked', to: null };
  const LEFT = { ...FOUND, to: 'out-of-scope' };
  const reason =
    'Jira issue WEB-1 was moved out of the project that mapping "web" covers; the pair was parted.';

  function leaving(isParted: boolean) {
    const parted: unknown[] = [];
    const pair = aPairAtWork({
      mapping: { scope: { leaving: 'unlink' } },
      jira: moved,
      remote: A,
      store: {
        unlink: async (...given) => {
          parted.push(given);
          return isParted;
        },
      },
    });
    return { pair, parted };
  }

  it('is parted where the mapping says so, first in Jira, which searches by its mark', async () => {
    const { pair, parted } = leaving(true);
    const outcome = await pair.sync();
    expect([outcome, pair.writes(), parted, pair.saves]).toEqual([
      { kind: 'skipped', reason },
      [['jira', 'markTwin', '10100', null]],
      [[AGREED, [LEFT, PARTED]]],
      [],
    ]);
  });

  it('is parted once what a run wrote that was cut off is told', async () => {
    const { pair, parted } = leaving(true);
    change(pair.issues, 'remote', { summary: 'b' }, APP);
    await pair.sync();
    const recovered = { ...FOUND, kind: 'field-written', side: 'remote', field: 'summary' };
    expect(parted).toEqual([
      [AGREED, [LEFT, { ...recovered, from: 'a', to: 'b', cause: 'recovered' }, PARTED]],
    ]);
  });

  it('is left to another run that saved it first', async () => {
    const { pair } = leaving(false);
    expect(await pair.sync()).toEqual(new LostRaceError('main:12'));
  });

  it('goes on under the mapping that covers it now', async () => {
    const other = aMapping({
      id: 'ops',
      fields: [aRow()],
      jira: { projectId: '9', projectKey: 'OPS' },
    });
    const pair = aPairAtWork({
      jira: { ...moved, ...B },
      remote: A,
      store: { listMappings: async () => [other] },
    });
    const outcome = await pair.sync();
    expect([
      outcome,
      pair.writes(),
      pair.saves.map(({ link, audit }) => [link.mappingId, audit.map(({ kind }) => kind)]),
    ]).toEqual([
      { kind: 'synced' },
      [['remote', 'writeIssue', { issueId: '12', fields: { summary: 'b' } }]],
      [['ops', ['linked', 'field-written']]],
    ]);
  });
});

describe('an issue that turned private', () => {
  const PRIVACY = aRow({
    field: 'security',
    jira: 'security',
    remote: 'is_private',
    kinds: { jira: 'option', remote: 'boolean' },
    values: [{ jira: '10', remote: '1', direction: 'both' }],
    isPrivacy: true,
  });
  const given = (isTaken: boolean): GivenPair => ({
    mapping: { fields: [aRow(), PRIVACY] },
    stored: {
      link: aLink({
        jira: { summary: 'a', security: null },
        remote: { summary: 'a', security: '0' },
      }),
    },
    jira: { restricted: true, fields: { summary: 'b', security: '10' } },
    remote: { fields: { summary: 'a', security: '0' } },
    answers: (issues) => ({
      remote: {
        writeIssue: ({ fields }) => {
          if (isTaken || !('security' in fields)) change(issues, 'remote', fields, APP);
          issues.remote = { ...issues.remote, restricted: isTaken };
          return { refused: [] };
        },
      },
    }),
  });
  const written = (pair: ReturnType<typeof aPairAtWork>) =>
    pair.writes().map(([, , write]) => (write as { readonly fields: object }).fields);

  it('is followed by its twin before anything else crosses', async () => {
    const pair = aPairAtWork(given(true));
    const before: AuditEntry = { ...FOUND, kind: 'linked' };
    const outcome = await pair.sync({ audit: [before] });
    expect([
      outcome,
      written(pair),
      pair.saves.map(({ audit }) => audit.map(({ kind, field }) => [kind, field])),
    ]).toEqual([
      { kind: 'synced' },
      [{ security: '1' }, { summary: 'b' }],
      [
        [
          ['linked', null],
          ['field-written', 'security'],
          ['field-written', 'summary'],
        ],
      ],
    ]);
  });

  it('is agreed on by a run that comes to no end', async () => {
    const busy = new RetryLaterError('429', 60, 'not-done');
    const { answers, ...more } = given(true);
    const pair = aPairAtWork({
      ...more,
      answers: (issues) => {
        const { writeIssue, ...others } = answers?.(issues).remote ?? {};
        return {
          remote: {
            ...others,
            writeIssue: (write) => {
              if ('summary' in write.fields) throw busy;
              return writeIssue?.(write) ?? { refused: [] };
            },
          },
        };
      },
    });
    expect(await pair.sync()).toBe(busy);
    const { jira, remote } = pair.saves[0]?.link.sides ?? {};
    expect([jira?.fields.security, remote?.fields.security]).toEqual(['10', '1']);
  });

  it('lets nothing cross where its twin does not become private', async () => {
    const pair = aPairAtWork(given(false));
    const outcome = await pair.sync();
    expect([
      outcome,
      written(pair),
      pair.saves.map(({ audit }) => audit.map(({ kind, field }) => [kind, field])),
    ]).toEqual([
      {
        kind: 'skipped',
        reason: 'Jira issue WEB-1 is private there and its twin is not, so nothing crosses.',
      },
      [{ security: '1' }],
      [
        [
          ['problem-found', 'security'],
          ['problem-found', null],
        ],
      ],
    ]);
  });
});
