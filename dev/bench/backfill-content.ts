/** Issues that stand in either tracker before the app comes. */
import { z } from 'zod';
import type { Trackers } from './bench-world';

export interface BackfillContent {
  /** Half of them in either tracker. */
  readonly issues: number;
  /** Of each issue. */
  readonly comments: number;
  readonly files: number;
}

const keyed = z.object({ key: z.string() });
const createdIssue = z.object({ issue: z.object({ id: z.number() }) });
const uploaded = z.object({ upload: z.object({ token: z.string() }) });

/** Fills both. */
export async function fillTrackers(trackers: Trackers, content: BackfillContent): Promise<void> {
  const inJira = Math.ceil(content.issues / 2);
  for (let index = 0; index < inJira; index += 1) await addToJira(trackers, content, index);
  for (let index = inJira; index < content.issues; index += 1) {
    await addToRedmine(trackers, content, index);
  }
}

async function addToJira(trackers: Trackers, content: BackfillContent, index: number) {
  const { key } = keyed.parse(
    await trackers.askJira('POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: titleOf('jira', index),
        description: toDocument(`What issue ${index} is about.`),
      },
    }),
  );
  for (let number = 1; number <= content.comments; number += 1) {
    const body = toDocument(`Comment ${number}.`);
    await trackers.askJira('POST', `/issue/${key}/comment`, { body });
  }
  for (let number = 1; number <= content.files; number += 1) {
    await trackers.attachInJira(key, `jira-${index}-${number}.txt`, `file ${number} of ${key}`);
  }
}

async function addToRedmine(trackers: Trackers, content: BackfillContent, index: number) {
  const { issue } = createdIssue.parse(
    await trackers.askRedmine('POST', '/issues.json', {
      issue: {
        project_id: 'web-shop',
        tracker_id: 1,
        subject: titleOf('redmine', index),
        description: `What issue ${index} is about.`,
      },
    }),
  );
  const edit = (attributes: object) =>
    trackers.askRedmine('PUT', `/issues/${issue.id}.json`, { issue: attributes });
  for (let number = 1; number <= content.comments; number += 1) {
    await edit({ notes: `Note ${number}.` });
  }
  for (let number = 1; number <= content.files; number += 1) {
    const filename = `redmine-${index}-${number}.txt`;
    const { upload } = uploaded.parse(
      await trackers.uploadToRedmine(filename, `file ${number} of ${issue.id}`),
    );
    await edit({ uploads: [{ token: upload.token, filename }] });
  }
}

/** No title is like another. */
const titleOf = (tracker: string, index: number): string =>
  `${tracker}${index} ${(index * 7919).toString(36)} ${(index * 104_729).toString(36)}`;

function toDocument(text: string): object {
  return {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  };
}
