import { DynamicTable, Inline, Stack, StackBarChart, Text } from '@forge/react';
import type { Overview } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { Fact } from '../../components/fact';
import { Section } from '../../components/section';
import { formatDuration } from '../../format-time';
import { texts } from '../../texts';

const t = texts.admin.rhythm;

const CHART_HEIGHT = 240;

/** How the sync goes: its times, what crossed by day, and what fails most. */
export function Rhythm({ overview }: { readonly overview: Overview }) {
  const { rhythm, failures } = overview;
  return (
    <Section heading={t.heading}>
      <Stack space="space.200">
        <Times overview={overview} />
        {rhythm.days.length > 0 && (
          <StackBarChart
            title={t.days}
            subtitle={t.daysLead}
            height={CHART_HEIGHT}
            data={rhythm.days.flatMap(({ day, toJira, toRemote }) => [
              [day.slice(5), toJira, t.toJira],
              [day.slice(5), toRemote, t.toRemote],
            ])}
            xAccessor={0}
            yAccessor={1}
            colorAccessor={2}
          />
        )}
        {failures.length > 0 && (
          <DynamicTable
            label={t.failures}
            caption={t.failures}
            head={{
              cells: [
                { key: 'count', content: t.count, width: 12 },
                { key: 'failure', content: t.failure },
                { key: 'remedy', content: t.remedy },
              ],
            }}
            rows={failures.map(({ kind, remedy, count }) => ({
              key: kind,
              cells: [
                { key: 'count', content: <Text>{texts.common.count(count)}</Text> },
                { key: 'failure', content: <Text>{kind}</Text> },
                { key: 'remedy', content: <Text>{texts.admin.problems.remedies[remedy]}</Text> },
              ],
            }))}
          />
        )}
      </Stack>
    </Section>
  );
}

function Times({ overview }: { readonly overview: Overview }) {
  const { lag, sweptAtMs, verifiedAtMs, bellAtMs } = overview.rhythm;
  const healths = [overview.jiraHealth, ...overview.connections.map(({ health }) => health)];
  const out = healths.filter(({ state }) => state !== 'closed').length;
  return (
    <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
      <Fact label={t.lag}>
        <Text>
          {lag
            ? t.lagValue(formatDuration(lag.p50Ms), formatDuration(lag.p95Ms), lag.changes)
            : t.never}
        </Text>
      </Fact>
      <When label={t.bell} atMs={bellAtMs} />
      <When label={t.swept} atMs={sweptAtMs} />
      <When label={t.verified} atMs={verifiedAtMs} />
      <Fact label={t.trackers}>
        <Text>{out === 0 ? t.trackersWell : t.trackersOut(out)}</Text>
      </Fact>
    </Inline>
  );
}

function When({ label, atMs }: { readonly label: string; readonly atMs: number | null }) {
  return (
    <Fact label={label}>
      <Text>{atMs === null ? t.never : <Ago atMs={atMs} />}</Text>
    </Fact>
  );
}
