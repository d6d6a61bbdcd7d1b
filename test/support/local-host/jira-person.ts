/** Somebody who works in Jira, by its REST API. */
import { z } from 'zod';
import { readPlain } from './adf';
import { type AttachedFile, fetchBytes } from './files';
import { sendJson } from './send-json';

const named = z.object({ name: z.string() });
const person = z.object({ displayName: z.string() }).nullable();

const commentSchema = z.object({
  id: z.string(),
  author: z.object({ displayName: z.string() }),
  body: z.unknown(),
  visibility: z.object({ value: z.string() }).optional(),
});

const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    description: z.unknown(),
    status: named,
    priority: named,
    issuetype: named,
    assignee: person,
    duedate: z.string().nullable(),
    project: z.object({ id: z.string() }),
    comment: z.object({ comments: z.array(commentSchema) }),
    issuelinks: z.array(
      z.object({
        id: z.string(),
        type: named,
        inwardIssue: z.object({ key: z.string() }).optional(),
        outwardIssue: z.object({ key: z.string() }).optional(),
      }),
    ),
    attachment: z.array(
      z.object({
        id: z.string(),
        filename: z.string(),
        author: z.object({ displayName: z.string() }),
        content: z.string(),
      }),
    ),
  }),
  changelog: z.object({ total: z.number() }),
});

const transitionsSchema = z.object({
  transitions: z.array(z.object({ id: z.string(), to: named })),
});
const foundSchema = z.object({
  issues: z.array(z.object({ id: z.string(), key: z.string() })),
});
const createdSchema = z.object({ id: z.string(), key: z.string() });

/** An issue's fields as people see them. */
export interface JiraView {
  readonly summary: string;
  readonly description: unknown;
  readonly status: string;
  readonly priority: string;
  readonly type: string;
  readonly assignee: string | null;
  readonly dueDate: string | null;
}

export interface JiraComment {
  readonly id: string;
  readonly author: string;
  /** A line for each block. */
  readonly text: string | null;
  readonly body: unknown;
  /** The role or group that it is restricted to. */
  readonly audience?: string;
}

export interface JiraIssueRef {
  readonly id: string;
  readonly key: string;
}

export interface JiraPerson {
  readonly email: string;
  createIssue(fields: Readonly<Record<string, unknown>>): Promise<JiraIssueRef>;
  editIssue(key: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  deleteIssue(key: string): Promise<void>;
  /** By one transition. @throws Error where none leads there */
  moveTo(key: string, statusName: string): Promise<void>;
  /** @returns its new key; both projects have tasks */
  moveToProject(key: string, projectKey: string): Promise<string>;
  addComment(key: string, body: unknown, more?: object): Promise<string>;
  editComment(key: string, id: string, body: unknown, more?: object): Promise<void>;
  deleteComment(key: string, id: string): Promise<void>;
  readIssue(key: string): Promise<JiraView>;
  readComments(key: string): Promise<readonly JiraComment[]>;
  /** @returns the attachment's id */
  attach(key: string, name: string, content: string | Buffer): Promise<string>;
  detach(attachmentId: string): Promise<void>;
  /** The issue's files, in the order they were attached. */
  readFiles(key: string): Promise<readonly AttachedFile[]>;
  /** The id that rich text shows the file by. */
  findMediaId(attachmentId: string): Promise<string>;
  /** The issue `key` is where it starts: it blocks the other one. */
  relate(key: string, type: string, otherKey: string): Promise<void>;
  /** Like `Blocks > WEB-2`, where it starts here. */
  readRelations(key: string): Promise<readonly string[]>;
  unrelateAll(key: string): Promise<void>;
  readProjectId(key: string): Promise<string>;
  /** How many entries its history has. */
  countHistory(key: string): Promise<number>;
  /** Keys of the project's issues with exactly that summary. */
  findIssues(projectKey: string, summary: string): Promise<readonly JiraIssueRef[]>;
  search(jql: string): Promise<readonly JiraIssueRef[]>;
  findAccountId(email: string): Promise<string>;
}

/** The id of its type in the demo's site. */
const TASK = '10001';

export function createJiraPerson(jiraUrl: string, email: string): JiraPerson {
  const authorization = `Basic ${Buffer.from(`${email}:token`).toString('base64')}`;
  const send = (method: string, path: string, body?: unknown) =>
    sendJson(`${jiraUrl}/rest/api/3/${path}`, { method, body, headers: { authorization } });
  const read = async (key: string) =>
    issueSchema.parse(await send('GET', `issue/${key}?fields=*all&expand=changelog`));

  async function search(jql: string): Promise<readonly JiraIssueRef[]> {
    const body = { jql, fields: ['summary'], maxResults: 100 };
    return foundSchema.parse(await send('POST', 'search/jql', body)).issues;
  }

  return {
    email,
    async createIssue(fields) {
      const body = {
        fields: { project: { key: 'WEB' }, issuetype: { name: 'Bug' }, ...fields },
      };
      const { id, key } = createdSchema.parse(await send('POST', 'issue', body));
      return { id, key };
    },
    async editIssue(key, fields) {
      await send('PUT', `issue/${key}`, { fields });
    },
    async deleteIssue(key) {
      await send('DELETE', `issue/${key}`);
    },
    async moveTo(key, statusName) {
      const path = `issue/${key}/transitions`;
      const { transitions } = transitionsSchema.parse(await send('GET', path));
      const transition = transitions.find(({ to }) => to.name === statusName);
      if (!transition) throw new Error(`no transition of ${key} leads to ${statusName}`);
      await send('POST', path, { transition: { id: transition.id } });
    },
    async moveToProject(key, projectKey) {
      const [{ id = '' } = {}] = await search(`key = ${key}`);
      const flags = {
        inferClassificationDefaults: true,
        inferFieldDefaults: true,
        inferStatusDefaults: true,
        inferSubtaskTypeDefault: true,
      };
      const targetToSourcesMapping = {
        [`${projectKey},${TASK}`]: { issueIdsOrKeys: [key], ...flags },
      };
      await send('POST', 'bulk/issues/move', { targetToSourcesMapping });
      return createdSchema.parse(await send('GET', `issue/${id}?fields=summary`)).key;
    },
    async addComment(key, body, more = {}) {
      const created = await send('POST', `issue/${key}/comment`, { body, ...more });
      return z.object({ id: z.string() }).parse(created).id;
    },
    async editComment(key, id, body, more = {}) {
      await send('PUT', `issue/${key}/comment/${id}`, { body, ...more });
    },
    async deleteComment(key, id) {
      await send('DELETE', `issue/${key}/comment/${id}`);
    },
    async attach(key, name, content) {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
      const response = await fetch(`${jiraUrl}/rest/api/3/issue/${key}/attachments`, {
        method: 'POST',
        headers: { authorization, 'x-atlassian-token': 'no-check' },
        body: form,
      });
      if (!response.ok) throw new Error(`attach to ${key}: ${response.status}`);
      const [added] = z.array(z.object({ id: z.string() })).parse(await response.json());
      return added?.id ?? '';
    },
    async detach(attachmentId) {
      await send('DELETE', `attachment/${attachmentId}`);
    },
    async readFiles(key) {
      const { fields } = await read(key);
      return Promise.all(
        fields.attachment.map(async ({ id, filename, author, content }) => ({
          id,
          name: filename,
          author: author.displayName,
          text: (await fetchBytes(`${content}?redirect=false`, { authorization })).toString(),
          description: null,
        })),
      );
    },
    async findMediaId(attachmentId) {
      const response = await fetch(`${jiraUrl}/rest/api/3/attachment/content/${attachmentId}`, {
        headers: { authorization },
        redirect: 'manual',
      });
      const mediaId = /\/file\/([^/]+)\//.exec(response.headers.get('location') ?? '')?.[1];
      if (mediaId === undefined) throw new Error(`attachment ${attachmentId} leads nowhere`);
      return mediaId;
    },
    async relate(key, type, otherKey) {
      const ends = { inwardIssue: { key }, outwardIssue: { key: otherKey } };
      await send('POST', 'issueLink', { type: { name: type }, ...ends });
    },
    async readRelations(key) {
      const { fields } = await read(key);
      return fields.issuelinks.map(({ type, inwardIssue, outwardIssue }) =>
        outwardIssue ? `${type.name} > ${outwardIssue.key}` : `${type.name} < ${inwardIssue?.key}`,
      );
    },
    async unrelateAll(key) {
      const { fields } = await read(key);
      for (const { id } of fields.issuelinks) await send('DELETE', `issueLink/${id}`);
    },
    async readIssue(key) {
      const { fields } = await read(key);
      return {
        summary: fields.summary,
        description: fields.description ?? null,
        status: fields.status.name,
        priority: fields.priority.name,
        type: fields.issuetype.name,
        assignee: fields.assignee?.displayName ?? null,
        dueDate: fields.duedate,
      };
    },
    async readComments(key) {
      const { fields } = await read(key);
      return fields.comment.comments.map(({ id, author, body, visibility }) => ({
        id,
        author: author.displayName,
        text: readPlain(body),
        body,
        ...(visibility ? { audience: visibility.value } : {}),
      }));
    },
    readProjectId: async (key) => (await read(key)).fields.project.id,
    countHistory: async (key) => (await read(key)).changelog.total,
    async findIssues(projectKey, summary) {
      return search(`project = ${projectKey} AND summary ~ "\\"${summary}\\""`);
    },
    search,
    async findAccountId(wanted) {
      const users = await send('GET', `user/search?query=${encodeURIComponent(wanted)}`);
      const [user] = z.array(z.object({ accountId: z.string() })).parse(users);
      if (!user) throw new Error(`nobody has the address ${wanted}`);
      return user.accountId;
    },
  };
}
