import { Button, Inline, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { DeadLetterView, Problems } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { DeadLetters } from './dead-letters';
import { ProblemsTable } from './problems-table';

const t = texts.admin.problems;

/** Forge's storage lists run behind what was just written; by then they have caught up. */
const LISTS_CATCH_UP_MS = 3_000;

/** What went wrong: problems to mend, changes given up. */
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
  const isOpen = (item: DeadLetterView) => !decided.has(nameItem(item));
  const problems = pages.flatMap((page) => page.problems);
  const deadLetters = pages.flatMap((page) => page.deadLetters).filter(isOpen);
  const cursor = pages.at(-1)?.cursor ?? null;
  const afterDecision = async (item: DeadLetterView) => {
    setDecided(new Set([...decided, nameItem(item)]));
    await onDecided();
    setTimeout(() => void Promise.all([reload(), onDecided()]), LISTS_CATCH_UP_MS);
  };
  const showMore = async (from: string) => {
    const answer = await paging.run('more', () => callAdmin('listProblems', { cursor: from }));
    if (answer.ok) setMore([...more, answer.value]);
  };

  if (problems.length + deadLetters.length === 0 && cursor === null) {
    return (
      <Section heading={t.emptyTitle}>
        <Text>{t.empty}</Text>
      </Section>
    );
  }
  return (
    <Stack space="space.400">
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
function nameItem(item: DeadLetterView): string {
  return `${item.id} ${item.failedAtMs}`;
}
