import { Button, Form, LoadingButton, Stack } from '@forge/react';
import { useState } from 'react';
import type { ConfiguredNotices } from '../../../core/configuration/configuration';
import type { Configuration } from '../../../shared/configuration';
import { Actions } from '../../components/actions';
import { Choice } from '../../components/choice';
import { Failure } from '../../components/failure';
import { Loading } from '../../components/loading';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { callAdmin, useAction, useLoaded } from '../../use-api';
import { type ImportResult, importDocument } from '../import-document';
import { ImportOutcome } from '../import-outcome';

const t = texts.admin.notices;

const LANGUAGES = ['en', 'ja'] as const;

interface FormProps {
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

/** Where and how notices are given: taken over as an import of the configuration is. */
export function NoticesForm(props: FormProps) {
  const { loaded, reload } = useLoaded(() => callAdmin('exportConfiguration'));
  if (loaded.kind === 'loading') return <Loading />;
  if (loaded.kind === 'failed') {
    return <Failure reason={loaded.reason} onRetry={() => reload()} />;
  }
  return <Filled document={loaded.value.document} {...props} />;
}

function Filled({ document, onSaved, onClose }: FormProps & { readonly document: Configuration }) {
  const [notices, setNotices] = useState<ConfiguredNotices>(document.notices ?? {});
  const [result, setResult] = useState<ImportResult | null>(null);
  const { running, reason, run } = useAction();
  const change = (part: ConfiguredNotices) => setNotices({ ...notices, ...part });
  const save = async () => {
    setResult(null);
    const changed = JSON.stringify({ ...document, notices });
    const answer = await run('save', async () => ({
      ok: true as const,
      value: await importDocument(changed),
    }));
    if (!answer.ok) return;
    setResult(answer.value);
    if (answer.value.kind === 'imported') await onSaved();
  };
  return (
    <Form onSubmit={save}>
      <Stack space="space.150">
        <TextEntry
          id="notices-project"
          label={t.project}
          help={t.projectHelp}
          defaultValue={notices.project ?? ''}
          onChange={(text) => change({ project: text.trim() || undefined })}
        />
        <TextEntry
          id="notices-type"
          label={t.issueType}
          help={t.issueTypeHelp}
          defaultValue={notices.issueType ?? ''}
          onChange={(text) => change({ issueType: text.trim() || undefined })}
        />
        <TextEntry
          id="notices-hours"
          label={t.remindAfter}
          type="number"
          width="small"
          defaultValue={String(notices.remindAfterHours ?? 24)}
          onChange={(text) => change({ remindAfterHours: Number(text) })}
        />
        <Choice
          id="notices-language"
          label={t.language}
          options={LANGUAGES.map((value) => ({ value, label: t.languages[value] }))}
          chosen={notices.language ?? 'en'}
          onChange={(language) => change({ language })}
        />
        {reason !== null && <Failure reason={reason} />}
        {result && <ImportOutcome result={result} />}
        <Actions label={t.heading}>
          <LoadingButton appearance="primary" type="submit" isLoading={running !== null}>
            {t.save}
          </LoadingButton>
          <Button appearance="subtle" onClick={onClose}>
            {texts.common.cancel}
          </Button>
        </Actions>
      </Stack>
    </Form>
  );
}
