import { Button, Heading, Inline, LoadingButton, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { WebhookView } from '../../../shared/api';
import { Actions } from '../../components/actions';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { formatMoment } from '../../format-time';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { BellFacts } from './bell-facts';
import { CopyField } from './copy-field';
import { WebhookWays } from './webhook-ways';

const t = texts.admin.webhook;

/** A connection's webhook: address, secret, last use, and how each kind of Redmine is set up. */
export function WebhookPart({ connectionId }: { readonly connectionId: string }) {
  const { loaded, reload, replace } = useLoaded(() => callAdmin('getWebhook', { connectionId }));
  switch (loaded.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <Failure reason={loaded.reason} onRetry={() => reload()} />;
    case 'ready':
      return (
        <Webhook
          connectionId={connectionId}
          webhook={loaded.value}
          onChange={replace}
          onRefresh={reload}
        />
      );
  }
}

function Webhook({
  connectionId,
  webhook,
  onChange,
  onRefresh,
}: {
  readonly connectionId: string;
  readonly webhook: WebhookView;
  readonly onChange: (webhook: WebhookView) => void;
  readonly onRefresh: () => Promise<void>;
}) {
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const { running, reason, run } = useAction();

  const makeSecret = async () => {
    const answer = await run('rotate', () => callAdmin('rotateWebhookSecret', { connectionId }));
    if (!answer.ok) return;
    setIsAsking(false);
    setSecret(answer.value.secret);
    onChange(answer.value.webhook);
  };
  const watch = async () => {
    const answer = await run('watch', () => callAdmin('watchWebhook', { connectionId }));
    if (answer.ok) onChange(answer.value);
  };

  return (
    <Stack space="space.200">
      <Stack space="space.050">
        <Heading as="h3" size="xsmall">
          {t.heading}
        </Heading>
        <Text color="color.text.subtle">{t.lead}</Text>
      </Stack>
      <CopyField
        id={`webhook-${connectionId}`}
        label={t.url}
        value={webhook.url}
        help={t.copyHelp}
      />
      {secret !== null && (
        <>
          <CopyField
            id={`secret-${connectionId}`}
            label={t.newSecret}
            value={secret}
            help={t.newSecretHelp}
          />
          <CopyField
            id={`secret-url-${connectionId}`}
            label={t.urlWithSecret}
            value={`${webhook.url}?secret=${secret}`}
          />
        </>
      )}
      <BellFacts webhook={webhook} />
      {webhook.formerValidToMs !== null && (
        <Text>{t.formerValid(formatMoment(webhook.formerValidToMs))}</Text>
      )}
      {webhook.isWatched && (
        <Text>
          {t.watching} {t.testLead}
        </Text>
      )}
      {reason !== null && !isAsking && <Failure reason={reason} />}
      <Inline spread="space-between" alignBlock="center" shouldWrap={true}>
        <Actions label={t.heading}>
          <LoadingButton
            isLoading={running === 'rotate'}
            onClick={() => (webhook.hasSecret ? setIsAsking(true) : makeSecret())}
          >
            {webhook.hasSecret ? t.renewSecret : t.makeSecret}
          </LoadingButton>
          {webhook.hasSecret && (
            <LoadingButton isLoading={running === 'watch'} onClick={watch}>
              {t.test}
            </LoadingButton>
          )}
          <Button appearance="subtle" onClick={() => onRefresh()}>
            {texts.common.refresh}
          </Button>
        </Actions>
      </Inline>
      <WebhookWays connectionId={connectionId} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t.rotate.title}
        confirmLabel={t.rotate.confirm}
        isRunning={running === 'rotate'}
        failure={reason}
        onConfirm={makeSecret}
        onClose={() => setIsAsking(false)}
      >
        <Text>{t.rotate.body}</Text>
      </ConfirmDialog>
    </Stack>
  );
}
