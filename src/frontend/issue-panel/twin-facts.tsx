import { Inline, Text } from '@forge/react';
import type { PanelView } from '../../shared/api';
import { Ago } from '../components/ago';
import { Fact } from '../components/fact';
import { texts } from '../texts';

const t = texts.panel;

/** How the twin stands over there, and when something last crossed in each direction. */
export function TwinFacts({
  panel,
  twin,
}: {
  readonly panel: PanelView;
  readonly twin: NonNullable<PanelView['twin']>;
}) {
  return (
    <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
      {twin.shown === 'whole' && (
        <>
          <Fact label={t.status}>
            <Text>{twin.status}</Text>
          </Fact>
          <Fact label={t.assignee}>
            <Text>{twin.assignee ?? t.nobody}</Text>
          </Fact>
          <Fact label={t.updated}>
            <Moment atMs={twin.updatedAtMs} />
          </Fact>
        </>
      )}
      <Fact label={t.sent}>
        <Moment atMs={panel.lastSentAtMs} />
      </Fact>
      <Fact label={t.received}>
        <Moment atMs={panel.lastReceivedAtMs} />
      </Fact>
      <Fact label={t.verified}>
        <Moment atMs={panel.verifiedAtMs} />
      </Fact>
    </Inline>
  );
}

function Moment({ atMs }: { readonly atMs: number | null }) {
  return atMs === null ? <Text>{texts.common.never}</Text> : <Ago atMs={atMs} />;
}
