import { Heading, Inline, Link, LoadingButton, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Finding } from '../../../core/doctor/finding';
import type { ConnectionView } from '../../../shared/api';
import { Card } from '../../components/card';
import { Fact } from '../../components/fact';
import { Failure } from '../../components/failure';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { FindingsList } from './findings-list';
import { WebhookPart } from './webhook-part';

const t = texts.admin.connections;

/** One Redmine: what is stored about it, its doctor and its webhook. */
export function ConnectionCard({ connection }: { readonly connection: ConnectionView }) {
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const { running, reason, run } = useAction();

  const test = async () => {
    setFindings(null);
    const answer = await run('test', () =>
      callAdmin('testConnection', { connectionId: connection.id }),
    );
    if (answer.ok) setFindings(answer.value.findings);
  };

  return (
    <Card>
      <Stack space="space.200">
        <Inline spread="space-between" alignBlock="center">
          <Heading as="h2" size="small">
            {connection.name}
          </Heading>
          <LoadingButton appearance="primary" isLoading={running !== null} onClick={test}>
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
        </Inline>
        {reason !== null && <Failure reason={reason} />}
        {findings ? (
          <FindingsList findings={findings} />
        ) : (
          <Text color="color.text.subtle">{t.testLead}</Text>
        )}
        <WebhookPart connectionId={connection.id} />
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
