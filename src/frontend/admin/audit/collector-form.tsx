import { Button, Form, Inline, LoadingButton, Stack } from '@forge/react';
import { useState } from 'react';
import type { AuditState } from '../../../shared/api';
import type { Configuration } from '../../../shared/configuration';
import { Actions } from '../../components/actions';
import { Choice } from '../../components/choice';
import { Failure } from '../../components/failure';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';

const t = texts.admin.audit;

const KINDS = ['none', 'splunk', 'datadog', 'json'] as const;

type Kind = (typeof KINDS)[number];

/** The log collector's settings: they are taken over as an import of the configuration is. */
export function CollectorForm({
  collector,
  onSaved,
}: {
  readonly collector: AuditState['collector'];
  readonly onSaved: () => Promise<void>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<Kind>(collector?.kind ?? 'none');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [result, setResult] = useState<ImportResult | null>(null);
  const { running, reason, run } = useAction();
  if (!isOpen) {
    return (
      <Inline>
        <Button onClick={() => setIsOpen(true)}>{t.changeCollector}</Button>
      </Inline>
    );
  }
  const save = async () => {
    setResult(null);
    const answer = await run('save', async () => {
      const exported = await callAdmin('exportConfiguration');
      if (!exported.ok) return exported;
      const document = withCollector(exported.value.document, kind, url.trim(), token.trim());
      return { ok: true, value: await importDocument(JSON.stringify(document)) } as const;
    });
    if (!answer.ok) return;
    setResult(answer.value);
    if (answer.value.kind !== 'imported') return;
    setIsOpen(false);
    await onSaved();
  };
  return (
    <Form onSubmit={save}>
      <Stack space="space.150">
        <Choice
          id="collector-kind"
          label={t.collectorKind}
          options={KINDS.map((value) => ({ value, label: t.collectorKinds[value] }))}
          chosen={kind}
          onChange={setKind}
        />
        {kind !== 'none' && (
          <>
            <TextEntry
              id="collector-url"
              label={t.collectorUrl}
              help={t.collectorUrlHelp[kind]}
              onChange={setUrl}
            />
            <TextEntry
              id="collector-token"
              type="password"
              label={t.collectorToken}
              help={t.collectorTokenHelp}
              onChange={setToken}
            />
          </>
        )}
        {reason !== null && <Failure reason={reason} />}
        {result && <ImportOutcome result={result} />}
        <Actions label={t.collector}>
          <LoadingButton appearance="primary" type="submit" isLoading={running !== null}>
            {t.saveCollector}
          </LoadingButton>
          <Button appearance="subtle" onClick={() => setIsOpen(false)}>
            {texts.common.cancel}
          </Button>
        </Actions>
      </Stack>
    </Form>
  );
}

/** Without a token the stored one goes on, as long as kind and address stay. */
function withCollector(
  document: Configuration,
  kind: Kind,
  url: string,
  token: string,
): Configuration {
  const { collector: _former, ...audit } = document.audit ?? {};
  if (kind === 'none') return { ...document, audit };
  return {
    ...document,
    audit: { ...audit, collector: { kind, url, ...(token === '' ? {} : { token }) } },
  };
}
