import { parseArgs } from 'node:util';
import { DEMO_SEED } from '../seed/demo-seed';
import { findRealRedmine } from './find-real-redmine';
import { startRealRedmine } from './start-real-redmine';

/**
 * `npm run redmine -- --port 3900 --data DIR [--format textile|common_mark] [--plugin DIR]…`
 *
 * Boots a real Redmine 5.0.4 with the demo's project and people, and keeps it until it is interrupted.
 * Needs Debian 12 and root.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3900' },
      data: { type: 'string', default: '.cache/redmine' },
      format: { type: 'string', default: 'textile' },
      plugin: { type: 'string', multiple: true, default: [] },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port`);
  }
  if (values.format !== 'textile' && values.format !== 'common_mark') {
    throw new Error(`--format ${values.format} is neither textile nor common_mark`);
  }
  const finding = findRealRedmine();
  if (finding.kind === 'absent')
    throw new Error(`cannot boot a real Redmine here: ${finding.reason}`);
  const redmine = await startRealRedmine({
    port,
    dataDir: values.data,
    format: values.format,
    plugins: values.plugin,
    say: (text) => console.error(text),
  });
  console.log(`REDMINE_URL=${redmine.url}`);
  console.log(`REDMINE_API_KEY=${redmine.apiKey}`);
  for (const user of DEMO_SEED.users) {
    console.log(`# ${user.login} / ${user.password}: key ${user.apiKey}`);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      redmine.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
