import { Inline, LoadingButton } from '@forge/react';
import { useState } from 'react';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { TextToCopy } from '../../components/text-to-copy';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.support;
const FIELD_ID = 'support-bundle';

/** What an admin hands to whoever helps. */
export function SupportBundle() {
  const [text, setText] = useState<string | null>(null);
  const { running, reason, run } = useAction();
  const show = async () => {
    const answer = await run('bundle', () => callAdmin('getSupportBundle'));
    if (answer.ok) setText(answer.value.text);
  };
  return (
    <Section heading={t.heading} lead={t.lead}>
      <Inline>
        <LoadingButton isLoading={running !== null} onClick={show}>
          {t.show}
        </LoadingButton>
      </Inline>
      {reason !== null && <Failure reason={reason} />}
      {text !== null && <TextToCopy id={FIELD_ID} name="bundle" label={t.field} text={text} />}
    </Section>
  );
}
