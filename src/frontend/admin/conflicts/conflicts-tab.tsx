import { Stack } from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../../shared/api';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { ConflictFilter, type ConflictFilters } from './conflict-filter';
import { ConflictsList } from './conflicts-list';

const t = texts.admin.conflicts;

/** Every field that waits for a decision, narrowed by projects and field. */
export function ConflictsTab({
  mappings,
  onDecided,
}: {
  readonly mappings: readonly MappingView[];
  readonly onDecided: () => Promise<void>;
}) {
  const [filters, setFilters] = useState<ConflictFilters>({});
  const [fields, setFields] = useState<ReadonlySet<string>>(new Set());
  return (
    <Section heading={t.heading} lead={t.lead}>
      <Stack space="space.200">
        <ConflictFilter
          mappings={mappings}
          filters={filters}
          fields={[...fields].sort()}
          onChange={setFilters}
        />
        <ConflictsList
          key={JSON.stringify(filters)}
          filters={filters}
          onSeen={(seen) => {
            if (seen.some((field) => !fields.has(field))) setFields(new Set([...fields, ...seen]));
          }}
          onDecided={onDecided}
        />
      </Stack>
    </Section>
  );
}
