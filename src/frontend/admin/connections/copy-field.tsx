import { HelperMessage, Label, Stack, Textfield } from '@forge/react';

/** A text to be copied: UI Kit has no button for that, but a field is selected at a click. */
export function CopyField({
  id,
  label,
  value,
  help,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Textfield id={id} name={id} isReadOnly={true} isMonospaced={true} value={value} />
      {help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
