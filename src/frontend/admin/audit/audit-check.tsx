import { Inline, LoadingButton, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { Answer, AuditCheck as Page } from '../../../shared/api';
import { Failure } from '../../components/failure';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { callAdmin, useAction } from '../../use-api';

const t = texts.admin.audit;

type Checked = Omit<Page, 'cursor'>;

/** Walks every chain of the audit and names the first entry of each that does not fit. */
export function AuditCheck() {
  const [checked, setChecked] = useState<Checked | null>(null);
  const { running, reason, run } = useAction();
  const check = async () => {
    setChecked(null);
    const answer = await run('check', checkAll);
    if (answer.ok) setChecked(answer.value);
  };
  return (
    <Section heading={t.check} lead={t.checkLead}>
      <Inline>
        <LoadingButton isLoading={running !== null} onClick={check}>
          {t.checkNow}
        </LoadingButton>
      </Inline>
      {reason !== null && <Failure reason={reason} />}
      {checked !== null &&
        (checked.broken.length === 0 ? (
          <SectionMessage appearance="success" title={t.whole}>
            <Text>{t.counted(checked.entries, checked.streams)}</Text>
          </SectionMessage>
        ) : (
          <SectionMessage appearance="error" title={t.broken(checked.broken.length)}>
            <Stack space="space.050">
              {checked.broken.map(({ stream, seq, how }) => (
                <Text key={stream}>{t.brokenAt(stream, seq, t.how[how])}</Text>
              ))}
            </Stack>
          </SectionMessage>
        ))}
    </Section>
  );
}

/** All pages of streams. */
async function checkAll(): Promise<Answer<Checked>> {
  let sum: Checked = { streams: 0, entries: 0, broken: [] };
  let cursor: string | null = null;
  do {
    const answer: Answer<Page> = await callAdmin('verifyAudit', cursor === null ? {} : { cursor });
    if (!answer.ok) return answer;
    const { streams, entries, broken } = answer.value;
    sum = {
      streams: sum.streams + streams,
      entries: sum.entries + entries,
      broken: [...sum.broken, ...broken],
    };
    cursor = answer.value.cursor;
  } while (cursor !== null);
  return { ok: true, value: sum };
}
