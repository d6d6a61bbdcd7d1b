import { expect, it } from 'vitest';
import type { Proposal } from '../../../../src/core/backfill/proposal';
import { showProposals } from '../../../../src/core/backfill/show-proposals';
import { aScannedIssue, BORN_MS } from '../../../support/a-scanned-issue';

const aProposal = (jira: string, remote: string): Proposal => ({
  jira,
  remote,
  confidencePercent: 70,
  evidence: [{ kind: 'same-title' }],
  state: 'open',
});

it('puts to a proposal what people read of its issues; of one that is gone nothing', () => {
  const jira = [
    aScannedIssue('101', {
      key: 'WEB-1',
      title: 'x'.repeat(201),
      author: { id: 'ada', name: 'Ada' },
    }),
  ];
  const remote = [aScannedIssue('7', { title: 'seven' })];
  const proposals = [aProposal('101', '7'), aProposal('101', '8'), aProposal('102', '7')];
  expect(showProposals(proposals, { jira, remote })).toEqual([
    {
      ...aProposal('101', '7'),
      issues: {
        jira: { key: 'WEB-1', title: 'x'.repeat(200), author: 'Ada', createdAtMs: BORN_MS },
        remote: { key: '#7', title: 'seven', author: '', createdAtMs: BORN_MS },
      },
    },
    ...proposals.slice(1),
  ]);
});
