import type {
  ConfiguredDirection,
  ConfiguredMapping,
} from '../../../core/configuration/configuration';
import type { ConfigurationMistake } from '../../../shared/configuration';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';
import { Chooser, directionChoices } from './pair-dialog';

export interface RulesProps {
  readonly mapping: ConfiguredMapping;
  readonly mistakes: readonly ConfigurationMistake[];
  readonly onChange: (change: Partial<ConfiguredMapping>) => void;
}

/** A line of text; empty: left out. */
export function RuleText({
  value = '',
  onChange,
  ...field
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly mistake?: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  return (
    <TextEntry
      defaultValue={value}
      onChange={(text) => onChange(text.trim() || undefined)}
      {...field}
    />
  );
}

const OFF = 'off';

/** Which way something crosses, or that it does not. */
export function CrossingChooser({
  id,
  label,
  value,
  mayBeOff,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: ConfiguredDirection | null;
  readonly mayBeOff: boolean;
  readonly onChoose: (direction: ConfiguredDirection | null) => void;
}) {
  const directions = directionChoices();
  const off = { value: OFF, label: texts.admin.configuration.mappingRules.off };
  return (
    <Chooser
      id={id}
      label={label}
      choices={mayBeOff ? [...directions, off] : directions}
      value={value ?? OFF}
      onChoose={(chosen) => onChoose(chosen === OFF ? null : (chosen as ConfiguredDirection))}
    />
  );
}
