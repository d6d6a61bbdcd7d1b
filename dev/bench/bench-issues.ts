/** The two issues that costs are told of: a plain one, and one that has grown. */
import { z } from 'zod';
import type { BenchWorld } from './bench-world';

export interface BenchIssue {
  readonly name: string;
  readonly jiraKey: string;
  readonly redmineId: number;
}

const LONG_TEXT_BYTES = 30 * 1024;
const COMMENTS = 200;

const created = z.object({ key: z.string() });
const issueList = z.object({ issues: z.array(z.object({ id: z.number(), subject: z.string() })) });

/** A title, a sentence, no comment; linked. */
export function createPlainIssue(world: BenchWorld): Promise<BenchIssue> {
  return createIssue(world, 'plain issue', ['One sentence.'], 0);
}

/** 30 KB of description and 200 comments; linked. */
export function createGrownIssue(world: BenchWorld): Promise<BenchIssue> {
  const sentence =
    'The second voucher is counted twice when the cart holds more than three items. ';
  // Jira counts the document as it is sent: some of the 30 KB is its own braces.
  const paragraph = sentence.repeat(12).trim();
  const paragraphs = Array.from(
    { length: Math.floor(LONG_TEXT_BYTES / (paragraph.length + 70)) },
    () => paragraph,
  );
  return createIssue(world, 'issue with 30 KB of text and 200 comments', paragraphs, COMMENTS);
}

async function createIssue(
  world: BenchWorld,
  name: string,
  paragraphs: readonly string[],
  comments: number,
): Promise<BenchIssue> {
  const { key } = created.parse(
    await world.askJira('POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: name,
        description: toDocument(paragraphs),
      },
    }),
  );
  await world.settle();
  for (let index = 1; index <= comments; index += 1) {
    const body = toDocument([`Comment ${index}: reproduced on staging with another voucher.`]);
    await world.askJira('POST', `/issue/${key}/comment`, { body });
    // Nobody writes 200 comments within a second; the platform's rates would say so.
    await world.host.advance(2_000);
  }
  await world.settle();
  const { issues } = issueList.parse(
    await world.askRedmine('GET', '/issues.json?status_id=*&limit=100'),
  );
  const twin = issues.find(({ subject }) => subject === name);
  if (!twin) throw new Error(`${key} has no twin`);
  return { name, jiraKey: key, redmineId: twin.id };
}

function toDocument(paragraphs: readonly string[]): object {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}
