import { HelperMessage, Label, Stack, TextArea } from '@forge/react';

/**
 * A file to copy from: a page of UI Kit can show text and cannot save a file, but for one component
 * that is early access (`docs/decisions/011-text-to-copy.md`).
 */
export function TextToCopy({
  id,
  name,
  label,
  text,
  help,
}: {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly help?: string;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <TextArea
        key={text}
        id={id}
        name={name}
        defaultValue={text}
        isMonospaced={true}
        isReadOnly={true}
        minimumRows={8}
        maxHeight="360px"
        spellCheck={false}
      />
      {help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
