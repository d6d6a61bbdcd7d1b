import { Link, Stack, Text } from '@forge/react';
import type { RowView } from '../../../../shared/api';
import { issuesIn } from './describe-row';

/** The issues of a row, each to be opened. A title that both have is shown once. */
export function RowIssues({ shown: { row, urls } }: { readonly shown: RowView }) {
  const { jira, remote } = issuesIn(row);
  const isSameTitle = jira !== undefined && jira.title === remote?.title;
  return (
    <Stack>
      {jira && <IssueLine issueKey={jira.key} title={jira.title} url={urls.jira} />}
      {remote && (
        <IssueLine
          issueKey={remote.key}
          title={isSameTitle ? '' : remote.title}
          url={urls.remote}
        />
      )}
    </Stack>
  );
}

function IssueLine({
  issueKey,
  title,
  url,
}: {
  readonly issueKey: string;
  readonly title: string;
  readonly url: string | undefined;
}) {
  return (
    <Text maxLines={2}>
      {url === undefined ? (
        issueKey
      ) : (
        <Link href={url} openNewTab={true}>
          {issueKey}
        </Link>
      )}
      {` ${title}`}
    </Text>
  );
}
