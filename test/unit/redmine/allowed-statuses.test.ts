import { describe, expect, it } from 'vitest';
import {
  asksForStatuses,
  findAcceptedStatuses,
  findRefusedStatus,
} from '../../../src/redmine/allowed-statuses';
import { aMapping, aRow } from '../../support/builders';

const issue = {
  id: 12,
  status: { id: 1, name: 'New' },
  allowed_statuses: [
    { id: 1, name: 'New' },
    { id: 2, name: 'In Progress' },
  ],
};
const tracker = aRow({ field: 'issuetype', jira: 'issuetype', remote: 'tracker', kind: 'option' });
const mapping = aMapping();
const withTracker = aMapping({ fields: [...mapping.fields, tracker] });

describe('the statuses that Redmine says it would take', () => {
  it('are told by their ids, unless it tells none or no row writes them', () => {
    expect([
      findAcceptedStatuses(mapping, issue),
      findAcceptedStatuses(mapping, { ...issue, allowed_statuses: [] }),
      findAcceptedStatuses(aMapping({ fields: [tracker] }), issue),
    ]).toEqual([{ accepts: { status: ['1', '2'] } }, {}, {}]);
  });
});

describe('a status that Redmine says it would not take', () => {
  it('is told with what it would take', () => {
    expect(findRefusedStatus(mapping, issue, { status: '5', summary: 'a' })).toEqual({
      field: 'status',
      message:
        'Redmine\'s workflow does not let the key take #12 from "New" to the status number 5; allowed now: "In Progress". Allow it under Administration, Workflow for a role of the key\'s user, or close what blocks the issue.',
    });
  });

  it('is none where it is allowed, not written, or an older Redmine does not tell', () => {
    expect(findRefusedStatus(mapping, issue, { status: '2' })).toBeNull();
    expect(findRefusedStatus(mapping, issue, { summary: 'a' })).toBeNull();
    expect(
      findRefusedStatus(mapping, { ...issue, allowed_statuses: [] }, { status: '5' }),
    ).toBeNull();
    expect(findRefusedStatus(mapping, undefined, { status: '5' })).toBeNull();
  });

  it('is left to Redmine where the tracker changes along with it', () => {
    expect(findRefusedStatus(withTracker, issue, { status: '5', issuetype: '2' })).toBeNull();
  });

  it('is asked for where statuses are written to Redmine only', () => {
    const fields = mapping.fields.map((row) => ({ ...row, direction: 'toJira' as const }));
    expect([asksForStatuses(mapping), asksForStatuses({ fields })]).toEqual([true, false]);
  });
});
