import * as z from 'zod';
import {
  type AttachmentPair,
  type CommentPair,
  type RelationPair,
  type TimePair,
  WITHDRAWALS,
} from '../../core/link';
import { side } from './terms';

export const commentPairsSchema: z.ZodType<readonly CommentPair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    digest: z.string(),
    isPrivate: z.literal(true).exactOptional(),
    editRefused: z.literal(true).exactOptional(),
    withdrawn: z.enum(WITHDRAWALS).exactOptional(),
  }),
);

export const attachmentPairsSchema: z.ZodType<readonly AttachmentPair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    name: z.string(),
    digest: z.string(),
    is: z.enum(['copy', 'found', 'link', 'refused', 'ended']),
    media: z.string().exactOptional(),
  }),
);

export const relationPairsSchema: z.ZodType<readonly RelationPair[]> = z.array(
  z.object({
    type: z.string(),
    isSource: z.boolean(),
    jira: z.string(),
    remote: z.string(),
    is: z.enum(['shared', 'theirs', 'alone', 'refused']),
    sent: z.object({ kind: z.enum(['add', 'remove']), side }).exactOptional(),
  }),
);

export const timePairsSchema: z.ZodType<readonly TimePair[]> = z.array(
  z.object({
    origin: side,
    jira: z.string(),
    remote: z.string(),
    digest: z.string(),
    is: z.enum(['copy', 'refused', 'ended']),
  }),
);
