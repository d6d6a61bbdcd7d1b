import { Button, Inline, Stack } from '@forge/react';
import { useState } from 'react';
import type { AuditView, MappingView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import type { AuditFilters } from './audit-filter';
import { AuditTable } from './audit-table';

/** The entries that fit the filters, a page at a time. */
export function AuditEntries({
  filters,
  mappings,
}: {
  readonly filters: AuditFilters;
  readonly mappings: readonly MappingView[];
}) {
  const { loaded, reload } = useLoaded(() => callAdmin('listAudit', filters));
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
    const answer = await paging.run('more', () =>
      callAdmin('listAudit', { ...filters, cursor: from }),
    );
    if (answer.ok) setMore([...more, answer.value]);
  };
  return (
    <Stack space="space.150">
      <AuditTable
        entries={pages.flatMap((page) => page.entries)}
        people={Object.assign({}, ...pages.map((page) => page.people))}
        mappings={mappings}
        isFiltered={Object.keys(filters).length > 0}
      />
      {paging.reason !== null && <Failure reason={paging.reason} />}
      {cursor !== null && (
        <Inline>
          <Button isDisabled={paging.running !== null} onClick={() => showMore(cursor)}>
            {texts.admin.audit.older}
          </Button>
        </Inline>
      )}
    </Stack>
  );
}
