import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDebianBundler } from './debian-bundler';

/** Debian's Redmine keeps several instances; we have one. Time is stored as local time: so UTC it is. */
export const RAILS_ENVIRONMENT = (): NodeJS.ProcessEnv => {
  const {
    BUNDLE_GEMFILE: _gemfile,
    RUBYOPT: _options,
    GEM_HOME: _home,
    GEM_PATH: _path,
    ...environment
  } = process.env;
  const bundler = findDebianBundler();
  return {
    ...environment,
    ...(bundler === undefined ? {} : { BUNDLER_VERSION: bundler }),
    RAILS_ENV: 'production',
    REDMINE_INSTANCE: 'default',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
  };
};

/** From `info` on, Redmine logs what is posted to it. */
export type LogLevel = 'warn' | 'info' | 'debug';

/** The code of an instance, within its data directory. */
export const appDirOf = (dataDir: string): string => join(dataDir, 'app');

/** Where an instance logs. */
export const logFileOf = (appDir: string): string =>
  join(appDir, 'instances/default/log/production.log');

/** Writes the configuration of an instance into a copy of the code. */
export async function writeInstance(
  appDir: string,
  databasePath: string,
  logLevel: LogLevel = 'warn',
): Promise<void> {
  const instance = join(appDir, 'instances/default');
  const dirs = ['config', 'files', 'log', 'public/plugin_assets'];
  const temporary = ['cache', 'imports', 'thumbnails', 'pdf'].map((name) => `tmp/${name}`);
  for (const dir of [...dirs, ...temporary]) await mkdir(join(instance, dir), { recursive: true });
  await writeFile(join(instance, 'config/database.yml'), databaseYml(databasePath));
  await writeFile(join(instance, 'config/secret_key.txt'), randomBytes(32).toString('hex'));
  await writeFile(
    join(instance, 'config/configuration.yml'),
    'default:\n  email_delivery:\n    delivery_method: :test\n',
  );
  await writeFile(
    join(appDir, 'config/additional_environment.rb'),
    `config.log_level = :${logLevel}\n`,
  );
}

const databaseYml = (path: string): string => `production:
  adapter: sqlite3
  database: ${path}
  encoding: utf8
  timeout: 15000
  pool: 16
`;
