import {
  Form,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Select,
  Stack,
  Textfield,
} from '@forge/react';
import { useState } from 'react';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';

const t = texts.admin.start;
const URL_ID = 'redmine-url';
const KEY_ID = 'redmine-key';
const FORMAT_ID = 'redmine-format';
const FORMATS = (['textile', 'markdown'] as const).map((value) => ({
  value,
  label: texts.admin.connections.textFormats[value],
}));
type FormatOption = (typeof FORMATS)[number];

/** Redmine's address and key; consent is asked for, and both are tried, before they are kept. */
export function ConnectStep({ onConnected }: { readonly onConnected: () => Promise<void> }) {
  const [url, setUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const [textFormat, setTextFormat] = useState<FormatOption['value']>('textile');
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
          <Stack>
            <Label labelFor={URL_ID}>{t.url}</Label>
            <Textfield
              id={URL_ID}
              name="url"
              placeholder="https://redmine.example.com"
              onChange={(event) => setUrl(event.target.value)}
            />
          </Stack>
          <Stack>
            <Label labelFor={KEY_ID}>{t.key}</Label>
            <Textfield
              id={KEY_ID}
              name="apiKey"
              type="password"
              onChange={(event) => setApiKey(event.target.value)}
            />
            <HelperMessage>{t.keyHelp}</HelperMessage>
          </Stack>
          <Stack>
            <Label labelFor={FORMAT_ID}>{texts.admin.connections.textFormat}</Label>
            <Select
              id={FORMAT_ID}
              name="textFormat"
              isSearchable={false}
              options={FORMATS}
              defaultValue={FORMATS[0]}
              onChange={(option: FormatOption) => setTextFormat(option.value)}
            />
            <HelperMessage>{t.formatHelp}</HelperMessage>
          </Stack>
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
