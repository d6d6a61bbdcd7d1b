/** For a Jira double: the app has the manifest's scopes and no others, and its calls are noted. */
import { readFileSync } from 'node:fs';
import { parseManifest } from '../../dev/forge-host/manifest';
import { noteJiraCalls } from '../../dev/scopes/note-calls';

const { permissions } = parseManifest(readFileSync('manifest.yml', 'utf8'));

export const APP_CALLS = {
  appScopes: permissions.scopes,
  ...noteJiraCalls(process.env.JIRA_CALLS),
};
