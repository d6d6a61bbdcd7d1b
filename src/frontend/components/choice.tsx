import { HelperMessage, Label, Select, Stack } from '@forge/react';

export interface Option<V> {
  readonly value: V;
  readonly label: string;
}

/** One of a few, under its name: the one that is `chosen`, else the first until a person chooses. */
export function Choice<V>({
  id,
  label,
  options,
  help,
  isSearchable = false,
  placeholder,
  chosen,
  onChange,
}: {
  /** Of no other field on the page. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option<V>[];
  readonly help?: string;
  readonly isSearchable?: boolean;
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  /** Where more than this field decides; `null`: nothing is chosen yet. */
  readonly chosen?: V | null;
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
        {...(chosen === undefined
          ? { defaultValue: options[0] }
          : { value: options.find(({ value }) => value === chosen) ?? null })}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(option: Option<V>) => onChange(option.value)}
      />
      {help !== undefined && <HelperMessage>{help}</HelperMessage>}
    </Stack>
  );
}
