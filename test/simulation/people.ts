/** What people do in a world: edits by chance, on both sides, some with the app's own key. */
import { MAPPED_FIELDS, type MappedField, PEOPLE, VALUE_PAIRS } from './configuration';
import type { Tally } from './tally';
import type { World } from './world';

/** Everybody in Redmine who edits; the last is the user whose key the app writes with. */
const REDMINE_LOGINS = ['ada', 'grace', 'jira-sync'] as const;

/** What a person types when creating an issue; one-way fields do not carry it the other way. */
const AT_BIRTH = ['description'] as const satisfies readonly MappedField[];

/** Something a person typed, with what a check needs to find it again. */
export interface HumanComment {
  readonly side: 'jira' | 'remote';
  readonly issue: string;
  readonly id: string;
  /** Unique in its world. */
  text: string;
  isPrivate: boolean;
  isDeleted: boolean;
}

/** One person's edit of one field, in Jira's names. */
export interface HumanEdit {
  readonly side: 'jira' | 'remote';
  readonly issue: string;
  readonly field: MappedField;
}

export class People {
  readonly comments: HumanComment[] = [];
  readonly edits: HumanEdit[] = [];
  /** Ids of issues that people made. */
  readonly jiraIssues: string[] = [];
  readonly redmineIssues: string[] = [];
  /** Issues of a Jira project that no mapping covers. */
  readonly foreignIssues: string[] = [];
  /** Journals of the key's owner as a person. */
  readonly ownKeyJournals = new Set<number>();
  private words = 0;

  constructor(
    private readonly world: World,
    private readonly tally: Tally,
    private readonly trace: (line: string) => void,
  ) {}

  /** One thing that somebody does. */
  async act(): Promise<void> {
    const { chance } = this.world;
    if (this.jiraIssues.length + this.redmineIssues.length < 2 || chance.happens(0.08)) {
      await this.createIssue();
    } else if (chance.happens(0.25)) {
      await this.comment();
    } else if (chance.happens(0.05)) {
      await this.editForeignIssue();
    } else {
      await this.editField();
    }
  }

  private async createIssue(): Promise<void> {
    const { world } = this;
    const summary = this.phrase();
    if (world.chance.happens(0.5)) {
      const reply = await world.asJira('ada@example.com', 'POST', '/issue', {
        fields: {
          project: { key: 'WEB' },
          issuetype: { name: world.chance.pick(['Bug', 'Task']) },
          summary,
          description: toAdf([this.phrase()]),
        },
      });
      this.expect(reply.status, 201, 'create in Jira', reply.body);
      this.jiraIssues.push(reply.body.id);
      this.edits.push(
        ...AT_BIRTH.map((field) => ({ side: 'jira', issue: reply.body.id, field }) as const),
      );
      this.note('create in Jira', reply.body.key, summary);
    } else {
      const reply = await world.asRedmine('grace', 'POST', '/issues.json', {
        issue: {
          project_id: 'web-shop',
          tracker_id: world.chance.between(1, 2),
          subject: summary,
          description: this.phrase(),
        },
      });
      this.expect(reply.status, 201, 'create in Redmine', reply.body);
      const issue = String(reply.body.issue.id);
      this.redmineIssues.push(issue);
      this.edits.push(...AT_BIRTH.map((field) => ({ side: 'remote', issue, field }) as const));
      this.note('create in Redmine', `#${reply.body.issue.id}`, summary);
    }
  }

  private async editField(): Promise<void> {
    const { chance } = this.world;
    const field = chance.pick(MAPPED_FIELDS);
    if (chance.happens(0.5)) await this.editInJira(field);
    else await this.editInRedmine(field);
  }

  private async editInJira(field: MappedField): Promise<void> {
    const { world } = this;
    const key = await this.pickJiraIssue();
    if (!key) return;
    const email = world.chance.pick(PEOPLE).email;
    if (field === 'status') {
      const { body } = await world.asJira(email, 'GET', `/issue/${key}/transitions`);
      const transition = world.chance.pick(body.transitions as { id: string; name: string }[]);
      await world.asJira(email, 'POST', `/issue/${key}/transitions`, {
        transition: { id: transition.id },
      });
      this.note('edit status in Jira', key, transition.name);
    } else {
      const value = this.jiraValue(field);
      const reply = await world.asJira(email, 'PUT', `/issue/${key}`, {
        fields: { [field]: value },
      });
      this.expect(reply.status, 204, `edit ${field} in Jira`, reply.body);
      this.note(`edit ${field} in Jira`, key, JSON.stringify(value));
    }
    this.edits.push({ side: 'jira', issue: key, field });
  }

  private jiraValue(field: MappedField): unknown {
    const { chance, jira } = this.world;
    switch (field) {
      case 'summary':
        return this.phrase();
      case 'description':
        return toAdf([this.phrase(), ...(chance.happens(0.5) ? [this.phrase()] : [])]);
      case 'duedate':
        return chance.happens(0.2) ? null : `2026-12-${chance.between(10, 28)}`;
      case 'assignee':
        return chance.happens(0.2)
          ? null
          : { accountId: chance.pick([jira.accounts.ada, jira.accounts.grace]) };
      case 'priority':
        return { name: chance.pick(VALUE_PAIRS.priority)[0] };
      case 'status':
        throw new Error('a status is moved by a transition');
      default:
        return field satisfies never;
    }
  }

  private async editInRedmine(field: MappedField): Promise<void> {
    const { world } = this;
    const id = await this.pickRedmineIssue();
    if (!id) return;
    const login = world.chance.pick(REDMINE_LOGINS);
    const change = await this.redmineChange(field);
    await world.asRedmine(login, 'PUT', `/issues/${id}.json`, { issue: change });
    if (login === 'jira-sync') await this.rememberJournal(id);
    this.note(`edit ${field} in Redmine`, `#${id}`, `${login} ${JSON.stringify(change)}`);
    this.edits.push({ side: 'remote', issue: id, field });
  }

  /** The key's owner just edited: their journal is not the app's. */
  private async rememberJournal(id: string): Promise<void> {
    const { body } = await this.world.asRedmine(
      'ada',
      'GET',
      `/issues/${id}.json?include=journals`,
    );
    for (const { id: journalId } of (body.issue.journals as { id: number }[]).slice(-2)) {
      this.ownKeyJournals.add(journalId);
    }
  }

  private async redmineChange(field: MappedField): Promise<object> {
    const { chance } = this.world;
    switch (field) {
      case 'summary':
        return { subject: this.phrase() };
      case 'description':
        return {
          description: chance.happens(0.5) ? this.phrase() : `${this.phrase()}\n\n${this.phrase()}`,
        };
      case 'duedate':
        return { due_date: chance.happens(0.2) ? '' : `2026-12-${chance.between(10, 28)}` };
      case 'assignee':
        return {
          assigned_to_id: chance.happens(0.2)
            ? ''
            : await this.idOf(chance.pick(PEOPLE).redmineName),
        };
      case 'priority':
        return {
          priority_id: { Low: 1, Normal: 2, High: 3 }[chance.pick(VALUE_PAIRS.priority)[1]],
        };
      case 'status':
        return {
          status_id: { New: 1, 'In Progress': 2, Feedback: 4, Closed: 5 }[
            chance.pick(VALUE_PAIRS.status)[1]
          ],
        };
      default:
        return field satisfies never;
    }
  }

  private async idOf(name: string): Promise<number> {
    const { body } = await this.world.asRedmine(
      'ada',
      'GET',
      '/projects/web-shop/memberships.json',
    );
    const memberships = body.memberships as { user?: { id: number; name: string } }[];
    const member = memberships.find(({ user }) => user?.name === name);
    if (!member?.user) throw new Error(`${name} is no member`);
    return member.user.id;
  }

  private async comment(): Promise<void> {
    const { chance } = this.world;
    const own = this.comments.filter((comment) => !comment.isDeleted);
    if (own.length > 0 && chance.happens(0.35)) await this.changeComment(chance.pick(own));
    else if (chance.happens(0.5)) await this.commentInJira();
    else await this.commentInRedmine();
  }

  private async commentInJira(): Promise<void> {
    const key = await this.pickJiraIssue();
    if (!key) return;
    const text = this.phrase();
    const reply = await this.world.asJira('grace@example.com', 'POST', `/issue/${key}/comment`, {
      body: toAdf([text]),
    });
    this.expect(reply.status, 201, 'comment in Jira', reply.body);
    this.comments.push({
      side: 'jira',
      issue: key,
      id: reply.body.id,
      text,
      isPrivate: false,
      isDeleted: false,
    });
    this.note('comment in Jira', key, text);
  }

  private async commentInRedmine(): Promise<void> {
    const id = await this.pickRedmineIssue();
    if (!id) return;
    const { chance } = this.world;
    const text = this.phrase();
    const isPrivate = chance.happens(0.25);
    const login = chance.pick(['ada', 'grace', 'jira-sync']);
    const withChange = chance.happens(0.2) ? { subject: this.phrase() } : {};
    await this.world.asRedmine(login, 'PUT', `/issues/${id}.json`, {
      issue: { notes: text, private_notes: isPrivate, ...withChange },
    });
    const { body } = await this.world.asRedmine(
      'ada',
      'GET',
      `/issues/${id}.json?include=journals`,
    );
    const journals = body.issue.journals as {
      id: number;
      notes?: string;
      private_notes?: boolean;
    }[];
    const journal = journals.findLast(({ notes }) => notes === text);
    if (login === 'jira-sync') await this.rememberJournal(id);
    if (!journal) return;
    this.comments.push({
      side: 'remote',
      issue: id,
      id: String(journal.id),
      text,
      isPrivate: journal.private_notes === true,
      isDeleted: false,
    });
    if ('subject' in withChange) this.edits.push({ side: 'remote', issue: id, field: 'summary' });
    this.note(`${isPrivate ? 'private note' : 'note'} in Redmine`, `#${id}`, `${login} ${text}`);
  }

  private async changeComment(comment: HumanComment): Promise<void> {
    const { chance } = this.world;
    if (comment.side === 'remote') {
      const text = this.phrase();
      const reply = await this.world.asRedmine('ada', 'PUT', `/journals/${comment.id}.json`, {
        journal: { notes: text },
      });
      if (reply.status === 204) comment.text = text;
      this.note('edit note in Redmine', `#${comment.issue}`, text);
    } else if (chance.happens(0.4)) {
      await this.world.asJira(
        'admin@example.com',
        'DELETE',
        `/issue/${comment.issue}/comment/${comment.id}`,
      );
      comment.isDeleted = true;
      this.note('delete comment in Jira', comment.issue, comment.text);
    } else {
      const text = this.phrase();
      await this.world.asJira(
        'grace@example.com',
        'PUT',
        `/issue/${comment.issue}/comment/${comment.id}`,
        {
          body: toAdf([text]),
        },
      );
      comment.text = text;
      this.note('edit comment in Jira', comment.issue, text);
    }
  }

  /** Somebody works in a project that no mapping covers. */
  private async editForeignIssue(): Promise<void> {
    const { world } = this;
    const [key] = this.foreignIssues;
    if (!key) {
      const reply = await world.asJira('ada@example.com', 'POST', '/issue', {
        fields: { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: this.phrase() },
      });
      this.foreignIssues.push(reply.body.key);
      this.note('create in a foreign project', reply.body.key, '');
    } else {
      await world.asJira('ada@example.com', 'PUT', `/issue/${key}`, {
        fields: { summary: this.phrase() },
      });
      this.note('edit in a foreign project', key, '');
    }
  }

  /** Any issue of the project, twins included. */
  private async pickJiraIssue(): Promise<string | null> {
    const ids = await listJiraIds(this.world);
    return ids.length > 0 ? this.world.chance.pick(ids) : null;
  }

  private async pickRedmineIssue(): Promise<string | null> {
    const ids = await listRedmineIds(this.world);
    return ids.length > 0 ? this.world.chance.pick(ids) : null;
  }

  /** Words that come once in a world, so that a text can be found on the other side. */
  private phrase(): string {
    this.words += 1;
    return `word${this.words} in world ${this.world.seed}`;
  }

  private note(what: string, where: string, detail: string): void {
    this.tally.add(`edit: ${what}`);
    this.trace(`${new Date(this.world.clock.nowMs()).toISOString()} ${what} ${where} ${detail}`);
  }

  private expect(status: number, expected: number, what: string, body: unknown): void {
    if (status !== expected) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  }
}

/** Ids of all issues of the mapped Jira project, whatever its search says. */
export async function listJiraIds(world: World): Promise<readonly string[]> {
  const { body } = await world.asJira('admin@example.com', 'POST', '/issue/bulkfetch', {
    issueIdsOrKeys: Array.from({ length: 100 }, (_, index) => `WEB-${index + 1}`),
    fields: ['summary'],
  });
  return (body.issues as { id: string }[]).map(({ id }) => id);
}

export async function listRedmineIds(world: World): Promise<readonly string[]> {
  const { body } = await world.asRedmine(
    'ada',
    'GET',
    '/issues.json?status_id=*&limit=100&sort=id:asc',
  );
  return (body.issues as { id: number }[]).map(({ id }) => String(id));
}

export function toAdf(paragraphs: readonly string[]): object {
  return {
    type: 'doc',
    version: 1,
    content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  };
}
