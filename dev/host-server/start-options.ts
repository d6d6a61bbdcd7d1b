/** What `npm start` takes: flags, and environment variables for the running Redmine. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StartError } from './start-error';

const flags = {
  port: { type: 'string' },
  'redmine-url': { type: 'string' },
  'redmine-key': { type: 'string' },
  config: { type: 'string' },
  data: { type: 'string' },
  empty: { type: 'boolean' },
  timers: { type: 'string' },
  'search-lag': { type: 'string' },
  'redmine-webhook': { type: 'string' },
  bundle: { type: 'boolean' },
} as const;

const schema = z.object({
  port: z.coerce.number().int().min(1).max(65_533).default(8420),
  'redmine-url': z.url({ protocol: /^https?$/ }).optional(),
  'redmine-key': z.string().min(1).optional(),
  config: z.string().min(1).optional(),
  data: z.string().min(1).optional(),
  empty: z.boolean().default(false),
  timers: z.enum(['auto', 'manual']).default('auto'),
  'search-lag': z.coerce.number().min(0).default(2),
  'redmine-webhook': z.enum(['on', 'off']).default('on'),
  bundle: z.boolean().default(false),
});

export interface StartOptions {
  /** The app host; the Jira double and the embedded Redmine take the two after it. */
  readonly port: number;
  /** A Redmine that runs elsewhere; `undefined`: the embedded one. */
  readonly redmine: { readonly url: string; readonly apiKey: string } | undefined;
  readonly configFile: string | undefined;
  readonly dataFolder: string | undefined;
  readonly empty: boolean;
  readonly timers: 'auto' | 'manual';
  readonly searchLagSeconds: number;
  /** Whether the embedded Redmine rings the app. */
  readonly redmineRings: boolean;
  /** Whether the app runs from the bundle that is deployed, made anew, rather than from `src`. */
  readonly bundled: boolean;
  /** Jira's OpenAPI document (`JIRA_OPENAPI`), to hold every exchange with the double against. */
  readonly jiraOpenApiFile: string | undefined;
  /** Where to note the app's calls of Jira (`JIRA_CALLS`), for `npm run check:scopes`. */
  readonly jiraCallsFolder: string | undefined;
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param args without the program's own two
 * @throws {StartError} that names the flag
 */
export function parseStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const values = readFlags(args);
  const parsed = schema.safeParse({
    ...values,
    'redmine-url': values['redmine-url'] ?? (environment.REDMINE_URL || undefined),
    'redmine-key': values['redmine-key'] ?? (environment.REDMINE_API_KEY || undefined),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartError(`--${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { 'redmine-url': url, 'redmine-key': apiKey, ...rest } = parsed.data;
  if (url !== undefined && apiKey === undefined) {
    throw new StartError('--redmine-url needs --redmine-key (or REDMINE_API_KEY)');
  }
  return {
    port: rest.port,
    redmine:
      url === undefined || apiKey === undefined
        ? undefined
        : { url: url.replace(/\/+$/, ''), apiKey },
    configFile: rest.config,
    dataFolder: rest.data,
    empty: rest.empty,
    timers: rest.timers,
    searchLagSeconds: rest['search-lag'],
    redmineRings: rest['redmine-webhook'] === 'on',
    bundled: rest.bundle,
    jiraOpenApiFile: environment['JIRA_OPENAPI'] || undefined,
    jiraCallsFolder: environment['JIRA_CALLS'] || undefined,
  };
}
