/**
 * What only Redmine's own page of an issue tells: how texts are formatted and how large a file may
 * be. The REST API says neither; the page is served to the key as well, since Redmine takes a key for
 * every format of an action that the API has (`find_current_user` in application_controller.rb), and
 * it holds the form to edit the issue.
 */
import type { TextFormat } from '../../core/model';
import type { RedmineClient } from '../client';

export interface RedmineSettings {
  /** `null`: the page does not say, since the key may not edit the issue, or a plugin formats. */
  readonly textFormat: TextFormat | null;
  readonly maxFileBytes: number | null;
}

/** A page with a hundred notes has some hundred KB. */
const MAX_PAGE_CHARACTERS = 2_000_000;

/** Its name, with what Redmine 6 puts behind it. */
const TOOLBAR = /jstoolbar\/(textile|common_mark|markdown)\b/;
const MAX_FILE = /data-max-file-size="(\d+)"/;

const FORMATS: Readonly<Record<string, TextFormat>> = {
  textile: 'textile',
  common_mark: 'markdown',
  markdown: 'markdown',
};

/** @throws PermanentError, RetryLaterError where the page is not shown */
export async function readRedmineSettings(
  client: RedmineClient,
  issueId: number,
): Promise<RedmineSettings> {
  const stream = await client.open(`/issues/${issueId}.html`);
  return stream === null
    ? { textFormat: null, maxFileBytes: null }
    : parseIssuePage(await readText(stream));
}

/** What the page says of Redmine's settings; nothing of its issue is looked at. */
export function parseIssuePage(page: string): RedmineSettings {
  const [, toolbar = ''] = TOOLBAR.exec(page) ?? [];
  const [, maxFile] = MAX_FILE.exec(page) ?? [];
  return {
    textFormat: FORMATS[toolbar] ?? null,
    maxFileBytes: maxFile === undefined ? null : Number(maxFile),
  };
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < MAX_PAGE_CHARACTERS) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
