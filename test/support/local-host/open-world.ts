/** Everything that a scenario of the main job touches: a host with a configuration, and the people. */
import { ADMIN_API_KEY, apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import { aConfiguration, type ConfigurationParts, WEBHOOK_SECRET } from './a-configuration';
import { type AdminPage, type IssuePanel, openAdminPage, openPanel } from './app-pages';
import { createControl, type HostControl } from './control';
import { DEFAULT_FLAGS, type HostProcess, startHost } from './host-process';
import { createJiraPerson, type JiraIssueRef, type JiraPerson } from './jira-person';
import type { RedmineFront } from './redmine-front';
import { createRedminePerson, type RedminePerson } from './redmine-person';
import { composeWebhook, postWebhook, signWebhook, type WebhookKind } from './redmine-webhook';

export interface WorldOptions {
  /** A Redmine that runs already; absent: the host's embedded one. */
  readonly redmine?: { readonly url: string };
  readonly textFormat: 'textile' | 'markdown';
  /**
   * `admin`: the app has an administrator's key, and that administrator also edits as a person.
   * `member`: the app has a key of its own without admin rights.
   */
  readonly appKey: 'admin' | 'member';
  /**
   * Whether webhooks come from the embedded Redmine itself, for every change and the app's own too.
   * Otherwise the tests send them.
   */
  readonly ringsItself?: boolean;
  readonly mapping?: ConfigurationParts['mapping'];
  /** Stands between the app and Redmine; people go past it. */
  readonly front?: RedmineFront;
  readonly dataFolder?: string;
  readonly flags?: readonly string[];
}

export type ConfigurationChanges = Omit<ConfigurationParts, 'redmineUrl' | 'apiKey' | 'textFormat'>;

/** Two issues that are one. */
export interface Pair {
  readonly jira: JiraIssueRef;
  readonly redmine: number;
}

/** Conflicts by field, with both values as shown; problems in their own words. */
export interface Troubles {
  readonly conflicts: readonly {
    readonly field: string;
    readonly jira: string;
    readonly redmine: string;
  }[];
  readonly problems: readonly string[];
}

export interface World {
  readonly process: HostProcess;
  readonly control: HostControl;
  readonly admin: AdminPage;
  readonly textFormat: 'textile' | 'markdown';
  /** @throws Error in a world without a front */
  readonly front: RedmineFront;
  /** Where the app finds Redmine. */
  readonly redmineUrl: string;
  readonly apiKey: string;
  /** Whether the app's key is an administrator's. */
  readonly isAdminKey: boolean;
  /** Ada Lovelace, in Jira. */
  readonly jira: JiraPerson;
  jiraAs(email: string): JiraPerson;
  /** Who edits in Redmine, and the name they bear there. */
  readonly redmine: RedminePerson;
  readonly redmineName: string;
  redmineAs(login: string): RedminePerson;
  panel(issue: JiraIssueRef, as?: string): Promise<IssuePanel>;
  /** The same for an issue that Ada may not see. */
  panelOf(issue: JiraIssueRef, projectId: string, as: string): IssuePanel;
  /** A title that no other issue has. */
  title(words: string): string;
  /** Until nothing is left to do. */
  settle(): Promise<void>;
  /** Redmine's webhook for the issue's newest journal, then until nothing is left to do. */
  ringRedmine(issueId: number, kind?: WebhookKind): Promise<void>;
  /** Imports the configuration anew, with changes; without any, as it was at first. */
  configure(changes?: ConfigurationChanges): Promise<void>;
  /** What an admin sees that concerns one issue. */
  readTroubles(jiraKey: string): Promise<Troubles>;
  /** An issue made in Jira with its twin in Redmine. */
  makePair(jiraFields?: Readonly<Record<string, unknown>>): Promise<Pair>;
  close(): Promise<void>;
}

/** Starts a host and resolves once the configuration is imported. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { textFormat, appKey } = options;
  const apiKey = appKey === 'admin' ? ADMIN_API_KEY : apiKeyOf(DEMO_SEED, 'jira-sync');
  const configurationFor = (redmineUrl: string, changes: ConfigurationChanges = {}) =>
    aConfiguration({
      redmineUrl,
      apiKey,
      textFormat,
      ...changes,
      mapping: { ...options.mapping, ...changes.mapping },
    });
  const process = await startHost({
    config: ({ redmine }) => {
      options.front?.lead(redmine);
      return configurationFor(options.front?.url ?? redmine);
    },
    ...(options.redmine ? { redmine: { url: options.redmine.url, apiKey } } : {}),
    ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
    flags: [
      ...(options.flags ?? DEFAULT_FLAGS),
      ...(options.ringsItself ? [] : ['--redmine-webhook', 'off']),
    ],
  });
  const { urls } = process;
  const redmineUrl = options.front?.url ?? urls.redmine;
  const control = createControl(urls.app);
  const admin = openAdminPage(urls.app);
  const jira = createJiraPerson(urls.jira, 'ada@example.com');
  const keyOf = (login: string) => (login === 'admin' ? ADMIN_API_KEY : apiKeyOf(DEMO_SEED, login));
  const redmineAs = (login: string) => createRedminePerson(urls.redmine, keyOf(login));
  const redmine = redmineAs(appKey === 'admin' ? 'admin' : 'ada');
  let titles = 0;

  const world: World = {
    process,
    control,
    admin,
    textFormat,
    get front() {
      if (!options.front) throw new Error('this Redmine has no front');
      return options.front;
    },
    redmineUrl,
    apiKey,
    isAdminKey: appKey === 'admin',
    jira,
    jiraAs: (email) => createJiraPerson(urls.jira, email),
    redmine,
    redmineName: appKey === 'admin' ? 'Redmine Admin' : 'Ada Lovelace',
    redmineAs,
    panel: async (issue, as = jira.email) =>
      openPanel(urls.app, as, issue, await jira.readProjectId(issue.key)),
    panelOf: (issue, projectId, as) => openPanel(urls.app, as, issue, projectId),
    title(words) {
      titles += 1;
      return `${words} ${titles}x${globalThis.process.pid}`;
    },
    settle: control.idle,
    async ringRedmine(issueId, kind = 'updated') {
      // An embedded Redmine that rings itself has rung already.
      if (!options.ringsItself) await ring(world, issueId, kind);
      await control.idle();
    },
    async configure(changes) {
      const document = configurationFor(redmineUrl, changes);
      const answer = await admin.call('importConfiguration', { document });
      if (!answer.imported) throw new Error(`not imported: ${JSON.stringify(answer.mistakes)}`);
    },
    async readTroubles(jiraKey) {
      // Forge's storage queries run behind what was written.
      await control.advance(1);
      const { conflicts, problems } = await admin.call('listProblems', {});
      return {
        conflicts: conflicts
          .filter((conflict) => conflict.jiraKey === jiraKey)
          .map((conflict) => ({
            field: conflict.field,
            jira: conflict.jira,
            redmine: conflict.remote,
          })),
        problems: problems
          .filter((problem) => problem.jiraKey === jiraKey)
          .map(({ message }) => message),
      };
    },
    async makePair(jiraFields = {}) {
      const summary = world.title('Basket');
      const issue = await jira.createIssue({ summary, ...jiraFields });
      await control.idle();
      const twins = await redmine.findIssues(String(jiraFields.summary ?? summary));
      const [twin] = twins;
      if (twin === undefined || twins.length > 1) {
        throw new Error(`${issue.key} has ${twins.length} twins\n${process.output()}`);
      }
      return { jira: issue, redmine: twin };
    },
    async close() {
      await process.stop();
      await options.front?.close();
    },
  };
  return world;
}

/**
 * Posts a signed webhook about the issue.
 * @param journalId what it is about; of an update, the newest journal where left out
 * @throws Error where it is not taken
 */
export async function ring(
  world: World,
  issueId: number,
  kind: WebhookKind,
  journalId?: number,
): Promise<void> {
  const issue = await world.redmine.readWire(issueId);
  const newest = kind === 'updated' ? (issue.journals.at(-1)?.id ?? null) : null;
  await postSigned(world, composeWebhook(kind, issue, journalId ?? newest));
}

/** @throws Error where the web trigger does not take it */
export async function postSigned(world: World, body: string): Promise<void> {
  const url = await world.control.readWebhookUrl();
  const answer = await postWebhook(url, body, signWebhook(body, WEBHOOK_SECRET));
  if (answer.status !== 202) throw new Error(`the webhook was answered ${answer.status}`);
}
