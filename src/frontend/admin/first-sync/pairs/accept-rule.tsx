import { showFlag } from '@forge/bridge';
import { ErrorMessage, Form, Inline, Label, LoadingButton, Stack, Textfield } from '@forge/react';
import { useState } from 'react';
import { Failure } from '../../../components/failure';
import { texts } from '../../../texts';
import { callAdmin, useAction } from '../../../use-api';

const t = texts.admin.firstSync.pairs;
const PERCENT_ID = 'accept-percent';
const DEFAULT_PERCENT = '90';

/** Accepts all open pairs that are sure enough. */
export function AcceptRule({
  mappingId,
  onAccepted,
}: {
  readonly mappingId: string;
  readonly onAccepted: () => Promise<void>;
}) {
  const [typed, setTyped] = useState(DEFAULT_PERCENT);
  const { running, reason, run } = useAction();
  const isValid = /^\s*\d{1,3}\s*$/.test(typed) && Number(typed) <= 100;
  const accept = async () => {
    if (!isValid) return;
    const answer = await run('accept', () =>
      callAdmin('decideProposals', {
        mappingId,
        decision: 'accepted',
        which: { minConfidencePercent: Number(typed) },
      }),
    );
    if (!answer.ok) return;
    showFlag({
      id: 'pairs-accepted',
      type: 'success',
      title: t.accepted(answer.value.decided),
      isAutoDismiss: true,
    });
    await onAccepted();
  };
  return (
    <Form onSubmit={accept}>
      <Stack>
        <Label labelFor={PERCENT_ID}>{t.rule}</Label>
        <Inline space="space.100" alignBlock="center">
          <Textfield
            id={PERCENT_ID}
            name="percent"
            width="xsmall"
            defaultValue={DEFAULT_PERCENT}
            isInvalid={!isValid}
            onChange={(event) => setTyped(event.target.value)}
          />
          <LoadingButton type="submit" isLoading={running !== null}>
            {t.acceptRule}
          </LoadingButton>
        </Inline>
        {!isValid && <ErrorMessage>{t.ruleInvalid}</ErrorMessage>}
        {reason !== null && <Failure reason={reason} />}
      </Stack>
    </Form>
  );
}
