import { texts } from '../texts';
import { Choice } from './choice';

const SEEDS = ['ask', 'jira', 'remote'] as const;

/** Whose values count where two issues differ that become a pair. */
export type Seed = (typeof SEEDS)[number];

/** Begins with `ask`. */
export function SeedChoice({
  id,
  help,
  onChange,
}: {
  readonly id: string;
  readonly help?: string;
  readonly onChange: (seed: Seed) => void;
}) {
  const { seed, seeds } = texts.panel;
  const options = SEEDS.map((value) => ({ value, label: seeds[value] }));
  return (
    <Choice
      id={id}
      label={seed}
      options={options}
      onChange={onChange}
      {...(help === undefined ? {} : { help })}
    />
  );
}
