/** A pair at work whose issues have files, each of the same three bytes. */
import { createHash } from 'node:crypto';
import type { Side, Snapshot } from '../../src/core/model';
import type { AddedFile, NewFile } from '../../src/ports';
import { aPairAtWork, type GivenPair } from './a-pair-at-work';
import { aComment, aMapping, anAttachment } from './builders';
import type { Answers } from './noting-trackers';

/** Of every file. */
export const SHA256 = createHash('sha256').update('abc').digest('hex');

const AGREED = { summary: 'a' };

/** Copies get ids from 91 on. */
function keepingFiles(
  issues: Record<Side, Snapshot>,
  side: Side,
  tellsIds: boolean,
): Pick<Answers, 'openAttachment' | 'addAttachments' | 'deleteAttachment' | 'addComment'> {
  let last = 90;
  return {
    openAttachment: () => new Response('abc').body,
    async addAttachments(_issueId: string, files: readonly NewFile[]): Promise<AddedFile[]> {
      const added: AddedFile[] = [];
      for (const file of files) {
        const content = await file.open();
        await new Response(content).text();
        last += 1;
        const copy = anAttachment(side, { id: String(last), name: file.name, isCopy: true });
        issues[side] = { ...issues[side], attachments: [...issues[side].attachments, copy] };
        const attachmentId = tellsIds ? copy.id : null;
        added.push({ kind: 'added', attachmentId, sizeBytes: 3, sha256: SHA256 });
      }
      return added;
    },
    deleteAttachment: (id) => {
      const attachments = issues[side].attachments.filter((file) => file.id !== id);
      issues[side] = { ...issues[side], attachments };
      return 'done';
    },
    addComment: (_issueId, body) => {
      const copy = aComment(side, { id: '700', body, copyOf: '500' });
      issues[side] = { ...issues[side], comments: [...issues[side].comments, copy] };
      return { commentId: '700' };
    },
  };
}

/** @param tellsIds whether a tracker says what id it gave a file */
export function aPairWithFiles(given: GivenPair, tellsIds = true) {
  return aPairAtWork({
    ...given,
    mapping: { attachments: aMapping().attachments, ...given.mapping },
    jira: { fields: AGREED, ...given.jira },
    remote: { fields: AGREED, ...given.remote },
    answers: (issues) => {
      const more = given.answers?.(issues) ?? {};
      return {
        jira: { ...keepingFiles(issues, 'jira', tellsIds), ...more.jira },
        remote: { ...keepingFiles(issues, 'remote', tellsIds), ...more.remote },
      };
    },
  });
}
