import {
  Heading,
  HelperMessage,
  Inline,
  Label,
  Link,
  LoadingButton,
  Lozenge,
  Stack,
  Text,
  Textfield,
} from '@forge/react';
import { useState } from 'react';
import type { ConnectionCheck, ConnectionView } from '../../shared/api';
import { Card } from '../components/card';
import { Fact } from '../components/fact';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import { callAdmin, useAction } from '../use-api';
import { ConnectionChecks } from './connection-checks';

const t = texts.admin.connections;

/** One Redmine: what is stored about it, the webhook's address, and its test. */
export function ConnectionCard({ connection }: { readonly connection: ConnectionView }) {
  const [checks, setChecks] = useState<readonly ConnectionCheck[] | null>(null);
  const { running, reason, run } = useAction();
  const webhookFieldId = `webhook-${connection.id}`;

  const test = async () => {
    setChecks(null);
    const answer = await run('test', () =>
      callAdmin('testConnection', { connectionId: connection.id }),
    );
    if (answer.ok) setChecks(answer.value.checks);
  };

  return (
    <Card>
      <Stack space="space.200">
        <Inline spread="space-between" alignBlock="center">
          <Heading as="h2" size="small">
            {connection.name}
          </Heading>
          <LoadingButton isLoading={running !== null} onClick={test}>
            {t.test}
          </LoadingButton>
        </Inline>
        <Inline space="space.400" rowSpace="space.150" shouldWrap={true}>
          <Fact label={t.address}>
            <Text>
              <Link href={connection.url} openNewTab={true}>
                {connection.url}
              </Link>
            </Text>
          </Fact>
          <Fact label={t.textFormat}>
            <Text>{t.textFormats[connection.textFormat]}</Text>
          </Fact>
          <Fact label={t.apiKey}>
            <Stored isStored={connection.hasApiKey} />
          </Fact>
          <Fact label={t.webhookSecret}>
            <Stored isStored={connection.hasWebhookSecret} />
          </Fact>
        </Inline>
        <Stack>
          <Label labelFor={webhookFieldId}>{t.webhookUrl}</Label>
          <Textfield
            id={webhookFieldId}
            name={webhookFieldId}
            isReadOnly={true}
            isMonospaced={true}
            defaultValue={connection.webhookUrl}
          />
          <HelperMessage>{t.webhookHelp}</HelperMessage>
        </Stack>
        {reason !== null && <Failure reason={reason} />}
        {checks && <ConnectionChecks checks={checks} />}
      </Stack>
    </Card>
  );
}

function Stored({ isStored }: { readonly isStored: boolean }) {
  return (
    <Inline>
      <Lozenge appearance={isStored ? 'success' : 'removed'}>
        {isStored ? t.stored : t.missing}
      </Lozenge>
    </Inline>
  );
}
