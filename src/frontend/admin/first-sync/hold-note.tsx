import { SectionMessage, Text } from '@forge/react';
import type { BackfillView } from '../../../shared/api';
import { formatMoment } from '../../format-time';
import { texts } from '../../texts';

const t = texts.admin.firstSync.hold;
type Hold = NonNullable<BackfillView['hold']>;

/** Why it does not go on just now, and what ends that. */
export function HoldNote({ hold }: { readonly hold: Hold }) {
  return (
    <SectionMessage appearance={hold.kind === 'failed' ? 'error' : 'warning'} title={t[hold.kind]}>
      <Text>{explain(hold)}</Text>
    </SectionMessage>
  );
}

function explain(hold: Hold): string {
  switch (hold.kind) {
    case 'paused':
      return t.pausedBody(formatMoment(hold.atMs));
    case 'points':
      return t.pointsBody(formatMoment(hold.untilMs));
    case 'tracker':
      return t.trackerBody(hold.message, formatMoment(hold.untilMs));
    case 'failed':
      return t.failedBody(hold.message);
  }
}
