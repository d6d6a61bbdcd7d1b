import { HelperMessage, Label, Select, Stack } from '@forge/react';

export interface Option<V> {
  readonly value: V;
  readonly label: string;
}

/** One of a few, under its name. The first option is chosen until a person chooses another. */
export function Choice<V>({
  id,
  label,
  options,
  help,
  isSearchable = false,
  onChange,
}: {
  /** Of no other field on the page. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option<V>[];
  readonly help?: string;
  readonly isSearchable?: boolean;
  readonly onChange: (value: V) => void;
}) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Select
        id={id}
        name={id}
        isSearchable={isSearchable}
        options={options}
        defaultValue={options[0]}
        onChange={(option: Option<V>) => onChange(option.value)}
      />
      {help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
