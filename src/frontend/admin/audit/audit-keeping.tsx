import { Inline, SectionMessage, Stack, Text } from '@forge/react';
import { Ago } from '../../components/ago';
import { Fact } from '../../components/fact';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/section';
import { formatMoment } from '../../format-time';
import { texts } from '../../texts';
import { callAdmin, useLoaded } from '../../use-api';
import { CollectorForm } from './collector-form';

const t = texts.admin.audit;

/** How long the audit is kept, and how far the log collector has it. */
export function AuditKeeping() {
  const { loaded, reload } = useLoaded(() => callAdmin('getAuditState'));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return (
      <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
    );
  }
  const { retentionDays, collector } = loaded.value;
  return (
    <Section heading={t.keeping} lead={t.keepingLead}>
      <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
        <Fact label={t.kept}>
          <Text>{t.days(retentionDays)}</Text>
        </Fact>
        <Fact label={t.collector}>
          <Text>{collector ? t.collectors[collector.kind](collector.host) : t.noCollector}</Text>
        </Fact>
        {collector && (
          <Fact label={t.pushedTo}>
            {collector.toldToMs === null ? (
              <Text>{t.nothingYet}</Text>
            ) : (
              <Ago atMs={collector.toldToMs} />
            )}
          </Fact>
        )}
      </Inline>
      {collector?.failure && (
        <SectionMessage appearance="error" title={t.collectorStands(collector.host)}>
          <Stack space="space.100">
            <Text>{t.collectorMend}</Text>
            <Text color="color.text.subtle">
              {t.collectorSaid(collector.failure.message, formatMoment(collector.failure.sinceMs))}
            </Text>
          </Stack>
        </SectionMessage>
      )}
      <CollectorForm collector={collector} onSaved={reload} />
    </Section>
  );
}
