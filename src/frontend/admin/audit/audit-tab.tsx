import { Stack } from '@forge/react';
import { useState } from 'react';
import type { MappingView } from '../../../shared/api';
import { Section } from '../../components/section';
import { texts } from '../../texts';
import { AuditCheck } from './audit-check';
import { AuditEntries } from './audit-entries';
import { AuditExport } from './audit-export';
import { AuditFilter, type AuditFilters } from './audit-filter';
import { AuditKeeping } from './audit-keeping';

const t = texts.admin.audit;

/** What the app did, found and was told to do; and whether the record of it is whole. */
export function AuditTab({ mappings }: { readonly mappings: readonly MappingView[] }) {
  const [filters, setFilters] = useState<AuditFilters>({});
  return (
    <Stack space="space.400">
      <Section heading={t.entries} lead={t.entriesLead}>
        <AuditFilter onChange={setFilters} />
        <AuditEntries key={JSON.stringify(filters)} filters={filters} mappings={mappings} />
      </Section>
      <AuditKeeping />
      <AuditExport />
      <AuditCheck />
    </Stack>
  );
}
