/**
 * The words that several stored documents share. Each document is parsed on every load, so that a
 * broken one is an error with a place and not an odd behaviour later.
 */
import * as z from 'zod';
import type { AdfDocument } from '../../core/model';
import { FIELD_KIND_NAMES } from '../../core/values/field-kinds';

export const side = z.enum(['jira', 'remote']);
export const direction = z.enum(['both', 'toJira', 'toRemote']);
export const policy = z.enum(['jira', 'remote', 'newest', 'manual', 'halt', 'merge']);
export const textFormat = z.enum(['textile', 'markdown']);
export const fieldKind = z.enum(FIELD_KIND_NAMES);
export const adf = z.custom<AdfDocument>((value) => (value as AdfDocument | null)?.type === 'doc');
