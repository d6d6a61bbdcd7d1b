import { expect } from 'vitest';
import type { RedmineSeed } from '../../../dev/redmine/seed/seed';
import { Caller, type Fetch, type Reply } from './caller';

export type Person = 'admin' | 'manager' | 'developer' | 'reporter' | 'owner' | 'outsider';

export interface WorldOptions {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly keys: Readonly<Record<Person, string>>;
  /** Identifiers and logins end with this where other runs left their own behind. */
  readonly suffix: string;
  /** Whether the seed is in it: custom fields, workflows, roles. */
  readonly isSeeded: boolean;
  /** Resolves in a later second of the Redmine's clock. */
  readonly nextSecond: () => Promise<void>;
}

type Ids = Readonly<Record<string, number>>;

/** A Redmine under test, with the people and things of the contract's seed at hand by name. */
export class World {
  readonly admin: Caller;
  readonly manager: Caller;
  readonly developer: Caller;
  readonly reporter: Caller;
  /** Has the role "Own issues"; without the seed, none. */
  readonly owner: Caller;
  readonly outsider: Caller;
  readonly nobody: Caller;
  /** With a key that Redmine does not know. */
  readonly stranger: Caller;
  readonly baseUrl: string;
  readonly keys: Readonly<Record<Person, string>>;
  readonly isSeeded: boolean;
  readonly suffix: string;
  readonly nextSecond: () => Promise<void>;
  readonly ids: {
    readonly user: Ids;
    readonly project: Ids;
    readonly role: Ids;
    readonly tracker: Ids;
    readonly status: Ids;
    readonly priority: Ids;
    readonly activity: Ids;
    readonly field: Ids;
    readonly version: Ids;
    readonly category: Ids;
  };

  private constructor(options: WorldOptions, ids: World['ids']) {
    const caller = (key: string): Caller =>
      new Caller(options.fetch, options.baseUrl, key === '' ? {} : { 'X-Redmine-API-Key': key });
    this.admin = caller(options.keys.admin);
    this.manager = caller(options.keys.manager);
    this.developer = caller(options.keys.developer);
    this.reporter = caller(options.keys.reporter);
    this.owner = caller(options.keys.owner);
    this.outsider = caller(options.keys.outsider);
    this.nobody = caller('');
    this.stranger = caller('f'.repeat(40));
    this.baseUrl = options.baseUrl;
    this.keys = options.keys;
    this.isSeeded = options.isSeeded;
    this.suffix = options.suffix;
    this.nextSecond = options.nextSecond;
    this.ids = ids;
  }

  /** Looks the ids of everything up, over REST. */
  static async open(options: WorldOptions): Promise<World> {
    const { suffix } = options;
    const admin = new Caller(options.fetch, options.baseUrl, {
      'X-Redmine-API-Key': options.keys.admin,
    });
    const list = async (path: string, key: string, name = 'name'): Promise<Ids> => {
      const reply = await admin.get(path);
      if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status}`);
      const items = reply.body[key] as readonly Record<string, unknown>[];
      const cut = (text: string): string =>
        suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
      return Object.fromEntries(
        items.map((item) => [cut(String(item[name])), Number(item.id)] as const),
      );
    };
    return new World(options, {
      user: await list('/users.json?limit=100', 'users', 'login'),
      project: await list('/projects.json?limit=100', 'projects', 'identifier'),
      role: await list('/roles.json', 'roles'),
      tracker: await list('/trackers.json', 'trackers'),
      status: await list('/issue_statuses.json', 'issue_statuses'),
      priority: await list('/enumerations/issue_priorities.json', 'issue_priorities'),
      activity: await list('/enumerations/time_entry_activities.json', 'time_entry_activities'),
      field: await list('/custom_fields.json', 'custom_fields'),
      version: await list(`/projects/alpha${suffix}/versions.json`, 'versions'),
      category: await list(`/projects/alpha${suffix}/issue_categories.json`, 'issue_categories'),
    });
  }

  /** The identifier of a project of the seed. */
  project(name: string): string {
    return `${name}${this.suffix}`;
  }

  /** The id of something by kind and name. @throws Error where there is none */
  id(kind: keyof World['ids'], name: string): number {
    const id = this.ids[kind][name];
    if (id === undefined) throw new Error(`the Redmine under test has no ${kind} "${name}"`);
    return id;
  }

  /** Creates an issue in "alpha", by the manager unless told otherwise. @returns the issue of the answer */
  async newIssue(
    fields: Readonly<Record<string, unknown>> = {},
    by: Caller = this.manager,
    // biome-ignore lint/suspicious/noExplicitAny: as in Reply
  ): Promise<any> {
    const issue = { project_id: this.project('alpha'), subject: 'An issue', ...fields };
    const reply = await by.post('/issues.json', { issue });
    expect({ status: reply.status, errors: reply.body.errors }).toEqual({ status: 201 });
    return reply.body.issue;
  }

  // biome-ignore lint/suspicious/noExplicitAny: as in Reply
  async issue(id: number, include = '', by: Caller = this.manager): Promise<any> {
    const reply = await by.get(`/issues/${id}.json?include=${include}`);
    expect(reply.status).toBe(200);
    return reply.body.issue;
  }

  edit(id: number, issue: unknown, by: Caller = this.manager): Promise<Reply> {
    return by.put(`/issues/${id}.json`, { issue });
  }

  /** Edits and expects 204. */
  async edited(id: number, issue: unknown, by: Caller = this.manager): Promise<void> {
    const reply = await this.edit(id, issue, by);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 204, body: '' });
  }

  /** The value of a custom field of an issue that was read. */
  fieldOf(issue: { custom_fields?: readonly { id: number; value: unknown }[] }, name: string) {
    return issue.custom_fields?.find(({ id }) => id === this.id('field', name))?.value;
  }

  /** One custom field as it is sent. */
  field(name: string, value: unknown): { readonly id: number; readonly value: unknown } {
    return { id: this.id('field', name), value };
  }
}

/** The keys of a seed's people. */
export function keysOf(seed: RedmineSeed, adminKey: string): Readonly<Record<Person, string>> {
  const key = (login: string): string => {
    const user = seed.users.find((candidate) => candidate.login === login);
    if (user === undefined) throw new Error(`no user ${login} in the seed`);
    return user.apiKey;
  };
  return {
    admin: adminKey,
    manager: key('manager'),
    developer: key('developer'),
    reporter: key('reporter'),
    owner: key('owner'),
    outsider: key('outsider'),
  };
}
