/** `npm run smoke`: holds `docs/unverified.md` against a real site. `docs/deploy.md` says how. */
import { writeFileSync } from 'node:fs';
import { JiraSite } from './jira-site';
import { parseSmokeOptions, USAGE } from './options';
import { writeReport } from './report';
import { runChecks } from './run-checks';

async function main(): Promise<void> {
  const options = parseSmokeOptions(process.argv.slice(2), process.env);
  const site = new JiraSite(options);
  await site.get(`/project/${options.projectKey}`);
  console.log('It takes about two minutes: Jira limits how fast one issue is written.');
  const results = await runChecks(site, ({ id, finding }) => {
    console.log(`${id} ${finding.kind}`);
  });
  const left = await site.cleanUp();
  const { url, login, projectKey, secondProjectKey, hiddenIssue } = options;
  const secrets = [url, login.email, projectKey, secondProjectKey, hiddenIssue].filter(
    (secret) => secret !== undefined,
  );
  const report = writeReport(results, secrets, left);
  writeFileSync(options.reportFile, report);
  console.log(`\n${report.split('\n')[2]}\n${options.reportFile} is ready to be pasted.`);
  if (results.some(({ finding }) => finding.kind === 'refuted' || finding.kind === 'failed')) {
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 1;
});
