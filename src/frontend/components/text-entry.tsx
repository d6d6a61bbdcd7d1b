import { HelperMessage, Label, Stack, Textfield } from '@forge/react';

/** A line of text to be typed, under its name. */
export function TextEntry({
  id,
  label,
  help,
  onChange,
  ...field
}: {
  /** Of no other field on the page. */
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly type?: 'date' | 'password';
  readonly width?: 'small';
  readonly onChange: (text: string) => void;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Textfield id={id} name={id} onChange={(event) => onChange(event.target.value)} {...field} />
      {help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
