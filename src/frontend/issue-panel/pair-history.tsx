import { Box, Heading, Inline, LoadingButton, Stack, Text, xcss } from '@forge/react';
import { useEffect, useState } from 'react';
import type { PairEventView } from '../../shared/api';
import { Ago } from '../components/ago';
import { Failure } from '../components/failure';
import { nameField, texts } from '../texts';
import { callPanel, useAction } from '../use-api';

const t = texts.panel;
/** The storage's lists run a little behind what was done. */
const LISTED_AFTER_MS = 3_000;
const whenStyle = xcss({ width: '130px' });

/** What happened to this pair, in sentences, newest first. */
export function PairHistory({ revision }: { readonly revision: unknown }) {
  const [events, setEvents] = useState<readonly PairEventView[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const { running, reason, run } = useAction();
  const load = async (from: string | null) => {
    const answer = await run('load', () =>
      callPanel('listHistory', from === null ? {} : { cursor: from }),
    );
    if (!answer.ok) return;
    const page = answer.value;
    setEvents((known) => (from === null ? page.events : [...(known ?? []), ...page.events]));
    setCursor(page.cursor);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever the panel was
  useEffect(() => {
    void load(null);
    const timer = setTimeout(() => void load(null), LISTED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [revision]);

  return (
    <Stack space="space.100">
      <Heading as="h3" size="xsmall">
        {t.history}
      </Heading>
      {events?.length === 0 && <Text color="color.text.subtle">{t.noHistory}</Text>}
      {(events ?? []).map((event) => (
        <Inline
          key={`${event.atMs} ${event.kind} ${event.side} ${event.by}`}
          space="space.100"
          alignBlock="start"
        >
          <Box xcss={whenStyle}>
            <Ago atMs={event.atMs} isSubtle={true} />
          </Box>
          <Text>{tell(event)}</Text>
        </Inline>
      ))}
      {reason !== null && <Failure reason={reason} onRetry={() => load(cursor)} />}
      {cursor !== null && (
        <Inline>
          <LoadingButton
            appearance="subtle"
            spacing="compact"
            isLoading={running !== null}
            onClick={() => load(cursor)}
          >
            {t.olderHistory}
          </LoadingButton>
        </Inline>
      )}
    </Stack>
  );
}

function tell({ kind, side, fields, count, by }: PairEventView): string {
  const sentence = t.events[kind]({ side, count, fields: fields.map(nameField) });
  return by === null ? sentence : t.askedBy(sentence, by);
}
