export const onJiraEvent = () => {};
export const onRedmineWebhook = () => {};
export const runLiveJob = () => {};
export const runBackgroundJob = () => {};
export const onSweepTimer = () => {};
export const adminResolver = () => {};
export const panelResolver = () => {};
