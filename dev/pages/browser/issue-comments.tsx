import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import { AdfView } from './adf-view';
import type { IssuePartProps } from './issue-part';
import { callJira, toAdf } from './jira-client';
import { useEdit } from './use-edit';

/** The comments, and room for another one. */
export function IssueComments({ as, issue, onChanged }: IssuePartProps) {
  const [draft, setDraft] = useState('');
  const { isBusy, message, edit } = useEdit(onChanged);
  const comments = issue.fields.comment?.comments ?? [];
  const add = async () => {
    const isAdded = await edit(() =>
      callJira(as, 'POST', `issue/${issue.id}/comment`, { body: toAdf(draft) }),
    );
    if (isAdded) setDraft('');
  };
  return (
    <section aria-label="Comments">
      <h2>Comments</h2>
      {comments.length === 0 && <p className="subtle">No comments yet</p>}
      {comments.map((comment) => (
        <article key={comment.id} className="comment">
          <p className="comment-head">
            <strong>{comment.author.displayName}</strong>{' '}
            <time dateTime={comment.created}>{new Date(comment.created).toLocaleString()}</time>
          </p>
          <AdfView node={comment.body} />
        </article>
      ))}
      <TextArea
        aria-label="Add a comment"
        placeholder="Add a comment…"
        minimumRows={2}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      {message !== null && <p className="edit-failure">{message}</p>}
      <p>
        <Button
          appearance="primary"
          isDisabled={draft.trim() === ''}
          isLoading={isBusy}
          onClick={() => void add()}
        >
          Comment
        </Button>
      </p>
    </section>
  );
}
