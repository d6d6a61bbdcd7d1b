/**
 * A Jira site as a person with an API token reaches it. It remembers the issues it made, and
 * deletes them in the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Of what Jira answers, a check looks at any part. */
// biome-ignore lint/suspicious/noExplicitAny: checks look into answers of any shape
export type Body = any;

export interface SiteAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Login {
  readonly email: string;
  readonly token: string;
}

export interface SiteOptions {
  /** `https://your-site.atlassian.net` */
  readonly url: string;
  readonly login: Login;
  /** Where issues may be made and deleted. */
  readonly projectKey: string;
  /** A plain user: neither Jira's nor the project's administrator. */
  readonly other: Login | undefined;
  /** An issue that the other may not see. */
  readonly hiddenIssue: string | undefined;
  /** A project to move an issue to. */
  readonly secondProjectKey: string | undefined;
  /** The installed app's web trigger, from its admin page. */
  readonly webTriggerUrl: string | undefined;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
}

const API = '/rest/api/3';
const MOST_TRIES = 20;

export class JiraSite {
  private readonly made = new Set<string>();
  private typeId: string | undefined;

  constructor(readonly options: SiteOptions) {}

  /** One call, waiting as long as a 429 says. @param path below `/rest/api/3` */
  async ask(method: string, path: string, body?: unknown): Promise<SiteAnswer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.askOnce(method, path, body);
      if (answer.status !== 429 || tries === MOST_TRIES) return answer;
      await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
    }
  }

  /** One call as it is, refusals for its rate too. */
  async askOnce(
    method: string,
    path: string,
    body?: unknown,
    login = this.options.login,
  ): Promise<SiteAnswer> {
    const response = await fetch(this.options.url + API + path, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Basic ${Buffer.from(`${login.email}:${login.token}`).toString('base64')}`,
        Accept: 'application/json',
        ...(body instanceof FormData
          ? { 'X-Atlassian-Token': 'no-check' }
          : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  }

  /** @throws {Error} where it is refused */
  async get(path: string): Promise<Body> {
    return this.demand('GET', path);
  }

  /** @throws {Error} where it is refused */
  async demand(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await this.ask(method, path, body);
    if (answer.status < 400) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** @throws {Error} where it cannot be made */
  async makeIssue(summary: string, more: object = {}): Promise<Issue> {
    this.typeId ??= await this.findTypeId();
    const { fields, ...rest } = { fields: {}, ...more };
    const issue: Issue = await this.demand('POST', '/issue', {
      ...rest,
      fields: {
        project: { key: this.options.projectKey },
        issuetype: { id: this.typeId },
        summary: `[smoke] ${summary}`,
        ...fields,
      },
    });
    this.made.add(issue.id);
    return issue;
  }

  /** Until `look` finds something, at most a minute. @returns how long it took, in ms */
  async waitFor(look: () => Promise<boolean>, patienceMs = 60_000): Promise<number | undefined> {
    const startMs = Date.now();
    while (Date.now() - startMs < patienceMs) {
      if (await look()) return Date.now() - startMs;
      await sleep(500);
    }
    return undefined;
  }

  /** Deletes every issue it made. @returns those that could not be */
  async cleanUp(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const id of this.made) {
      const { status } = await this.ask('DELETE', `/issue/${id}?deleteSubtasks=true`);
      if (status !== 204 && status !== 404) left.push(id);
    }
    return left;
  }

  private async findTypeId(): Promise<string> {
    const path = `/issue/createmeta/${this.options.projectKey}/issuetypes`;
    const { issueTypes } = await this.get(path);
    const plain = issueTypes.filter((type: Body) => !type.subtask);
    return (plain.find(({ name }: Body) => name === 'Task') ?? plain[0]).id;
  }
}

function parse(text: string): Body {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
