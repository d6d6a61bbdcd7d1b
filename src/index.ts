/**
 * The handlers that manifest.yml names. Each loads its code with its first call: a bell does not wait
 * for the code of a page.
 */
import type { AsyncEvent } from '@forge/events';
import type Resolver from '@forge/resolver';

type ResolverCall = Parameters<ReturnType<Resolver['getDefinitions']>>;

export const onJiraEvent = async (event: unknown) =>
  (await import('./entry/jira-event')).onJiraEvent(event);

export const onRedmineWebhook = async (request: unknown) =>
  (await import('./entry/redmine-webhook')).onRedmineWebhook(request);

export const runLiveJob = async (event: AsyncEvent) =>
  (await import('./entry/sync-consumer')).runLiveJob(event);

export const runBackgroundJob = async (event: AsyncEvent) =>
  (await import('./entry/sync-consumer')).runBackgroundJob(event);

export const onSweepTimer = async () => (await import('./entry/sweep-timer')).onSweepTimer();

export const onVerifyTimer = async () => (await import('./entry/verify-timer')).onVerifyTimer();

export const onPeopleTimer = async () => (await import('./entry/people-timer')).onPeopleTimer();

export const adminResolver = async (...call: ResolverCall) =>
  (await import('./entry/admin/resolver')).adminResolver(...call);

export const panelResolver = async (...call: ResolverCall) =>
  (await import('./entry/panel/resolver')).panelResolver(...call);
