/**
 * Every text that the pages show, in one place, ready for translation. Values that vary come in as
 * arguments, so that no sentence is put together elsewhere.
 */
import type { AuditEntryView, DeadLetterView, MappingView, PanelView } from '../shared/api';

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
      overview: 'Overview',
      conflicts: (count: number) =>
        count === 0 ? 'Conflicts' : `Conflicts (${count >= 100 ? '100+' : count})`,
      problems: (count: number) =>
        count === 0 ? 'Problems' : `Problems (${count >= 100 ? '100+' : count})`,
      connections: 'Connections',
      configuration: 'Configuration',
      audit: 'Audit',
    },
    audit: {
      entries: 'What happened',
      entriesLead: 'Everything that the app did, found and was told to do, newest first.',
      empty: 'Nothing is recorded yet.',
      noneFits: 'Nothing here fits. Widen the search, or look further back.',
      when: 'When',
      issue: 'Issue',
      kind: 'Kind',
      anyKind: 'Any kind',
      from: 'From',
      to: 'Until',
      show: 'Show',
      older: 'Show older',
      what: 'What',
      cause: 'Because of',
      text: '(text)',
      onSide: (what: string, side: string) => (what === '' ? side : `${what} (${side})`),
      sides: { jira: 'in Jira', remote: 'in Redmine' },
      kinds: {
        created: 'Issue created',
        linked: 'Issues linked',
        unlinked: 'Issues unlinked',
        'field-written': 'Field written',
        'comment-copied': 'Comment copied',
        'comment-edited': 'Comment edited',
        'comment-deleted': 'Comment taken back',
        'attachment-copied': 'File copied',
        'attachment-linked': 'File linked to',
        'attachment-deleted': 'File taken back',
        'relation-added': 'Relation added',
        'relation-removed': 'Relation removed',
        'time-copied': 'Spent time copied',
        'time-edited': 'Spent time edited',
        'time-deleted': 'Spent time taken back',
        'left-alone': 'Left alone',
        'conflict-found': 'Conflict found',
        'conflict-decided': 'Conflict decided',
        'problem-found': 'Problem found',
        failed: 'Failed',
        admin: 'Admin action',
      } satisfies Record<AuditEntryView['kind'], string>,
      /** What an admin did. */
      doings: {
        configuration: 'Configuration imported',
        pause: 'Paused',
        resume: 'Resumed',
        retry: 'Tried again',
        'retry-all': 'Tried all alike again',
        discard: 'Discarded',
        'rebuild-links': 'Links rebuilt',
      } as Readonly<Record<string, string>>,
      causes: {
        jira: 'An edit in Jira',
        remote: 'An edit in Redmine',
        sweep: 'The regular catch-up',
        verify: 'The daily check',
        recovered: 'A run that was cut off',
      } as Readonly<Record<string, string>>,
      person: (id: string) => `A person (${id})`,
      keeping: 'Keeping',
      keepingLead: 'Both are set in the configuration document, under “audit”.',
      kept: 'Kept for',
      days: (count: number) => `${count} days`,
      collector: 'Log collector',
      noCollector: 'None',
      collectors: {
        splunk: (host: string) => `Splunk at ${host}`,
        datadog: (host: string) => `Datadog at ${host}`,
        json: (host: string) => `JSON to ${host}`,
      },
      pushedTo: 'Has everything until',
      nothingYet: 'Nothing was pushed yet',
      collectorStands: (host: string) => `${host} does not take the audit`,
      collectorMend:
        'Nothing is lost: it goes on from there once the address and the token are right.',
      collectorSaid: (message: string, since: string) => `It said: ${message}. Since ${since}.`,
      check: 'Is it whole?',
      checkLead:
        'Each entry carries the digest of the one before it. The check walks along every chain and names the first entry that was changed, removed or added.',
      checkNow: 'Check now',
      whole: 'The audit is whole',
      counted: (entries: number, streams: number) =>
        `${entries} ${plural(entries, 'entry', 'entries')} in ${streams} ${plural(streams, 'chain', 'chains')}.`,
      broken: (count: number) => `${count} ${plural(count, 'chain is', 'chains are')} broken`,
      brokenAt: (stream: string, seq: number, how: string) => `${stream}: entry ${seq} ${how}.`,
      how: { missing: 'is missing', altered: 'was altered', added: 'was added' },
      export: 'Export',
      exportLead: 'Oldest first, in pieces; put together in order they are the file.',
      jsonl: 'As JSON lines',
      csv: 'As CSV',
      nextPiece: 'Next piece',
      piece: (number: number) => `Piece ${number}`,
      morePieces: 'Select the text to copy it. There is more.',
      lastPiece: 'Select the text to copy it. This is the last piece.',
    },
    rebuild: {
      heading: 'After a reinstallation',
      lead: 'Only where the app was removed and installed again: links the issues that it once created, by the marker that each carries. Nothing is created.',
      mapping: 'Projects',
      pair: (jira: string, redmine: string) => `${jira} and ${redmine}`,
      rebuild: 'Rebuild links',
      startedFlag: 'Links are being rebuilt',
      startedFlagBody: 'It goes on in the background; the numbers above grow meanwhile.',
    },
    attention: {
      title: (count: number) =>
        `${count >= 100 ? '100+' : count} ${plural(count, 'thing needs', 'things need')} your attention`,
      conflicts: (count: number) =>
        `${count >= 100 ? '100+' : count} ${plural(count, 'issue', 'issues')} in conflict`,
      problems: (count: number) =>
        `${count >= 100 ? '100+' : count} with ${plural(count, 'a problem', 'problems')}`,
      body: (parts: readonly string[]) =>
        `${parts.join(' and ')}. All other issues are not held up by this.`,
      decide: 'Decide conflicts',
      show: 'Look at problems',
    },
    health: {
      title: {
        failures: (tracker: string) => `${tracker} does not answer`,
        access: (tracker: string) => `${tracker} does not take the app’s key`,
        limit: (tracker: string) => `${tracker} asks the app to wait`,
      },
      paused: (project: string) => `${project} was paused by the app`,
      waits: 'Nothing is lost: changes on either side wait, and are caught up afterwards.',
      access:
        'Nothing is lost, but nothing crosses until the key is mended. Check the key and the account’s access in Redmine, then test the connection.',
      said: (message: string) => `It said: ${message}.`,
      mend: 'Test the connection',
      since: (moment: string) => `Since ${moment}.`,
      retry: (moment: string) => `Asked again after ${moment}.`,
      jira: 'Jira',
    },
    start: {
      lead: 'Issues of a Jira project and of a Redmine project stay the same, whichever side people work on.',
      steps: {
        connect: 'Connect Redmine',
        map: 'Choose the projects',
        preview: 'Look, then start',
      },
      current: (step: string) => `▸ ${step}`,
      done: (step: string) => `✓ ${step}`,
      connectLead:
        'In Redmine, turn on the REST web service (Administration, Settings, API). Jira asks next whether this app may reach your Redmine.',
      url: 'Address of Redmine',
      key: 'API key',
      keyHelp:
        'Of the account that is to write in Redmine: My account, API access key. It is stored apart from the rest and never shown again.',
      formatHelp: 'As set in Redmine under Administration, Settings, General: Text formatting.',
      connect: 'Connect',
      mapLead: (name: string) =>
        `${name} is connected. Name the two projects that belong together; what else matches is suggested.`,
      jiraProject: 'Jira project',
      jiraProjectHelp: 'Its key, like WEB.',
      redmineProject: 'Redmine project',
      redmineProjectHelp: 'Its identifier, as in its address: web-shop.',
      suggest: 'Suggest a mapping',
      previewLead:
        'This is what would be set up. Complete what has no counterpart; nothing is written until you start it.',
      tables: { issueTypes: 'Issue types', statuses: 'Statuses', priorities: 'Priorities' },
      inJira: 'in Jira',
      inRedmine: 'In Redmine',
      notCarried: 'Not carried over',
      leftInRedmine: (names: readonly string[]) =>
        `In Redmine without a counterpart: ${names.join(', ')}. Issues and values of these stay there, and are named under Problems.`,
      fields: (names: readonly string[]) =>
        `Fields that follow: ${names.join(', ')}. Comments and attachments follow too.`,
      people: (matched: number, left: readonly string[]) =>
        left.length === 0
          ? `${matched} people are matched by name or login.`
          : `${matched} people are matched by name or login; not matched: ${left.slice(0, 10).join(', ')}${left.length > 10 ? '…' : ''}. Issues of theirs cross without an assignee.`,
      startLead:
        'From then on new issues get their twin, and edits cross both ways. Issues that are there already are left alone. Every row can be changed later under Configuration.',
      start: 'Start the sync',
      back: 'Back',
      importInstead: 'Import a document instead',
      stepByStep: 'Go step by step',
    },
    welcome: {
      title: 'Connect Jira to Redmine',
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
    conflicts: {
      emptyTitle: 'No conflicts',
      empty:
        'Nobody has to decide anything. When people change the same field on both sides at once, both values wait here.',
      noneFits: 'No conflict fits. Choose other projects or another field.',
      heading: 'Conflicts',
      lead: 'Both sides changed the same field. Both values stand until one is chosen; all else goes on.',
      mapping: 'Projects',
      anyMapping: 'All projects',
      field: 'Field',
      anyField: 'All fields',
      issue: 'Issue',
      inJira: 'In Jira',
      inRedmine: 'In Redmine',
      found: 'Found',
      chosen: (count: number) => `${count} chosen`,
      chooseAll: 'Choose all shown',
      chooseNone: 'Choose none',
      keepAll: { jira: 'Keep Jira’s in these', remote: 'Keep Redmine’s in these' },
      decidedAll: (count: number) =>
        `${count} ${plural(count, 'conflict is', 'conflicts are')} decided`,
      decidedAllBody: 'The other side follows in a moment.',
      refused: (count: number) =>
        `${count} ${plural(count, 'was', 'were')} not decided: look at ${plural(count, 'it', 'them')} again.`,
      decide: 'Decide…',
    },
    problems: {
      emptyTitle: 'No problems',
      empty: 'Nothing went wrong. You need not do anything here.',
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
      failedAlike: (count: number) => `${count} changes failed in the same way`,
      retriedAllBody: 'It goes on in the background; what succeeds disappears from this list.',
      remedies: {
        key: 'The key was not taken. Check it under Connections, then retry.',
        rights:
          'The app’s account may not do this there. Give its role the permission, then retry.',
        gone: 'The issue, or something on it, is not there any more or not visible to the app. Restore the access and retry, or discard it.',
        assignee:
          'The person cannot be assigned issues there. Add them to the project with a role that can be assigned, or map them to somebody else, then retry.',
        required:
          'A field that is required there has no value. Map it, give it a default, or make it optional, then retry.',
        'not-in-list':
          'The value is not offered there. Add it to the list, or map it to one that is, then retry.',
        'too-long': 'The text is longer than the field there takes. Shorten it, then retry.',
        'too-large':
          'The file is larger than what is accepted there. Raise that limit, or let large files be linked to, then retry.',
        workflow:
          'The workflow does not allow this status there. Allow it for the app’s account, or map the status to another, then retry.',
        'not-mapped': 'No row of the mapping says what this value is there. Add one, then retry.',
        screen:
          'The field is not on the screen of its project there. Put it there, or take it out of the mapping, then retry.',
        other: 'What the other side answered is below. Mend the cause, then retry.',
      } satisfies Record<DeadLetterView['remedy'], string>,
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
  conflict: {
    title: (field: string, issue: string) => `${field} of ${issue}`,
    before: 'Before',
    neverAgreed: 'Not known',
    sides: { jira: 'In Jira', remote: 'In Redmine' },
    by: (name: string, moment: string) => `${name}, ${moment}`,
    keep: { jira: 'Keep Jira’s', remote: 'Keep Redmine’s' },
    kinds: {
      'both-changed': '',
      overwritten:
        'One of the two was typed while the other was being written over it. Nothing of it is lost.',
      'no-base': 'The two were different when the issues were linked.',
    },
    marks: 'Bold is new, struck out is gone.',
    merge: 'Both together',
    mergeLead: 'Nothing of either side is left out. Change it if you like.',
    overlaps: (count: number) =>
      `${count} ${plural(count, 'passage was', 'passages were')} changed on both sides and ${plural(count, 'stands', 'stand')} there twice, Jira’s first: make one of the two.`,
    own: 'Something else',
    ownLead: 'What both sides are to hold.',
    formats: {
      textile: 'In Textile, as Redmine writes it.',
      markdown: 'In Markdown, as Redmine writes it.',
    },
    keepMerge: 'Keep both together',
    keepOwn: 'Keep this',
    decided: 'The conflict is decided',
    decidedBody: 'Both sides get the value in a moment.',
    empty: '(empty)',
    more: (lines: number) => `… ${lines} more ${plural(lines, 'line', 'lines')} …`,
  },
  panel: {
    decide: (field: string) => `Decide ${field}…`,
    changedOnBoth: (fields: readonly string[]) =>
      `Changed on both sides: ${fields.join(', ')}. Both values stand until one is chosen; all else goes on.`,
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
    verified: 'Last compared in full',
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

/** What set something off, in words; people by their account. */
export function nameCause(cause: string): string {
  return texts.admin.audit.causes[cause] ?? texts.admin.audit.person(cause);
}
