import {
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Stack,
  TextArea,
  Textfield,
} from '@forge/react';
import { useState } from 'react';
import type { ConflictDetail } from '../../../shared/api';
import { texts } from '../../texts';

const t = texts.conflict;
const FIELD_ID = 'composed-value';

/** The merged proposal where there is one, to be kept as it is or changed; else a value to write. */
export function ComposeValue({
  detail: { merge, sides, isRichText, textFormat },
  running,
  onKeep,
}: {
  readonly detail: ConflictDetail;
  readonly running: string | null;
  readonly onKeep: (keep: 'merge' | 'text', text?: string) => Promise<void>;
}) {
  const start = merge?.text ?? sides.remote.text;
  const [text, setText] = useState(start);
  const isMerge = merge !== null && text === start;
  const keep = () => (isMerge ? onKeep('merge') : onKeep('text', text));
  const field = {
    id: FIELD_ID,
    name: 'composed',
    defaultValue: start,
    onChange: (event: { readonly target: { readonly value?: unknown } }) =>
      setText(String(event.target.value ?? '')),
  };
  const lead = [
    ...(merge === null ? [t.ownLead] : [t.mergeLead]),
    ...(merge !== null && merge.overlaps > 0 ? [t.overlaps(merge.overlaps)] : []),
    ...(isRichText ? [t.formats[textFormat]] : []),
  ].join(' ');
  return (
    <Stack space="space.100">
      <Stack>
        <Label labelFor={FIELD_ID}>{merge === null ? t.own : t.merge}</Label>
        {isRichText ? (
          <TextArea {...field} isMonospaced={true} minimumRows={6} maxHeight="320px" />
        ) : (
          <Textfield {...field} />
        )}
        <HelperMessage>{lead}</HelperMessage>
      </Stack>
      <Inline>
        <LoadingButton
          appearance="primary"
          isLoading={running === 'merge' || running === 'text'}
          isDisabled={
            (merge === null && text === start) ||
            (running !== null && running !== 'merge' && running !== 'text')
          }
          onClick={keep}
        >
          {isMerge ? t.keepMerge : t.keepOwn}
        </LoadingButton>
      </Inline>
    </Stack>
  );
}
