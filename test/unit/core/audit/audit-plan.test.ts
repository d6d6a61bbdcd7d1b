import { describe, expect, it } from 'vitest';
import { auditPlan, auditRecovered } from '../../../../src/core/audit/audit-plan';
import { type Plan, planLink } from '../../../../src/core/plan';
import { aLink, aMapping, aRow, aSnapshot, NOW_MS } from '../../../support/builders';

const OPTION = aRow({ field: 'priority', kind: 'option', values: [] });
const ONE_WAY = aRow({ field: 'duedate', kind: 'date', direction: 'toJira' });

describe('the audit of a plan', () => {
  it('has one entry per conflict, problem and change left alone', () => {
    const plan = planLink({
      mapping: aMapping({ fields: [aRow(), OPTION, ONE_WAY] }),
      link: aLink({
        jira: { summary: 'old', priority: '1', duedate: null },
        remote: { summary: 'old', priority: '1', duedate: null },
      }),
      comments: [],
      attachments: [],
      snapshots: {
        jira: aSnapshot('jira', {
          fields: { summary: 'J', priority: '9', duedate: '2026-12-24' },
        }),
        remote: aSnapshot('remote', { fields: { summary: 'R', priority: '1' } }),
      },
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
      nowMs: NOW_MS,
    });
    const common = { atMs: NOW_MS, linkId: 'main:12', mappingId: 'web', cause: 'sweep' };
    expect(auditPlan(plan, 'sweep', NOW_MS)).toEqual([
      {
        ...common,
        kind: 'conflict-found',
        side: null,
        field: 'summary',
        from: 'J',
        to: 'R',
      },
      {
        ...common,
        kind: 'problem-found',
        side: 'jira',
        field: 'priority',
        from: null,
        to: '9',
      },
      { ...common, kind: 'left-alone', side: 'jira', field: 'duedate', from: null, to: null },
    ]);
  });

  it('tells of writes that a lost run could not tell of', () => {
    const write = {
      kind: 'field-written',
      side: 'remote',
      field: 'summary',
      from: 'old',
      to: 'new',
    } as const;
    const plan = { link: aLink() } as Plan;
    expect(auditRecovered(plan, [write], NOW_MS)).toEqual([
      { atMs: NOW_MS, linkId: 'main:12', mappingId: 'web', ...write, cause: 'recovered' },
    ]);
  });
});
