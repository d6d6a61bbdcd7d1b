import { Stack, Text } from '@forge/react';
import type { ProposalView } from '../../../../shared/api';
import { Failure } from '../../../components/failure';
import { Loading } from '../../../components/loading';
import { PageTurner } from '../../../components/page-turner';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';
import { usePages } from '../../../use-pages';
import { ProposalsTable } from './proposals-table';

const t = texts.admin.firstSync.pairs;

/** The proposals of one state, a page at a time; one that was decided goes to its new state. */
export function ProposalsList({
  mappingId,
  state,
  onDecided,
}: {
  readonly mappingId: string;
  readonly state: ProposalView['state'];
  readonly onDecided: () => Promise<void>;
}) {
  const pages = usePages((cursor) =>
    callAdmin('listProposals', { mappingId, state, ...(cursor === null ? {} : { cursor }) }),
  );
  const { running, reason, run } = useAction();
  const { loaded, reload } = pages;
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const { proposals } = loaded.value;
  const decide = async (proposal: ProposalView, decision: 'accepted' | 'refused') => {
    const { jira, remote } = proposal;
    const answer = await run(`${decision} ${jira}`, () =>
      callAdmin('decideProposals', { mappingId, decision, which: { pairs: [{ jira, remote }] } }),
    );
    if (answer.ok) await Promise.all([reload(), onDecided()]);
  };
  if (proposals.length === 0 && pages.page === 1 && pages.turnOn === null) {
    return <Text>{t.none}</Text>;
  }
  return (
    <Stack space="space.150">
      {reason !== null && <Failure reason={reason} />}
      <ProposalsTable proposals={proposals} running={running} onDecide={decide} />
      <PageTurner pages={pages} />
    </Stack>
  );
}
