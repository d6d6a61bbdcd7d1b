import { Button, Inline, Stack } from '@forge/react';
import { useState } from 'react';
import type { AuditView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { AuditCheck } from './audit-check';
import { AuditExport } from './audit-export';
import { AuditTable } from './audit-table';

const t = texts.admin.audit;

/** What the app did, found and was told to do; and whether the record of it is whole. */
export function AuditTab() {
  const { loaded, reload } = useLoaded(() => callAdmin('listAudit', {}));
  const [more, setMore] = useState<readonly AuditView[]>([]);
  const paging = useAction();
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const pages = [loaded.value, ...more];
  const cursor = pages.at(-1)?.cursor ?? null;
  const showMore = async (from: string) => {
    const answer = await paging.run('more', () => callAdmin('listAudit', { cursor: from }));
    if (answer.ok) setMore([...more, answer.value]);
  };

  return (
    <Stack space="space.400">
      <AuditCheck />
      <AuditExport />
      <Section heading={t.entries}>
        <AuditTable entries={pages.flatMap((page) => page.entries)} />
        {paging.reason !== null && <Failure reason={paging.reason} />}
        {cursor !== null && (
          <Inline>
            <Button isDisabled={paging.running !== null} onClick={() => showMore(cursor)}>
              {texts.common.showMore}
            </Button>
          </Inline>
        )}
      </Section>
    </Stack>
  );
}
