import { LoadingButton, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Configuration } from '../../../core/configuration/configuration';
import type { TrialView } from '../../../shared/api';
import { Actions } from '../../components/actions';
import { Failure } from '../../components/failure';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { TriedIssue } from './tried-issue';

const t = texts.admin.configuration.trial;
const MAX_TRIED = 20;
const LATEST = 10;

type Asked =
  | { readonly names: readonly string[] }
  | { readonly newest: number; readonly of: 'jira' | 'remote' };

const NOTHING: TrialView = { tried: [], unknown: [], left: [] };

/** Choose a few real issues and see what the sync would do to each. */
export function TrialPart({
  mappingId,
  document,
}: {
  readonly mappingId: string;
  /** Rules that are not saved yet; `null`: as they are. */
  readonly document: Configuration | null;
}) {
  const [text, setText] = useState('');
  const [seen, setSeen] = useState<TrialView | null>(null);
  const { running, reason, run } = useAction();
  const names = text.split(/[\s,;]+/).filter((name) => name !== '');
  const tryIssues = async (name: string, asked: Asked, before: TrialView = NOTHING) => {
    setSeen(before === NOTHING ? null : before);
    const issues = 'names' in asked ? { names: [...asked.names] } : asked;
    const answer = await run(name, () =>
      callAdmin('tryIssues', { mappingId, issues, ...(document ? { document } : {}) }),
    );
    if (!answer.ok) return;
    const { tried, unknown, left } = answer.value;
    const sum = {
      tried: [...before.tried, ...tried],
      unknown: [...before.unknown, ...unknown],
      left,
    };
    setSeen(sum);
    // A slow tracker is asked for a few at a time.
    if (left.length > 0) await tryIssues(name, { names: left }, sum);
  };
  return (
    <Stack space="space.200">
      <Text color="color.text.subtle">{t.lead}</Text>
      <TextEntry
        id="trial-names"
        label={t.names}
        help={names.length > MAX_TRIED ? t.tooMany : t.namesHelp}
        onChange={setText}
      />
      <Actions label={t.lead}>
        <LoadingButton
          // Of what is edited, saving comes first.
          appearance={document === null ? 'primary' : 'default'}
          isLoading={running === 'names'}
          isDisabled={names.length === 0 || names.length > MAX_TRIED}
          onClick={() => tryIssues('names', { names })}
        >
          {t.try}
        </LoadingButton>
        {(['jira', 'remote'] as const).map((side) => (
          <LoadingButton
            key={side}
            isLoading={running === side}
            onClick={() => tryIssues(side, { newest: LATEST, of: side })}
          >
            {t.latest[side]}
          </LoadingButton>
        ))}
      </Actions>
      {reason !== null && <Failure reason={reason} />}
      {seen && <Seen seen={seen} isRunning={running !== null} />}
    </Stack>
  );
}

function Seen({ seen, isRunning }: { readonly seen: TrialView; readonly isRunning: boolean }) {
  const touched = seen.tried.filter(
    ({ kind, reason, details, comments }) =>
      (kind.startsWith('create') && reason === null) ||
      details.some((detail) => detail.kind === 'change' || detail.kind === 'attachments') ||
      comments.jira + comments.remote > 0,
  );
  return (
    <Stack space="space.150">
      <Text weight="medium">
        {isRunning ? t.running(seen.tried.length) : t.summary(seen.tried.length, touched.length)}
      </Text>
      {seen.unknown.length > 0 && (
        <SectionMessage appearance="warning">
          <Text>{t.unknown(seen.unknown)}</Text>
        </SectionMessage>
      )}
      {seen.tried.map((issue) => (
        <TriedIssue key={issue.name} issue={issue} />
      ))}
    </Stack>
  );
}
