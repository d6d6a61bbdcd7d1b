/** The files of a pair, and what is planned for them: what a test leaves out is not there. */
import { planAttachments } from '../../../../../src/core/attachments/plan-attachments';
import type { AttachmentIntent } from '../../../../../src/core/link';
import type { AttachmentRules } from '../../../../../src/core/mapping';
import type { Attachment, Comment } from '../../../../../src/core/model';
import {
  aComment,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aSnapshot,
} from '../../../../support/builders';

const RULES: AttachmentRules = {
  direction: 'both',
  maxBytes: 100,
  tooLarge: 'link',
  renames: true,
  deletions: true,
};

export function plan({
  jira = [],
  remote = [],
  pairs = [],
  rules = {},
  notes = [],
  intents = [],
  remoteRestricted = false,
}: {
  jira?: readonly Partial<Attachment>[];
  remote?: readonly Partial<Attachment>[];
  pairs?: readonly Parameters<typeof anAttachmentPair>[0][];
  rules?: Partial<AttachmentRules> | null;
  notes?: Partial<Comment>[];
  intents?: readonly AttachmentIntent[];
  remoteRestricted?: boolean;
}) {
  return planAttachments(
    aMapping({ attachments: rules && { ...RULES, ...rules } }),
    pairs.map((pair) => anAttachmentPair(pair)),
    intents,
    {
      jira: aSnapshot('jira', { attachments: jira.map((file) => anAttachment('jira', file)) }),
      remote: aSnapshot('remote', {
        restricted: remoteRestricted,
        attachments: remote.map((file) => anAttachment('remote', file)),
        comments: notes.map((note) => aComment('remote', note)),
      }),
    },
  );
}

/** A write of a file that looks like none across. */
export const aCopy = (side: 'jira' | 'remote', file: Partial<Attachment>) => ({
  kind: 'copy',
  origin: side,
  original: anAttachment(side, file),
  lookAlikes: [],
  replaces: null,
});
