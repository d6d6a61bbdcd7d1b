import { ErrorMessage, HelperMessage, Label, Stack, Textfield } from '@forge/react';

/** A line of text to be typed, under its name. */
export function TextEntry({
  id,
  label,
  help,
  mistake,
  onChange,
  ...field
}: {
  /** Of no other field on the page. */
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  /** What is wrong with it, in place of the help. */
  readonly mistake?: string | undefined;
  readonly placeholder?: string;
  readonly type?: 'date' | 'number' | 'password';
  readonly defaultValue?: string;
  readonly width?: 'small';
  readonly onChange: (text: string) => void;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Textfield id={id} name={id} onChange={(event) => onChange(event.target.value)} {...field} />
      {mistake !== undefined && <ErrorMessage>{mistake}</ErrorMessage>}
      {mistake === undefined && help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
