import { Inline, Text } from '@forge/react';
import type { WebhookView } from '../../../shared/api';
import { Ago } from '../../components/ago';
import { Fact } from '../../components/fact';
import { texts } from '../../texts';

const t = texts.admin.webhook;

/** Whether there is a secret, and what became of the last bells. */
export function BellFacts({
  webhook: { hasSecret, heard, refused },
}: {
  readonly webhook: WebhookView;
}) {
  return (
    <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
      <Fact label={t.secret}>
        <Text>{t.secretState(hasSecret)}</Text>
      </Fact>
      <Fact label={t.heard}>
        {heard ? (
          <Text>
            <Ago atMs={heard.atMs} />
            {`, ${t.schemes[heard.scheme]}${heard.isFormerSecret ? `, ${t.withFormer}` : ''}`}
          </Text>
        ) : (
          <Text>{t.never}</Text>
        )}
      </Fact>
      {refused && (
        <Fact label={t.refused}>
          <Text>
            <Ago atMs={refused.atMs} />
            {`: ${texts.admin.doctor.refusals[refused.why] ?? refused.why}`}
          </Text>
        </Fact>
      )}
    </Inline>
  );
}
