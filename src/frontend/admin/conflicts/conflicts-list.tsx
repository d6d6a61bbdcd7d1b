import { Button, Inline, Stack, Text } from '@forge/react';
import { useEffect, useState } from 'react';
import type { AdminAnswers, ConflictView } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { BulkDecision } from './bulk-decision';
import { ConflictDialog } from './conflict-dialog';
import type { ConflictFilters } from './conflict-filter';
import { ConflictsTable } from './conflicts-table';
import { nameConflict } from './name-conflict';

const t = texts.admin.conflicts;

/** What one call takes. */
const MAX_CHOSEN = 25;

/** The conflicts that fit the filters, a page at a time. What was decided goes at once. */
export function ConflictsList({
  filters,
  onSeen,
  onDecided,
}: {
  readonly filters: ConflictFilters;
  /** Told of the fields in the list. */
  readonly onSeen: (fields: readonly string[]) => void;
  readonly onDecided: () => Promise<void>;
}) {
  const { loaded, reload } = useLoaded(() => callAdmin('listConflicts', filters));
  const [more, setMore] = useState<readonly AdminAnswers['listConflicts'][]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<ConflictView | null>(null);
  const paging = useAction();
  const pages = loaded.kind === 'ready' ? [loaded.value, ...more] : [];
  const conflicts = pages
    .flatMap((page) => page.conflicts)
    .filter((conflict) => !gone.has(nameConflict(conflict)));
  const seen = [...new Set(conflicts.map(({ field }) => field))].sort().join('\n');
  useEffect(() => {
    if (seen !== '') onSeen(seen.split('\n'));
  }, [seen, onSeen]);

  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const cursor = pages.at(-1)?.cursor ?? null;
  const showMore = async (from: string) => {
    const answer = await paging.run('more', () =>
      callAdmin('listConflicts', { ...filters, cursor: from }),
    );
    if (answer.ok) setMore([...more, answer.value]);
  };
  const afterDecision = async (names: readonly string[]) => {
    setGone(new Set([...gone, ...names]));
    setChosen(new Set([...chosen].filter((name) => !names.includes(name))));
    await onDecided();
  };
  const choose = (conflict: ConflictView) => {
    const name = nameConflict(conflict);
    const rest = [...chosen].filter((other) => other !== name);
    setChosen(new Set(chosen.has(name) ? rest : [...rest, name].slice(-MAX_CHOSEN)));
  };

  if (conflicts.length === 0 && cursor === null) {
    return <Text>{Object.keys(filters).length > 0 ? t.noneFits : t.empty}</Text>;
  }
  return (
    <Stack space="space.200">
      <BulkDecision
        chosen={conflicts.filter((conflict) => chosen.has(nameConflict(conflict)))}
        onChooseAll={() => setChosen(new Set(conflicts.slice(0, MAX_CHOSEN).map(nameConflict)))}
        onChooseNone={() => setChosen(new Set())}
        onDecided={afterDecision}
      />
      <ConflictsTable
        conflicts={conflicts}
        chosen={chosen}
        onChoose={choose}
        onDecide={setDeciding}
      />
      {paging.reason !== null && <Failure reason={paging.reason} />}
      {cursor !== null && (
        <Inline>
          <Button isDisabled={paging.running !== null} onClick={() => showMore(cursor)}>
            {texts.common.showMore}
          </Button>
        </Inline>
      )}
      <ConflictDialog
        conflict={deciding}
        onClose={() => setDeciding(null)}
        onDecided={async (conflict) => {
          setDeciding(null);
          await afterDecision([nameConflict(conflict)]);
        }}
      />
    </Stack>
  );
}
