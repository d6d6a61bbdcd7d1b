import * as z from 'zod';
import { AUDIT_KINDS, type AuditEntry } from '../../core/audit/audit';
import { side } from './terms';

export const auditEntrySchema: z.ZodType<AuditEntry> = z.object({
  atMs: z.number(),
  kind: z.enum(AUDIT_KINDS),
  linkId: z.string().nullable(),
  mappingId: z.string().nullable(),
  side: side.nullable(),
  field: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  cause: z.string(),
});
