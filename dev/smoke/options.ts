/** What `npm run smoke` takes: flags, and logins from the environment, where no shell keeps them. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Login, SiteOptions } from './jira-site';

export const USAGE = `JIRA_EMAIL=… JIRA_API_TOKEN=… npm run smoke -- --site https://your-site.atlassian.net --project KEY
  [--webtrigger URL]        the installed app's, from its admin page
  [--second-project KEY]    to move an issue to
  [--hidden-issue KEY]      one that the second login may not see
  [--report FILE]           default: smoke-report.md
second login, a plain user: JIRA_OTHER_EMAIL=… JIRA_OTHER_API_TOKEN=…`;

const schema = z.object({
  site: z.url({ protocol: /^https?$/ }),
  project: z.string().min(1),
  webtrigger: z.url().optional(),
  'second-project': z.string().optional(),
  'hidden-issue': z.string().optional(),
  report: z.string().default('smoke-report.md'),
});

export interface SmokeOptions extends SiteOptions {
  readonly reportFile: string;
}

/** @throws {Error} that names what is missing */
export function parseSmokeOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SmokeOptions {
  const flag = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      site: flag,
      project: flag,
      webtrigger: flag,
      'second-project': flag,
      'hidden-issue': flag,
      report: flag,
    },
  });
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const login = findLogin(environment.JIRA_EMAIL, environment.JIRA_API_TOKEN);
  if (!login) throw new Error('JIRA_EMAIL and JIRA_API_TOKEN must be set');
  return {
    url: parsed.data.site.replace(/\/+$/, ''),
    login,
    projectKey: parsed.data.project,
    other: findLogin(environment.JIRA_OTHER_EMAIL, environment.JIRA_OTHER_API_TOKEN),
    hiddenIssue: parsed.data['hidden-issue'],
    secondProjectKey: parsed.data['second-project'],
    webTriggerUrl: parsed.data.webtrigger,
    reportFile: parsed.data.report,
  };
}

function findLogin(email?: string, token?: string): Login | undefined {
  return email && token ? { email, token } : undefined;
}
