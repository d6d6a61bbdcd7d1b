/** The handlers that manifest.yml names, by kind of module. */
// trigger

// jira:adminPage
export { adminResolver } from './entry/admin-resolver';
export { onJiraEvent } from './entry/jira-event';
// jira:issuePanel
export { panelResolver } from './entry/panel-resolver';
// scheduledTrigger
export { onPeopleTimer } from './entry/people-timer';
// webtrigger
export { onRedmineWebhook } from './entry/redmine-webhook';
export { onSweepTimer } from './entry/sweep-timer';
// consumer
export { runBackgroundJob, runLiveJob } from './entry/sync-consumer';
export { onVerifyTimer } from './entry/verify-timer';
