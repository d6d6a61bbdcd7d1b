/** The handlers that manifest.yml names. */
export { adminResolver } from './entry/admin/resolver';
export { onJiraEvent } from './entry/jira-event';
export { panelResolver } from './entry/panel/resolver';
export { onPeopleTimer } from './entry/people-timer';
export { onRedmineWebhook } from './entry/redmine-webhook';
export { onSweepTimer } from './entry/sweep-timer';
export { runBackgroundJob, runLiveJob } from './entry/sync-consumer';
export { onVerifyTimer } from './entry/verify-timer';
