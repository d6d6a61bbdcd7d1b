/**
 * Everything the double knows, in memory, written through to the store.
 *
 * One request changes it synchronously and then commits: all its changes, the ids it drew and the
 * events it caused reach the store as one batch. So a process killed at any moment has either done
 * all of a request or nothing.
 */
import type { KeyedStore } from '../../store/store';
import { GroupIndex } from './group-index';
import { Journal } from './journal';
import type * as model from './model';
import { Table } from './table';

const ROOT = 'jira/';
const SETTINGS = 'settings';

export class World {
  private readonly journal = new Journal();
  private readonly tables: { load(store: KeyedStore): void }[] = [];
  private readonly sequences = this.table<number>('sequence');
  private readonly settingsTable = this.table<model.SettingsDoc>('settings');

  readonly users = this.table<model.UserDoc>('user');
  readonly groups = this.table<model.GroupDoc>('group');
  readonly projects = this.table<model.ProjectDoc>('project');
  readonly components = this.table<model.ComponentDoc>('component');
  readonly versions = this.table<model.VersionDoc>('version');
  readonly customFields = this.table<model.CustomFieldDoc>('field');
  readonly options = this.table<model.OptionDoc>('option');
  readonly issues = this.table<model.IssueDoc>('issue');
  readonly comments = this.table<model.CommentDoc>('comment');
  readonly histories = this.table<model.HistoryDoc>('history');
  readonly attachments = this.table<model.AttachmentDoc>('attachment');
  readonly links = this.table<model.LinkDoc>('link');
  readonly worklogs = this.table<model.WorklogDoc>('worklog');
  readonly tasks = this.table<model.TaskDoc>('task');
  readonly mails = this.table<model.MailDoc>('mail');
  readonly outbox = this.table<model.OutboxDoc>('outbox');

  readonly commentsByIssue = new GroupIndex(this.comments, (doc) => [doc.issueId]);
  readonly historiesByIssue = new GroupIndex(this.histories, (doc) => [doc.issueId]);
  readonly attachmentsByIssue = new GroupIndex(this.attachments, (doc) => [doc.issueId]);
  readonly worklogsByIssue = new GroupIndex(this.worklogs, (doc) => [doc.issueId]);
  readonly linksByIssue = new GroupIndex(this.links, (doc) => [doc.sourceId, doc.destinationId]);
  readonly optionsByField = new GroupIndex(this.options, (doc) => [doc.fieldId]);
  readonly childrenByParent = new GroupIndex(this.issues, (doc) => {
    const parent = doc.fields.parent;
    return typeof parent === 'string' ? [parent] : [];
  });

  private readonly issueIdByKey = new Map<string, string>();
  private readonly projectIdByKey = new Map<string, string>();
  private readonly attachmentIdByMediaId = new Map<string, string>();

  constructor(private readonly store: KeyedStore) {
    this.issues.onChange((before, after) => {
      for (const key of keysOf(before)) this.issueIdByKey.delete(key);
      for (const key of keysOf(after)) this.issueIdByKey.set(key, after?.id ?? '');
    });
    this.projects.onChange((before, after) => {
      if (before !== undefined) this.projectIdByKey.delete(before.key);
      if (after !== undefined) this.projectIdByKey.set(after.key, after.id);
    });
    this.attachments.onChange((before, after) => {
      if (before !== undefined) this.attachmentIdByMediaId.delete(before.mediaId);
      if (after !== undefined) this.attachmentIdByMediaId.set(after.mediaId, after.id);
    });
  }

  /** Reads the store. Listeners added before see every document as a change. */
  load(): void {
    for (const table of this.tables) table.load(this.store);
  }

  commit(): void {
    this.journal.commit(this.store);
  }

  undo(): void {
    this.journal.undo();
  }

  /** The next number of a sequence, as Jira's decimal ids; never handed out twice. */
  nextId(sequence: string, first: number): string {
    const next = (this.sequences.get(sequence) ?? first - 1) + 1;
    this.sequences.put(sequence, next);
    return String(next);
  }

  get settings(): model.SettingsDoc {
    return this.settingsTable.get(SETTINGS) ?? {};
  }

  set settings(settings: model.SettingsDoc) {
    this.settingsTable.put(SETTINGS, settings);
  }

  findIssue(idOrKey: string): model.IssueDoc | undefined {
    const byId = this.issues.get(idOrKey);
    if (byId !== undefined) return byId;
    const id = this.issueIdByKey.get(idOrKey) ?? this.issueIdByKey.get(idOrKey.toUpperCase());
    return id === undefined ? undefined : this.issues.get(id);
  }

  findProject(idOrKey: string): model.ProjectDoc | undefined {
    return this.projects.get(idOrKey) ?? this.projects.get(this.projectIdByKey.get(idOrKey) ?? '');
  }

  findAttachmentByMediaId(mediaId: string): model.AttachmentDoc | undefined {
    return this.attachments.get(this.attachmentIdByMediaId.get(mediaId) ?? '');
  }

  findUserByEmail(email: string): model.UserDoc | undefined {
    const wanted = email.toLowerCase();
    for (const user of this.users.values()) if (user.email.toLowerCase() === wanted) return user;
    return undefined;
  }

  /** An attachment's bytes, which are not kept in memory. */
  readContent(attachmentId: string): Uint8Array | undefined {
    const value = this.store.get(contentKey(attachmentId));
    return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
  }

  writeContent(attachmentId: string, content: Uint8Array): void {
    const next = Buffer.from(content).toString('base64');
    this.journal.record({ storeKey: contentKey(attachmentId), next, undo: () => {} });
  }

  removeContent(attachmentId: string): void {
    this.journal.record({ storeKey: contentKey(attachmentId), next: undefined, undo: () => {} });
  }

  private table<T>(name: string): Table<T> {
    const table = new Table<T>(`${ROOT}${name}/`, this.journal);
    this.tables.push(table);
    return table;
  }
}

function keysOf(issue: model.IssueDoc | undefined): readonly string[] {
  return issue === undefined ? [] : [issue.key, ...issue.formerKeys];
}

function contentKey(attachmentId: string): string {
  return `${ROOT}content/${attachmentId}`;
}
