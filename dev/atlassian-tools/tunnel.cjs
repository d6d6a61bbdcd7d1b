/**
 * Starts what `bundle.cjs` packed in the sandbox of Atlassian's own `forge tunnel`: every handler of
 * the manifest is there, and the two doors answer. `node tunnel.cjs [FOLDER]`.
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
/** What the doors answer while nothing is configured. */
const DOORS = {
  onJiraEvent: { args: [EVENT, {}], expected: undefined },
  onRedmineWebhook: { args: [KNOCK, {}], expected: { outputKey: 'unknown' } },
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
      const door = DOORS[name];
      const { success, body, error } = await sandbox.execute({
        _meta: { timeout: 25 },
        body: { handler: name, args: door?.args },
      });
      if (!success) throw new Error(`${handler}: ${error.errorMessage}`);
      if (door) check(handler, body, door.expected);
      const took = `${(performance.now() - startMs).toFixed(0)} ms`;
      console.log(`${handler}: ${door ? `answers ${JSON.stringify(body)}` : 'loads'}, ${took}`);
    } finally {
      sandbox.stop();
    }
  }
}

function check(handler, answer, expected) {
  if (JSON.stringify(answer) !== JSON.stringify(expected)) {
    throw new Error(
      `${handler}: answered ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`,
    );
  }
}

main(resolve(process.argv[2] ?? join(ROOT, 'out', 'forge-bundle', 'backend'))).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
