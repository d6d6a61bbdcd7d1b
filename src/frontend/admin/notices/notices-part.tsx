import { Button, Inline, List, ListItem, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { NoticesView } from '../../../shared/api';
import { Fact } from '../../components/fact';
import { Failure } from '../../components/failure';
import { JiraLink } from '../../components/jira-link';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { formatMoment } from '../../format-time';
import { texts } from '../../texts';
import { callAdmin, useLoaded } from '../../use-api';
import { NoticesForm } from './notices-form';

const t = texts.admin.notices;

/** Where admins are told what is broken, and what is told now. */
export function NoticesPart() {
  const { loaded, reload } = useLoaded(() => callAdmin('getNotices'));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  return <Notices view={loaded.value} reload={reload} />;
}

function Notices({
  view,
  reload,
}: {
  readonly view: NoticesView;
  readonly reload: () => Promise<void>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const { place, mappings, standing, waiting, failure } = view;
  const told = mappings.flatMap(({ jiraProject, conflicts, tellsAuthors }) => [
    ...(conflicts > 0 ? [t.conflicts(jiraProject, conflicts)] : []),
    ...(tellsAuthors ? [t.authors(jiraProject)] : []),
  ]);
  return (
    <Section heading={t.heading} lead={t.lead}>
      <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
        <Fact label={t.place}>
          <Text>{place ? place.projectKey : t.nowhere}</Text>
        </Fact>
        {place && (
          <Fact label={t.reminder}>
            <Text>{t.hours(place.remindAfterHours)}</Text>
          </Fact>
        )}
        <Fact label={t.people}>
          {told.length === 0 ? (
            <Text>{t.nobody}</Text>
          ) : (
            told.map((line) => <Text key={line}>{line}</Text>)
          )}
        </Fact>
      </Inline>
      {standing.length > 0 && <Standing standing={standing} />}
      {failure && (
        <SectionMessage appearance="error" title={t.failure}>
          <Stack space="space.100">
            <Text>{t.failureBody(failure.message, formatMoment(failure.sinceMs))}</Text>
            {waiting > 0 && <Text>{t.waiting(waiting)}</Text>}
          </Stack>
        </SectionMessage>
      )}
      {isOpen ? (
        <NoticesForm
          onSaved={async () => {
            setIsOpen(false);
            await reload();
          }}
          onClose={() => setIsOpen(false)}
        />
      ) : (
        <Inline>
          <Button onClick={() => setIsOpen(true)}>{t.change}</Button>
        </Inline>
      )}
    </Section>
  );
}

function Standing({ standing }: Pick<NoticesView, 'standing'>) {
  return (
    <SectionMessage appearance="warning" title={t.standing(standing.length)}>
      <List type="unordered">
        {standing.map(({ kind, what, issueKey, sinceMs, isGone }) => (
          <ListItem key={`${kind} ${what}`}>
            <Text>
              {`${t.kinds[kind](what)} – `}
              <JiraLink issueKey={issueKey} />
              {` (${isGone ? t.almostOver : t.since(formatMoment(sinceMs))})`}
            </Text>
          </ListItem>
        ))}
      </List>
    </SectionMessage>
  );
}
