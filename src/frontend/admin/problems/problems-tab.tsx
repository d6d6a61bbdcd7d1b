import { Button, Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ConflictView, DeadLetterView, Problems } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { ConflictCard } from './conflict-card';
import { DeadLetters } from './dead-letters';
import { ProblemsTable } from './problems-table';

const t = texts.admin.problems;

/** Forge's storage lists run behind what was just written; by then they have caught up. */
const LISTS_CATCH_UP_MS = 3_000;

/** Whatever waits for a person: conflicts to decide, problems to mend, changes given up. */
export function ProblemsTab({ onDecided }: { readonly onDecided: () => Promise<void> }) {
  const { loaded, reload } = useLoaded(() => callAdmin('listProblems', {}));
  const [more, setMore] = useState<readonly Problems[]>([]);
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const paging = useAction();
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }

  const pages = [loaded.value, ...more];
  const isOpen = (item: ConflictView | DeadLetterView) => !decided.has(nameItem(item));
  const conflicts = pages.flatMap((page) => page.conflicts).filter(isOpen);
  const problems = pages.flatMap((page) => page.problems);
  const deadLetters = pages.flatMap((page) => page.deadLetters).filter(isOpen);
  const cursor = pages.at(-1)?.cursor ?? null;
  const afterDecision = async (item: ConflictView | DeadLetterView) => {
    setDecided(new Set([...decided, nameItem(item)]));
    await onDecided();
    setTimeout(() => void Promise.all([reload(), onDecided()]), LISTS_CATCH_UP_MS);
  };
  const showMore = async (from: string) => {
    const answer = await paging.run('more', () => callAdmin('listProblems', { cursor: from }));
    if (answer.ok) setMore([...more, answer.value]);
  };

  if (conflicts.length + problems.length + deadLetters.length === 0 && cursor === null) {
    return (
      <Section heading={t.emptyTitle}>
        <Text>{t.empty}</Text>
      </Section>
    );
  }
  return (
    <Stack space="space.400">
      {conflicts.length > 0 && (
        <Section heading={t.conflicts} lead={t.conflictsLead}>
          {conflicts.map((conflict) => (
            <ConflictCard
              key={`${conflict.linkId}/${conflict.field}`}
              conflict={conflict}
              onDecided={() => afterDecision(conflict)}
            />
          ))}
        </Section>
      )}
      {problems.length > 0 && (
        <Section heading={t.problems} lead={t.problemsLead}>
          <ProblemsTable problems={problems} />
        </Section>
      )}
      {deadLetters.length > 0 && (
        <Section heading={t.deadLetters} lead={t.deadLettersLead}>
          <DeadLetters deadLetters={deadLetters} onDecided={afterDecision} />
        </Section>
      )}
      {paging.reason !== null && <Failure reason={paging.reason} />}
      {cursor !== null && (
        <Inline>
          <Button isDisabled={paging.running !== null} onClick={() => showMore(cursor)}>
            {texts.common.showMore}
          </Button>
        </Inline>
      )}
    </Stack>
  );
}

/** Names what was decided; the same trouble found anew is another item. */
function nameItem(item: ConflictView | DeadLetterView): string {
  return 'field' in item
    ? `${item.linkId} ${item.field} ${item.foundAtMs}`
    : `${item.id} ${item.failedAtMs}`;
}
