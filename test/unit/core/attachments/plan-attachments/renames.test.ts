import { describe, expect, it } from 'vitest';
import { anAttachmentPair } from '../../../../support/builders';
import { aCopy, plan } from './plan';

describe('attachments', () => {
  it('get a copy under their new name, which replaces the old one', () => {
    const renamed = { id: '2', name: 'new.txt' };
    const pairs = [{ origin: 'remote' as const, jira: '1', remote: '2' }];
    const jira = [{ id: '1', isCopy: true }];
    expect(plan({ jira, remote: [renamed], pairs }).writes).toEqual([
      { ...aCopy('remote', renamed), replaces: '1' },
    ]);
    expect(plan({ jira, remote: [renamed], pairs, rules: { renames: false } }).writes).toEqual([]);
  });

  it.each([
    ['the one that was copied', ['new.txt', 'a.txt'], { jira: '1', remote: '4', is: 'copy' }],
    ['the other one', ['a.txt', 'new.txt'], { jira: '1', remote: '2', is: 'copy' }],
  ] as const)(
    'of two that share a copy get another one under a new name: %s',
    (_what, names, left) => {
      const world = {
        jira: [{ id: '1', name: 'a.txt', isCopy: true }],
        remote: ['2', '4'].map((id, at) => ({ id, name: names[at] ?? '' })),
        pairs: ['2', '4'].map((remote, at) => {
          const is = at === 0 ? ('copy' as const) : ('found' as const);
          return { origin: 'remote' as const, jira: '1', remote, name: 'a.txt', is };
        }),
      };
      const { pairs, writes } = plan(world);
      const renamed = world.remote[names.indexOf('new.txt')] ?? {};
      expect({ pairs, writes }).toEqual({
        pairs: [anAttachmentPair({ origin: 'remote', name: 'a.txt', ...left })],
        writes: [aCopy('remote', renamed)],
      });
      const isUnmoved = plan({ ...world, rules: { renames: false } });
      expect(isUnmoved.writes).toEqual([]);
    },
  );

  it('that share a copy and are all renamed get one each, and the shared one goes', () => {
    const shared = { origin: 'remote', jira: '1', name: 'a.txt' } as const;
    const first = { id: '2', name: 'b.txt' };
    const second = { id: '4', name: 'c.txt' };
    const { writes } = plan({
      jira: [{ id: '1', name: 'a.txt', isCopy: true }],
      remote: [first, second],
      pairs: [
        { ...shared, remote: '2', is: 'found' },
        { ...shared, remote: '4', is: 'copy' },
      ],
    });
    expect(writes).toEqual([{ ...aCopy('remote', first), replaces: '1' }, aCopy('remote', second)]);
  });

  it('that were found on both sides follow no new name', () => {
    const world = { jira: [{ id: '1', name: 'new.txt' }], remote: [{ id: '2' }] };
    expect(plan({ ...world, pairs: [{ is: 'found' }] }).writes).toEqual([]);
  });

  it('follow only their own names', () => {
    const world = {
      jira: [{ id: '9', name: 'b.txt' }, { id: '1' }],
      remote: [
        { id: '8', isCopy: true },
        { id: '2', isCopy: true },
      ],
    };
    const pairs = [{ jira: '9', remote: '8', name: 'b.txt', digest: 'b' }, {}];
    expect(plan({ ...world, pairs }).writes).toEqual([]);
    const third = { id: '5', name: 'a.txt' };
    expect(plan({ ...world, jira: [...world.jira, third], pairs }).writes).toMatchObject([
      {
        original: { id: '5' },
        lookAlikes: [{ attachment: { id: '8' }, digest: 'b' }, { digest: 'd' }],
      },
    ]);
  });

  it('are not compared with the copy that they replace', () => {
    const pairs = [{ name: 'a:b' }];
    const { writes } = plan({
      jira: [{ id: '1', name: 'a_b' }],
      remote: [{ id: '2', name: 'a_b', isCopy: true }],
      pairs,
    });
    expect(writes).toEqual([{ ...aCopy('jira', { id: '1', name: 'a_b' }), replaces: '2' }]);
  });
});
