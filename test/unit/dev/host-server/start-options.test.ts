import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../../../dev/host-server/start-options';

const DEFAULTS = {
  port: 8420,
  redmine: undefined,
  configFile: undefined,
  dataFolder: undefined,
  empty: false,
  timers: 'auto',
  searchLagSeconds: 2,
  redmineRings: true,
  bundled: false,
  jiraCallsFolder: undefined,
};

describe('the options of npm start', () => {
  it('have defaults for all of them', () => {
    expect(parseStartOptions([], {})).toEqual(DEFAULTS);
  });

  it('come from flags', () => {
    const flags =
      '--port 9000 --redmine-url http://r:3000/ --redmine-key k --config c.json --data d --empty --timers manual --search-lag 0.5 --redmine-webhook off --bundle';
    expect(parseStartOptions(flags.split(' '), {})).toEqual({
      port: 9000,
      redmine: { url: 'http://r:3000', apiKey: 'k' },
      configFile: 'c.json',
      dataFolder: 'd',
      empty: true,
      timers: 'manual',
      searchLagSeconds: 0.5,
      redmineRings: false,
      bundled: true,
      jiraCallsFolder: undefined,
    });
  });

  it('take the Redmine from the environment, where no flag names it', () => {
    const environment = { REDMINE_URL: 'http://env', REDMINE_API_KEY: 'e' };
    expect([
      parseStartOptions([], environment).redmine,
      parseStartOptions(['--redmine-url', 'http://flag'], environment).redmine,
      parseStartOptions([], { REDMINE_URL: '', REDMINE_API_KEY: '' }).redmine,
    ]).toEqual([
      { url: 'http://env', apiKey: 'e' },
      { url: 'http://flag', apiKey: 'e' },
      undefined,
    ]);
  });

  it.each([
    ['--port x', '--port'],
    ['--port 70000', '--port'],
    ['--timers never', '--timers'],
    ['--search-lag -1', '--search-lag'],
    ['--redmine-webhook maybe', '--redmine-webhook'],
    ['--redmine-url ftp://r --redmine-key k', '--redmine-url'],
    ['--redmine-url http://r', 'needs --redmine-key'],
    ['--colour red', '--colour'],
    ['stray', 'stray'],
  ])('refuse %s by name', (flags, name) => {
    expect(() => parseStartOptions(flags.split(' '), {})).toThrow(name);
  });
});
