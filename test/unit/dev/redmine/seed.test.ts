import { describe, expect, it } from 'vitest';
import { seedSql } from '../../../../dev/redmine/real/seed-sql';
import { DEMO_SEED } from '../../../../dev/redmine/seed/demo-seed';
import { planSeed } from '../../../../dev/redmine/seed/plan-seed';
import type { RedmineSeed } from '../../../../dev/redmine/seed/seed';

const withProject = (project: Partial<RedmineSeed['projects'][number]>): RedmineSeed => ({
  ...DEMO_SEED,
  projects: [{ identifier: 'p', name: 'P', ...project }],
});

describe('a seed', () => {
  it.each([
    [
      'a user',
      withProject({ members: [{ login: 'nobody', roles: ['Manager'] }] }),
      'a user "nobody"',
    ],
    ['a role', withProject({ members: [{ login: 'ada', roles: ['Boss'] }] }), 'a role "Boss"'],
    ['a project', withProject({ parent: 'above' }), 'a project "above"'],
    ['a tracker', withProject({ trackers: ['Epic'] }), 'a tracker "Epic"'],
  ])('names %s that it does not have', (_what, seed, missing) => {
    expect(() => planSeed(seed)).toThrow(`the seed names ${missing} that it does not have`);
  });

  it('hands members on to subprojects that inherit them, besides their own', () => {
    const { members } = planSeed({
      ...DEMO_SEED,
      projects: [
        { identifier: 'top', name: 'Top', members: [{ login: 'ada', roles: ['Manager'] }] },
        {
          identifier: 'sub',
          name: 'Sub',
          parent: 'top',
          inheritMembers: true,
          members: [{ login: 'ada', roles: ['Reporter'] }],
        },
      ],
    });
    expect(members.map(({ projectId, roles }) => [projectId, roles])).toEqual([
      [1, [{ roleId: 3, inherited: false }]],
      [
        2,
        [
          { roleId: 5, inherited: false },
          { roleId: 3, inherited: true },
        ],
      ],
    ]);
  });

  it('writes names with quotes safely into SQL', () => {
    const sql = seedSql(withProject({ name: "O'Brien's" }));
    expect(sql).toContain("'O''Brien''s'");
  });
});
