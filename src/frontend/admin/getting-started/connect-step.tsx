import { Form, Inline, LoadingButton, Stack } from '@forge/react';
import { useState } from 'react';
import { Choice } from '../../components/choice';
import { Section } from '../../components/section';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';

const t = texts.admin.start;
const FORMATS = ['textile', 'markdown'] as const;

/** Redmine's address and key; consent is asked for, and both are tried, before they are kept. */
export function ConnectStep({ onConnected }: { readonly onConnected: () => Promise<void> }) {
  const [url, setUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const [textFormat, setTextFormat] = useState<(typeof FORMATS)[number]>('textile');
  const [isRunning, setIsRunning] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const connect = async () => {
    setIsRunning(true);
    setResult(null);
    const address = url.trim().replace(/\/+$/, '');
    const connection = { id: 'main', name: nameOf(address), url: address, apiKey, textFormat };
    const document = { version: 1, connections: [connection], mappings: [], users: [] };
    const outcome = await importDocument(JSON.stringify(document));
    setIsRunning(false);
    if (outcome.kind === 'imported') await onConnected();
    else setResult(outcome);
  };
  return (
    <Form onSubmit={connect}>
      <Section heading={t.steps.connect} lead={t.connectLead}>
        <Stack space="space.200">
          <TextEntry
            id="redmine-url"
            label={t.url}
            placeholder="https://redmine.example.com"
            onChange={setUrl}
          />
          <TextEntry
            id="redmine-key"
            label={t.key}
            type="password"
            help={t.keyHelp}
            onChange={setApiKey}
          />
          <Choice
            id="redmine-format"
            label={texts.admin.connections.textFormat}
            options={FORMATS.map((value) => ({
              value,
              label: texts.admin.connections.textFormats[value],
            }))}
            help={t.formatHelp}
            onChange={setTextFormat}
          />
          {result && <ImportOutcome result={result} />}
          <Inline>
            <LoadingButton
              appearance="primary"
              type="submit"
              isLoading={isRunning}
              isDisabled={url.trim() === '' || apiKey.trim() === ''}
            >
              {t.connect}
            </LoadingButton>
          </Inline>
        </Stack>
      </Section>
    </Form>
  );
}

/** What people would call it; it can be changed later. */
function nameOf(url: string): string {
  return /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? 'Redmine';
}
