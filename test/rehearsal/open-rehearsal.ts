/** Two grown trackers and a host between them that has just been installed. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type RealRedmine, startRealRedmine } from '../../dev/redmine/real/start-real-redmine';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { aConfiguration } from '../support/local-host/a-configuration';
import { type AdminPage, openAdminPage } from '../support/local-host/app-pages';
import { type ClaimedPorts, claimPorts, REDMINE_PORTS } from '../support/local-host/claim-ports';
import { createControl, type HostControl } from '../support/local-host/control';
import { DEFAULT_FLAGS, type HostProcess, startHost } from '../support/local-host/host-process';
import { fillJira } from './fill-jira';
import { fillRedmine } from './fill-redmine';
import { type GrownTrackers, PRIORITIES, STATUSES, TYPES } from './grown-trackers';
import { listJira, readJira } from './read-jira';
import { countRedmine, readRedmine } from './read-redmine';
import type { SeenIssue } from './seen-issue';

export const MAPPING = 'web';
const JIRA_PROJECT = 'WEB';
const REDMINE_PROJECT = 'web-shop';

export interface Rehearsal {
  readonly host: HostProcess;
  /** Ends Redmine as a power cut would. */
  readonly killRedmine: () => Promise<void>;
  readonly restartRedmine: () => Promise<void>;
  readonly control: HostControl;
  readonly admin: AdminPage;
  readonly readJira: () => Promise<readonly SeenIssue[]>;
  readonly readRedmine: () => Promise<readonly SeenIssue[]>;
  /** Of both trackers. */
  readonly countIssues: () => Promise<number>;
  close(): Promise<void>;
}

/**
 * Boots a real Redmine and a host, fills both trackers, and maps one project to the other.
 * @param dataDir where both keep what they hold
 * @param isKept whether what was filled stays beside it, as `<dataDir>-filled`, for the next
 * rehearsal of that directory
 */
export async function openRehearsal(
  grown: GrownTrackers,
  dataDir: string,
  isKept = false,
): Promise<Rehearsal> {
  const filled = `${dataDir}-filled`;
  const fill = async ({ host }: Booted) => {
    await fillJira(host.urls.jira, JIRA_PROJECT, grown.jira);
    await fillRedmine(redmineDirOf(dataDir), REDMINE_PROJECT, grown.redmine);
  };
  rmSync(dataDir, { recursive: true, force: true });
  if (isKept && !existsSync(filled)) {
    const empty = await boot(dataDir);
    await fill(empty).finally(empty.close);
    // Redmine's own files name the directory that it was made in.
    renameSync(dataDir, filled);
  }
  if (isKept) cpSync(filled, dataDir, { recursive: true, verbatimSymlinks: true });
  const booted = await boot(dataDir);
  const { host, redmine, killRedmine, restartRedmine, close } = booted;
  try {
    if (!isKept) await fill(booted);
    const { urls } = host;
    const admin = openAdminPage(urls.app);
    const answer = await admin.call('importConfiguration', {
      document: configurationFor(redmine.url),
    });
    if (!answer.imported) throw new Error(JSON.stringify(answer.mistakes));
    return {
      host,
      killRedmine,
      restartRedmine,
      control: createControl(urls.app),
      admin,
      readJira: () => readJira(urls.jira, JIRA_PROJECT),
      readRedmine: () => readRedmine(redmineDirOf(dataDir), REDMINE_PROJECT),
      async countIssues() {
        const inJira = await listJira(urls.jira, JIRA_PROJECT);
        return inJira.length + (await countRedmine(redmine.url, REDMINE_PROJECT));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const redmineDirOf = (dataDir: string): string => join(dataDir, 'redmine');

interface Booted extends Pick<Rehearsal, 'host' | 'killRedmine' | 'restartRedmine'> {
  readonly redmine: Pick<RealRedmine, 'url'>;
  close(): Promise<void>;
}

/** The host that was filled may reach Redmine at one address, so it stays there. */
async function claimPort(dataDir: string): Promise<ClaimedPorts> {
  const file = join(dataDir, 'port');
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  const range = kept === undefined ? REDMINE_PORTS : { from: kept, to: kept, count: 1 };
  const ports = await claimPorts(range);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, String(ports.first));
  return ports;
}

async function boot(dataDir: string): Promise<Booted> {
  const ports = await claimPort(dataDir);
  const hostDir = join(dataDir, 'host');
  mkdirSync(hostDir, { recursive: true });
  const start = () =>
    startRealRedmine({
      port: ports.first,
      dataDir: redmineDirOf(dataDir),
      say: (text) => console.log(text),
    });
  let redmine = await start();
  const end = async () => {
    await redmine.stop();
    ports.release();
  };
  try {
    const unmapped = { ...configurationFor(redmine.url), mappings: [] };
    const host = await startHost({
      config: () => unmapped,
      redmine: { url: redmine.url, apiKey: ADMIN_API_KEY },
      dataFolder: hostDir,
      flags: DEFAULT_FLAGS,
    });
    return {
      host,
      redmine,
      killRedmine: () => redmine.kill(),
      async restartRedmine() {
        redmine = await start();
      },
      async close() {
        await host.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function configurationFor(redmineUrl: string) {
  const rows = (words: Readonly<Record<string, readonly string[]>>) =>
    Object.values(words).map(([jira, redmine]) => ({ jira, redmine }));
  return aConfiguration({
    redmineUrl,
    apiKey: ADMIN_API_KEY,
    mapping: {
      id: MAPPING,
      issueTypes: rows(TYPES),
      statuses: rows(STATUSES),
      priorities: rows(PRIORITIES),
      relations: true,
    },
    moreFields: [{ jira: 'parent', redmine: 'parent' }],
    moreUsers: [{ jira: 'linus@example.com', redmine: 'Linus Torvalds' }],
  });
}
