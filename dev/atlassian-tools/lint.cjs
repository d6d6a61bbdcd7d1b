/**
 * Runs Atlassian's own lint, as `forge lint` does, without an account and without the network.
 * Ends with status 1 on any error or warning.
 *
 * JIRA_OPENAPI names Jira's OpenAPI document: with it, lint also holds the scopes of the manifest
 * against the calls in the code. https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json
 */
const { mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const OTHER_PRODUCTS = ['JSM', 'JSW', 'CONF', 'CONF_V2', 'BB'];

async function main() {
  process.chdir(join(__dirname, '..', '..'));
  const folder = mkdtempSync(join(tmpdir(), 'forge-lint-'));
  try {
    offerDocuments(folder);
    // Read the environment when they are loaded.
    const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
    const { lint, problemCount, reportLintResults } = require('@forge/lint');
    const logger = { info: (line) => console.log(line) };
    const manifest = await new ConfigFile(
      new FileSystemReader(),
      new FileSystemWriter(),
    ).readConfig();
    const files = readdirSync('src', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    const results = await lint(
      files,
      manifest,
      'development',
      logger,
      { getDeprecatedRuntimes: async () => [] },
      { linter: { mode: 'client-side' } },
    );
    reportLintResults(logger, results);
    const { errors, warnings, approvals } = problemCount(results);
    const scopes = process.env.JIRA_OPENAPI ? 'with' : 'without';
    console.log(
      `${files.length} files, ${errors} errors, ${warnings} warnings, ${approvals} approvals, ${scopes} the scopes of calls`,
    );
    if (errors + warnings + approvals > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lint looks calls up in the documents of all products, and else on the network; this app calls Jira's alone. */
function offerDocuments(folder) {
  const empty = join(folder, 'empty.json');
  writeFileSync(
    empty,
    JSON.stringify({ openapi: '3.0.1', info: { title: 'none', version: '1' }, paths: {} }),
  );
  for (const product of OTHER_PRODUCTS) process.env[`LOCAL_${product}_SWAGGER`] = empty;
  process.env.LOCAL_JIRA_SWAGGER = process.env.JIRA_OPENAPI ?? empty;
  process.env.USE_LOCAL_SWAGGER = '1';
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
