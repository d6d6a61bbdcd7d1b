/**
 * Every text that the pages show, in one place, ready for translation. Values that vary come in as
 * arguments, so that no sentence is put together elsewhere.
 */
import type { MappingView, PanelView } from '../shared/api';

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many);

export const texts = {
  common: {
    loading: 'Loading',
    tryAgain: 'Try again',
    refresh: 'Refresh',
    cancel: 'Cancel',
    showMore: 'Show more',
    justNow: 'just now',
    never: 'Never',
    noAnswer: 'The app did not answer as expected. Reload the page and try again.',
    callFailed: (message: string) => `The app could not be reached: ${message}`,
    /** Counts are counted up to 100. */
    count: (count: number) => (count >= 100 ? '100+' : String(count)),
    actionFailed: 'That did not work',
    loadFailed: 'This could not be loaded',
  },
  direction: {
    both: '↔ both ways',
    toJira: '← to Jira only',
    toRedmine: '→ to Redmine only',
  } satisfies Record<MappingView['direction'], string>,
  fields: {
    summary: 'Summary',
    description: 'Description',
    status: 'Status',
    priority: 'Priority',
    issuetype: 'Issue type',
    type: 'Issue type',
    assignee: 'Assignee',
    duedate: 'Due date',
  } as Readonly<Record<string, string>>,
  admin: {
    tabs: {
      label: 'Redmine Sync',
      mappings: 'Mappings',
      problems: (count: number) => (count === 0 ? 'Problems' : `Problems (${count})`),
      connections: 'Connections',
      configuration: 'Configuration',
    },
    attention: {
      title: (count: number) =>
        `${count} ${plural(count, 'thing needs', 'things need')} your attention`,
      body: 'Everything else goes on syncing meanwhile.',
      show: 'Show them',
    },
    health: {
      title: {
        failures: (tracker: string) => `${tracker} does not answer`,
        access: (tracker: string) => `${tracker} does not take the app’s key`,
        limit: (tracker: string) => `${tracker} asks the app to wait`,
      },
      waits: 'Nothing is lost: changes on either side wait, and are caught up afterwards.',
      access: 'Nothing is lost. Mend the key or the access, then test the connection.',
      since: (moment: string) => `Since ${moment}.`,
      retry: (moment: string) => `Asked again after ${moment}.`,
      jira: 'Jira',
    },
    welcome: {
      title: 'Connect Jira to Redmine',
      lead: 'Issues of a Jira project and of a Redmine project stay the same, whichever side people work on. Three steps, about ten minutes:',
      steps: [
        'In Redmine, turn on the REST web service (Administration, Settings, API) and take the API key of the account that is to write there (My account).',
        'Below, start from the example: name your Redmine, the projects that belong together, and which types, statuses and people match.',
        'Import it. Jira asks whether this app may reach your Redmine; then the mapped projects start to sync.',
      ],
    },
    mappings: {
      heading: 'Mappings',
      empty: 'No projects are mapped yet. Add one under Configuration.',
      jiraProject: 'Jira project',
      direction: 'Direction',
      redmineProject: 'Redmine project',
      state: 'State',
      links: 'Linked',
      conflicts: 'Conflicts',
      problems: 'Problems',
      actions: 'Actions',
      active: 'Syncing',
      paused: 'Paused',
      pause: 'Pause',
      resume: 'Resume',
      at: (project: string, connection: string) => `${project} at ${connection}`,
      pausedFlag: (project: string) => `${project} is paused`,
      pausedFlagBody: 'Changes on either side wait until you resume it.',
      resumedFlag: (project: string) => `${project} is syncing again`,
      resumedFlagBody: 'What changed meanwhile is caught up within five minutes.',
    },
    runs: {
      heading: 'Last changes',
      empty: 'Nothing has been synced yet. Edit an issue on either side, then refresh.',
      when: 'When',
      jira: 'Jira',
      redmine: 'Redmine',
      what: 'What happened',
    },
    connections: {
      empty: 'No Redmine is connected yet. Add one under Configuration.',
      address: 'Address',
      textFormat: 'Text format',
      textFormats: { textile: 'Textile', markdown: 'Markdown' },
      apiKey: 'API key',
      webhookSecret: 'Webhook secret',
      stored: 'Stored',
      missing: 'Missing',
      webhookUrl: 'Webhook URL',
      webhookHelp:
        'Select the text to copy it. Redmine rings here when an issue changes; without it, changes are found every five minutes.',
      test: 'Test connection',
      passed: 'OK',
      failed: 'Mend this',
      allPassed: 'Everything works.',
      someFailed: (count: number) => `${count} ${plural(count, 'thing', 'things')} to mend:`,
    },
    configuration: {
      heading: 'Configuration',
      lead: 'Connections, mappings and people in one document. What you import replaces what is there; links between issues stay.',
      label: 'Configuration document (JSON)',
      help: 'Paste a document, or show the current one, change it and import it again. API keys and webhook secrets are never shown: leave them out to keep those that are stored.',
      helpFirst:
        'Paste a document, or start from the example. API keys and webhook secrets are stored apart from the rest and never shown again.',
      placeholder: '{ "version": 1, "connections": [ … ], "mappings": [ … ] }',
      import: 'Import',
      showCurrent: 'Show current',
      startFromExample: 'Start from the example',
      clear: 'Clear',
      exported: 'This is the current configuration. Select the text to copy it.',
      nothingToImport: 'Paste a configuration first, or start from the example.',
      mistakesTitle: (count: number) =>
        `${count} ${plural(count, 'mistake', 'mistakes')}: nothing was imported`,
      where: 'Where',
      whatToDo: 'What would be right',
      wholeDocument: 'Document',
      line: (line: number, column: number) => `Line ${line}, column ${column}`,
      notJson: (message: string) => `This is not JSON: ${message}`,
      refusedTitle: 'The app may not reach Redmine: nothing was imported',
      refused: (hosts: readonly string[], message: string) =>
        `Without consent the app cannot call ${hosts.join(', ')}. Import again and allow it, or ask a site admin. Jira said: ${message}`,
      consentDescription: (names: readonly string[]) =>
        `Redmine (${names.join(', ')}): issues are read from and written to it`,
      collectorDescription: 'Log collector: the audit is pushed to it',
      importedFlag: 'Configuration imported',
      importedFlagBody: (mappings: number) =>
        `${mappings} ${plural(mappings, 'mapping is', 'mappings are')} in place.`,
    },
    problems: {
      emptyTitle: 'No problems',
      empty: 'No conflict waits for a decision, and nothing went wrong.',
      conflicts: 'Conflicts',
      conflictsLead:
        'Both sides changed the same field. Both values stand until you choose which one to keep.',
      inJira: 'In Jira',
      inRedmine: 'In Redmine',
      emptyValue: '(empty)',
      keepJira: 'Keep Jira’s',
      keepRedmine: 'Keep Redmine’s',
      found: (ago: string) => `Found ${ago}`,
      problem: 'Problem',
      kept: {
        jira: 'Jira’s value was kept',
        remote: 'Redmine’s value was kept',
      },
      keptBody: 'The other side follows in a moment.',
      problems: 'Problems',
      problemsLead: 'These stand in the way of single issues or values. Other changes go on.',
      deadLetters: 'Given up',
      deadLettersLead:
        'These changes could not be made. Mend the cause, then retry; the entry goes by itself once a later change of the same issue succeeds.',
      failed: (ago: string) => `Failed ${ago}`,
      retry: 'Retry',
      retryAll: 'Retry all like this',
      retried: 'It is being tried again',
      retriedAll: 'All of this kind are being tried again',
      discard: 'Discard…',
      discardTitle: 'Discard this change?',
      discardBody: 'It will not be carried over. Later changes of the same issue sync as usual.',
      discardReason: 'Reason',
      discardReasonHelp: 'It is kept in the audit.',
      discardReasonMissing: 'Say why, so that others can understand it later.',
      discardConfirm: 'Discard',
      discarded: 'The change was discarded',
      redmineIssue: (key: string) => `Redmine ${key}`,
    },
  },
  panel: {
    states: {
      'in-sync': 'In sync',
      waiting: 'Waiting',
      conflict: 'Conflict',
      problem: 'Problem',
      paused: 'Paused',
      'not-linked': 'Not linked',
      'not-mapped': 'Not mapped',
    } satisfies Record<PanelView['state'], string>,
    noTwinYet: 'This issue has no twin in Redmine yet.',
    notMapped:
      'This project is not connected to a Redmine project. A Jira admin can add it in the settings of Redmine Sync.',
    readOnly: 'You may see this issue but not edit it, so you cannot change its link.',
    status: 'Status in Redmine',
    assignee: 'Assignee in Redmine',
    nobody: 'Nobody',
    sent: 'Last sent',
    received: 'Last received',
    syncNow: 'Sync now',
    createTwin: 'Create in Redmine',
    unlink: 'Unlink…',
    unlinkTitle: 'Unlink this issue?',
    unlinkBody: (key: string) =>
      `This issue and ${key} stay as they are, but changes no longer cross. You can link them again later.`,
    unlinkConfirm: 'Unlink',
    linkExisting: 'Link an existing issue',
    linkIssue: 'Redmine issue',
    linkIssueHelp: 'Its number or its address, like #12.',
    linkIssueMissing: 'Enter the number or the address of a Redmine issue.',
    seed: 'Where the two differ',
    seeds: {
      ask: 'Ask me about each difference',
      jira: 'Jira’s values win',
      remote: 'Redmine’s values win',
    },
    link: 'Link',
    notesTitle: {
      conflict: 'Somebody has to decide',
      problem: 'Something stands in the way',
    },
  },
} as const;

/** A field's name as people know it; fields of the site's own keep the name they are mapped by. */
export function nameField(field: string): string {
  return texts.fields[field] ?? field;
}
