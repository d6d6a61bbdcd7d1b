/**
 * Starts what `bundle.cjs` packed in the sandbox of Atlassian's own `forge tunnel`: every
 * function of the manifest answers. `node tunnel.cjs [FOLDER]`.
 */
const { join, resolve } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const EVENT = {
  eventType: 'avi:jira:updated:issue',
  timestamp: '1760000000000',
  issue: { id: '10001', fields: { project: { id: '10000' } } },
};
const KNOCK = {
  method: 'POST',
  path: '/x',
  userPath: '/nobody',
  headers: {},
  queryParameters: {},
  body: '{}',
};
const JOB = { body: { v: 1, kind: 'backfill', mappingId: 'nobody', turn: null } };
const CONTEXT = { extension: { issue: { id: '1' }, project: { id: '1' } } };
const CALLER = { principal: { accountId: 'nobody' } };
const callOf = (functionKey) => [{ call: { functionKey }, context: CONTEXT }, CALLER];

/** What every function answers while nothing is configured, and Jira is not there. */
const ANSWERS = {
  onJiraEvent: { args: [EVENT, {}], expected: /^undefined$/ },
  onRedmineWebhook: { args: [KNOCK, {}], expected: /^{"outputKey":"unknown"}$/ },
  runLiveJob: { args: [JOB, {}], expected: /^undefined$/ },
  runBackgroundJob: { args: [JOB, {}], expected: /^undefined$/ },
  onSweepTimer: { args: [{}, {}], expected: /^undefined$/ },
  onVerifyTimer: { args: [{}, {}], expected: /^undefined$/ },
  onPeopleTimer: { args: [{}, {}], expected: /^undefined$/ },
  adminResolver: { args: callOf('getOverview'), expected: /^{"ok":false,"reason":"\[jira\] / },
  panelResolver: { args: callOf('getPanel'), expected: /^{"ok":false,"reason":"\[jira\] / },
};

async function main(folder) {
  process.chdir(ROOT);
  const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
  const { NodeSandbox } = require('@forge/tunnel/out/sandbox');
  const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
  const { modules } = await config.readConfig();
  for (const { handler } of modules.function) {
    const [modName, name] = handler.split('.');
    const startMs = performance.now();
    const sandbox = new NodeSandbox({ appPath: folder, modName, handler: name });
    try {
      const { args, expected } = ANSWERS[name];
      const { success, body, error } = await sandbox.execute({
        _meta: { timeout: 25 },
        body: { handler: name, args },
      });
      if (!success) throw new Error(`${handler}: ${error.errorMessage}`);
      const answer = `${JSON.stringify(body)}`;
      if (!expected.test(answer)) throw new Error(`${handler}: answered ${answer}`);
      const took = `${(performance.now() - startMs).toFixed(0)} ms`;
      console.log(`${handler}: answers ${answer}, ${took}`);
    } finally {
      sandbox.stop();
    }
  }
}

main(resolve(process.argv[2] ?? join(ROOT, 'out', 'forge-bundle', 'backend'))).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
