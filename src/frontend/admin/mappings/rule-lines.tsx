import { ErrorMessage, HelperMessage, Label, Stack, TextArea } from '@forge/react';

/** Several lines of rules; empty: left out. */
export function RuleLines({
  id,
  label,
  help,
  mistake,
  lines,
  onChange,
}: {
  /** Of no other field on the page. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly mistake: string | undefined;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <TextArea
        id={id}
        name={id}
        defaultValue={lines.join('\n')}
        minimumRows={3}
        spellCheck={false}
        onChange={(event) => onChange(linesIn(event.target.value))}
      />
      {mistake === undefined ? (
        <HelperMessage>{help}</HelperMessage>
      ) : (
        <ErrorMessage>{mistake}</ErrorMessage>
      )}
    </Stack>
  );
}

function linesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Names with commas between them. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/[,、;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** `Blocks = blocks`; a line without the sign has nothing at its right. */
export function splitLine(line: string): readonly [left: string, right: string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

export function joinLine(left: string, right: string): string {
  return `${left} = ${right}`;
}
