/** Somebody who works in Redmine, by its REST API. */
import { z } from 'zod';
import { type AttachedFile, fetchBytes } from './files';
import { sendJson } from './send-json';

const named = z.object({ id: z.number(), name: z.string() });

const journalSchema = z.object({
  id: z.number(),
  user: named,
  notes: z.string().nullish(),
  private_notes: z.boolean().optional(),
  created_on: z.string(),
  details: z.array(z.unknown()),
});

const issueSchema = z.object({
  id: z.number(),
  project: named,
  tracker: named,
  status: named,
  priority: named,
  assigned_to: named.optional(),
  subject: z.string(),
  description: z.string().nullish(),
  due_date: z.string().nullish(),
  updated_on: z.string(),
  journals: z.array(journalSchema),
});

export type WireRedmineIssue = z.output<typeof issueSchema>;

/** An issue's fields as people see them, the description without the app's own last line. */
export interface RedmineView {
  readonly subject: string;
  readonly description: string;
  readonly status: string;
  readonly priority: string;
  readonly tracker: string;
  readonly assignee: string | null;
  readonly dueDate: string | null;
}

export interface RedmineNote {
  readonly id: number;
  readonly author: string;
  readonly text: string;
  readonly isPrivate: boolean;
}

type Attributes = Readonly<Record<string, unknown>>;

export interface RedminePerson {
  createIssue(attributes: Attributes): Promise<number>;
  editIssue(id: number, attributes: Attributes): Promise<void>;
  deleteIssue(id: number): Promise<void>;
  addNote(id: number, text: string, more?: Attributes): Promise<number>;
  editNote(journalId: number, text: string): Promise<void>;
  readIssue(id: number): Promise<RedmineView>;
  /** Notes of the issue, private ones too, oldest first. */
  readNotes(id: number): Promise<readonly RedmineNote[]>;
  countJournals(id: number): Promise<number>;
  /** @returns the attachment's id */
  attach(id: number, name: string, content: string | Buffer, more?: Attributes): Promise<string>;
  detach(attachmentId: string): Promise<void>;
  rename(attachmentId: string, name: string): Promise<void>;
  relate(id: number, type: string, otherId: number): Promise<void>;
  /** Like `blocks > 12`, where it starts here. */
  readRelations(id: number): Promise<readonly string[]>;
  unrelateAll(id: number): Promise<void>;
  /** The issue's files, in the order they were attached. */
  readFiles(id: number): Promise<readonly AttachedFile[]>;
  readWire(id: number): Promise<WireRedmineIssue>;
  /** Ids of all issues with exactly that subject, closed ones too. */
  findIssues(subject: string): Promise<readonly number[]>;
  /** Id of a tracker, status or priority by its name. */
  findId(kind: 'trackers' | 'issue_statuses' | 'issue_priorities', name: string): Promise<number>;
  /** @param login of a member of the project */
  findMemberId(project: string, name: string): Promise<number>;
  createProject(identifier: string, name: string): Promise<void>;
  addMember(project: string, userId: number, roleId: number): Promise<void>;
}

const relationsSchema = z.object({
  relations: z.array(
    z.object({
      id: z.number(),
      issue_id: z.number(),
      issue_to_id: z.number(),
      relation_type: z.string(),
    }),
  ),
});

const filesSchema = z.object({
  issue: z.object({
    attachments: z.array(
      z.object({
        id: z.number(),
        filename: z.string(),
        author: named,
        description: z.string().nullish(),
      }),
    ),
  }),
});

const CATALOGS = {
  trackers: 'trackers',
  issue_statuses: 'issue_statuses',
  issue_priorities: 'enumerations/issue_priorities',
} as const;

/** @param project where `createIssue` puts issues that name none */
export function createRedminePerson(
  redmineUrl: string,
  apiKey: string,
  project = 'web-shop',
): RedminePerson {
  const send = (method: string, path: string, body?: unknown) =>
    sendJson(`${redmineUrl}/${path}`, { method, body, headers: { 'x-redmine-api-key': apiKey } });
  const readWire = async (id: number): Promise<WireRedmineIssue> => {
    const answer = await send('GET', `issues/${id}.json?include=journals`);
    const { issue } = z.object({ issue: issueSchema }).parse(answer);
    return { ...issue, journals: issue.journals.toSorted((a, b) => a.id - b.id) };
  };
  const editIssue = async (id: number, attributes: Attributes) => {
    await send('PUT', `issues/${id}.json`, { issue: attributes });
  };

  return {
    async createIssue(attributes) {
      const issue = { project_id: project, tracker_id: 1, ...attributes };
      const created = await send('POST', 'issues.json', { issue });
      return z.object({ issue: z.object({ id: z.number() }) }).parse(created).issue.id;
    },
    editIssue,
    async deleteIssue(id) {
      await send('DELETE', `issues/${id}.json`);
    },
    async addNote(id, text, more = {}) {
      await editIssue(id, { ...more, notes: text });
      const noted = (await readWire(id)).journals.filter(({ notes }) => notes === text);
      const journal = noted.at(-1);
      if (!journal) throw new Error(`the note of issue ${id} is not there`);
      return journal.id;
    },
    async editNote(journalId, text) {
      await send('PUT', `journals/${journalId}.json`, { journal: { notes: text } });
    },
    async readIssue(id) {
      const issue = await readWire(id);
      return {
        subject: issue.subject,
        description: withoutMarker(issue.description ?? ''),
        status: issue.status.name,
        priority: issue.priority.name,
        tracker: issue.tracker.name,
        assignee: issue.assigned_to?.name ?? null,
        dueDate: issue.due_date ?? null,
      };
    },
    async readNotes(id) {
      const { journals } = await readWire(id);
      return journals.flatMap((journal) =>
        journal.notes
          ? [
              {
                id: journal.id,
                author: journal.user.name,
                text: toLines(journal.notes),
                isPrivate: journal.private_notes === true,
              },
            ]
          : [],
      );
    },
    async attach(id, name, content, more = {}) {
      const key = { 'x-redmine-api-key': apiKey };
      const query = new URLSearchParams({ filename: name });
      const response = await fetch(`${redmineUrl}/uploads.json?${query}`, {
        method: 'POST',
        headers: { ...key, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(Buffer.from(content)),
      });
      if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
      const { upload } = z
        .object({ upload: z.object({ id: z.number(), token: z.string() }) })
        .parse(await response.json());
      await editIssue(id, { ...more, uploads: [{ token: upload.token, filename: name }] });
      return String(upload.id);
    },
    async detach(attachmentId) {
      await send('DELETE', `attachments/${attachmentId}.json`);
    },
    async rename(attachmentId, name) {
      await send('PUT', `attachments/${attachmentId}.json`, { attachment: { filename: name } });
    },
    async relate(id, type, otherId) {
      const relation = { issue_to_id: otherId, relation_type: type };
      await send('POST', `issues/${id}/relations.json`, { relation });
    },
    async readRelations(id) {
      const { relations } = relationsSchema.parse(await send('GET', `issues/${id}/relations.json`));
      return relations.map(({ relation_type: type, issue_id: from, issue_to_id: to }) =>
        from === id ? `${type} > ${to}` : `${type} < ${from}`,
      );
    },
    async unrelateAll(id) {
      const { relations } = relationsSchema.parse(await send('GET', `issues/${id}/relations.json`));
      for (const relation of relations) await send('DELETE', `relations/${relation.id}.json`);
    },
    async readFiles(id) {
      const answer = await send('GET', `issues/${id}.json?include=attachments`);
      const { attachments } = filesSchema.parse(answer).issue;
      return Promise.all(
        attachments.map(async (file) => {
          const url = `${redmineUrl}/attachments/download/${file.id}`;
          const bytes = await fetchBytes(url, { 'x-redmine-api-key': apiKey });
          return {
            id: String(file.id),
            name: file.filename,
            author: file.author.name,
            text: bytes.toString(),
            description: file.description || null,
          };
        }),
      );
    },
    countJournals: async (id) => (await readWire(id)).journals.length,
    readWire,
    async findIssues(subject) {
      const query = new URLSearchParams({ status_id: '*', subject: `~${subject}`, limit: '100' });
      const { issues } = z
        .object({ issues: z.array(z.object({ id: z.number(), subject: z.string() })) })
        .parse(await send('GET', `issues.json?${query}`));
      return issues.filter((issue) => issue.subject === subject).map(({ id }) => id);
    },
    async findId(kind, name) {
      const listed = z
        .record(z.string(), z.array(named))
        .parse(await send('GET', `${CATALOGS[kind]}.json`));
      const entry = listed[kind]?.find((candidate) => candidate.name === name);
      if (!entry) throw new Error(`Redmine's ${kind} have no "${name}"`);
      return entry.id;
    },
    async findMemberId(identifier, name) {
      const { memberships } = z
        .object({ memberships: z.array(z.object({ user: named.optional() })) })
        .parse(await send('GET', `projects/${identifier}/memberships.json?limit=100`));
      const member = memberships.find(({ user }) => user?.name === name);
      if (!member?.user) throw new Error(`project ${identifier} has no member "${name}"`);
      return member.user.id;
    },
    async createProject(identifier, name) {
      const attributes = { identifier, name, is_public: false, tracker_ids: [1, 2, 3] };
      await send('POST', 'projects.json', { project: attributes });
    },
    async addMember(identifier, userId, roleId) {
      const membership = { user_id: userId, role_ids: [roleId] };
      await send('POST', `projects/${identifier}/memberships.json`, { membership });
    },
  };
}

/** The line that names the Jira issue is the app's own, and tested by itself. */
function withoutMarker(description: string): string {
  return toLines(description).replace(/\n*[^\n]*#sync-[\w.-]+\)?$/, '');
}

function toLines(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
