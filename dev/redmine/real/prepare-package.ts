import { existsSync } from 'node:fs';
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { RAILS_ENVIRONMENT, writeInstance } from './instance';
import { withLock } from './lock';
import { runProgram } from './run-program';

/** What every instance is made from: the package's code, its locked gems, and a migrated database. */
export interface PreparedRedmine {
  readonly codeDir: string;
  readonly gemfileLock: string;
  readonly databaseTemplate: string;
}

const cacheDir = (): string =>
  join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'redmine-sync-for-jira',
    'redmine-5.0',
  );

/** Dependencies that the package has for its own setup, or as one of several choices. */
const UNWANTED = /^(dbconfig-common|redmine-sqlite|debconf)$/;
const OURS = ['ruby-sqlite3', 'puma', 'ruby-faraday', 'sqlite3'];

/**
 * Prepares Redmine once per machine, in a cache below the home directory. Only the package's dependencies
 * are installed; the package itself is unpacked, so that no system service or configuration comes of it.
 *
 * @param say is told what takes long
 */
export async function prepareRedmine(say: (text: string) => void): Promise<PreparedRedmine> {
  const cache = cacheDir();
  const prepared: PreparedRedmine = {
    codeDir: join(cache, 'code'),
    gemfileLock: join(cache, 'Gemfile.lock'),
    databaseTemplate: join(cache, 'template.sqlite3'),
  };
  await mkdir(cache, { recursive: true });
  await withLock(join(cache, 'lock'), async () => {
    const deb = await downloadPackage(cache, say);
    await installDependencies(deb, say);
    if (!existsSync(prepared.codeDir)) await unpackCode(cache, deb, prepared.codeDir);
    if (!existsSync(prepared.databaseTemplate)) await migrateTemplate(cache, prepared, say);
  });
  return prepared;
}

async function downloadPackage(cache: string, say: (text: string) => void): Promise<string> {
  const find = async (): Promise<string | undefined> =>
    (await readdir(cache)).find((name) => /^redmine_.*\.deb$/.test(name));
  let name = await find();
  if (name === undefined) {
    say('downloading the Debian package redmine');
    await runProgram('apt-get', ['download', '-qq', 'redmine'], { cwd: cache });
    name = await find();
  }
  if (name === undefined) throw new Error(`apt-get download left no redmine_*.deb in ${cache}`);
  return join(cache, name);
}

async function installDependencies(deb: string, say: (text: string) => void): Promise<void> {
  const depends = await runProgram('dpkg-deb', ['-f', deb, 'Depends']);
  const names = depends
    .split(',')
    .map((choice) => choice.replace(/[|(:].*/, '').trim())
    .filter((name) => name !== '' && !UNWANTED.test(name));
  const wanted = [...names, ...OURS];
  const isInstalled = await runProgram('dpkg', ['-s', ...wanted]).then(
    () => true,
    () => false, // dpkg -s fails as soon as one is missing
  );
  if (isInstalled) return;
  say('installing the Debian packages that Redmine needs');
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...wanted];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runProgram('apt-get', install, { env });
  } catch {
    // The package lists may be out of date; a second failure is final.
    await runProgram('apt-get', ['update', '-qq'], { env });
    await runProgram('apt-get', install, { env });
  }
}

async function unpackCode(cache: string, deb: string, codeDir: string): Promise<void> {
  const unpacked = join(cache, 'unpacked');
  await rm(unpacked, { recursive: true, force: true });
  await runProgram('dpkg-deb', ['-x', deb, unpacked]);
  const code = join(unpacked, 'usr/share/redmine');
  // Debian's Gemfile looks for database settings in the installed package's place.
  const gemfile = await readFile(join(code, 'Gemfile'), 'utf8');
  const patched = gemfile.replace(
    /'\/usr\/share\/redmine\/\{config,instances\/\*\/config\}\/database\.yml'/,
    "File.expand_path('../instances/default/config/database.yml', __FILE__)",
  );
  if (patched === gemfile) throw new Error('the package redmine has a Gemfile that we do not know');
  await writeFile(join(code, 'Gemfile'), patched);
  await appendFile(join(code, 'Gemfile.local'), "gem 'puma'\n");
  for (const dangling of ['Gemfile.lock', 'instances', 'config/database.yml']) {
    await rm(join(code, dangling), { recursive: true, force: true });
  }
  await makeLinksAbsolute(join(code, 'public/javascripts'));
  await mkdir(join(code, 'plugins'), { recursive: true });
  await rename(code, codeDir);
  await rm(unpacked, { recursive: true, force: true });
}

/** The package links to other packages' files relative to where it would be installed. */
async function makeLinksAbsolute(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const path = join(dir, entry.name);
    const target = resolve('/usr/share/redmine/public/javascripts', await readlink(path));
    await rm(path);
    await symlink(target, path);
  }
}

async function migrateTemplate(
  cache: string,
  prepared: PreparedRedmine,
  say: (text: string) => void,
): Promise<void> {
  say('building the database (once, about half a minute)');
  const appDir = join(cache, 'template-app');
  const database = `${prepared.databaseTemplate}.new`;
  await rm(appDir, { recursive: true, force: true });
  await rm(database, { force: true });
  await cp(prepared.codeDir, appDir, { recursive: true, verbatimSymlinks: true });
  await writeInstance(appDir, database);
  const inApp = { cwd: appDir, env: { ...RAILS_ENVIRONMENT(), REDMINE_LANG: 'en' } };
  await runProgram('bundle', ['install', '--local', '--quiet'], inApp);
  await runProgram('bundle', ['exec', 'rake', 'db:migrate'], {
    ...inApp,
    env: { ...inApp.env, SCHEMA: '/dev/null' },
  });
  // A process of its own: together with the migration it sees stale columns, and still exits with 0.
  await runProgram('bundle', ['exec', 'rake', 'redmine:load_default_data'], inApp);
  const trackers = await runProgram('sqlite3', [database, 'SELECT count(*) FROM trackers']);
  if (Number(trackers) < 3) throw new Error('loading the default data of Redmine left no trackers');
  await cp(join(appDir, 'Gemfile.lock'), prepared.gemfileLock);
  await rename(database, prepared.databaseTemplate);
  await rm(appDir, { recursive: true, force: true });
}
