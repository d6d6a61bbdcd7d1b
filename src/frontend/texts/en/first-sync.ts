import type { BackfillPhase } from '../../../core/backfill/backfill';
import type { DetailKind, RowKind, RowOutcome } from '../../../core/backfill/plan-row';
import { plural } from './plural';

const number = new Intl.NumberFormat('en');
const counted = (count: number, one: string, many: string) =>
  `${number.format(count)} ${plural(count, one, many)}`;
const issues = (count: number) => counted(count, 'issue', 'issues');
const rows = (count: number) => counted(count, 'row', 'rows');
const names = { jira: 'Jira', remote: 'Redmine' } as const;

export const firstSync = {
  mapping: 'Projects',
  names,
  pair: (jira: string, redmine: string) => `${jira} ↔ ${redmine}`,
  steps: {
    start: 'Choose',
    pairs: 'Pair',
    plan: 'Look',
    run: 'Run',
    done: 'Done',
  },
  count: (count: number) => number.format(count),
  duration: {
    short: 'a minute',
    minutes: (count: number) => counted(count, 'minute', 'minutes'),
    hours: (count: number, minutes: number) =>
      minutes === 0
        ? counted(count, 'hour', 'hours')
        : `${counted(count, 'hour', 'hours')} ${counted(minutes, 'minute', 'minutes')}`,
  },

  start: {
    heading: (pair: string) => `Bring ${pair} together`,
    lead: 'To begin with, both projects are only read. Nothing is written in Jira or Redmine until you have seen the plan and run it.',
    happens: {
      read: 'Both projects are read, and issues that seem to be the same are proposed as pairs.',
      pair: 'You accept or refuse the pairs. The rest becomes new issues, where you allow it.',
      look: 'You see the plan, row by row, and leave out what you do not want.',
      run: 'You run it. It can be stopped, goes on where it was, and can be undone.',
    },
    seedHelp: 'What a person edits later always follows the mapping.',
    create: {
      jira: 'Create in Jira what only Redmine has',
      remote: 'Create in Redmine what only Jira has',
    },
    oneWay: (side: 'jira' | 'remote') => `The mapping writes nothing to ${names[side]}.`,
    numberField: {
      jira: 'Jira’s field with the number in Redmine',
      remote: 'Redmine’s field with the key in Jira',
    },
    numberFieldHelp: {
      jira: 'Optional: its key, like customfield_10010.',
      remote: 'Optional: its key, like cf_3.',
    },
    start: 'Read both projects',
  },

  working: {
    headings: {
      scanning: 'Reading both projects',
      planning: 'Making the plan',
      running: 'Running the plan',
      'undo-planning': 'Looking up what can be undone',
      undoing: 'Undoing',
    } satisfies Partial<Record<BackfillPhase, string>>,
    leads: {
      scanning: 'Nothing is written. You can close this page: it goes on in the background.',
      planning: 'Nothing is written. You can close this page: it goes on in the background.',
      running:
        'You can close this page: it goes on in the background. Each pair syncs as usual from the moment it is done.',
      'undo-planning': 'Nothing is written. You can close this page: it goes on in the background.',
      undoing: 'You can close this page: it goes on in the background.',
    } satisfies Partial<Record<BackfillPhase, string>>,
    scanned: (jira: number, remote: number) =>
      `${issues(jira)} of Jira and ${number.format(remote)} of Redmine so far`,
    progress: (done: number, total: number) => `${number.format(done)} of ${rows(total)}`,
    rate: (perMinute: number) => `${number.format(perMinute)} a minute`,
    remaining: (duration: string) => `about ${duration} left`,
    current: 'Now',
    created: {
      jira: 'Created in Jira',
      remote: 'Created in Redmine',
    },
    calls: { jira: 'Calls to Jira', remote: 'Calls to Redmine' },
    points: 'Jira’s points',
    failed: 'Failed',
    replanned: 'Planned again',
    pause: 'Pause',
    resume: 'Resume',
    failedHeading: 'These failed so far',
  },

  hold: {
    paused: 'It is paused',
    pausedBody: (moment: string) =>
      `Since ${moment}. Nothing is lost: it goes on with the next row when you resume it.`,
    points: 'It waits, so that the ordinary sync goes on',
    pointsBody: (moment: string) =>
      `Jira counts the calls of each hour. What is left of this one is kept for people’s edits; it goes on by itself after ${moment}.`,
    tracker: 'It waits for a tracker that cannot be called',
    trackerBody: (message: string, moment: string) =>
      `It said: ${message}. It is asked again after ${moment}; nothing is lost meanwhile.`,
    failed: 'It cannot go on',
    failedBody: (message: string) => `${message}. Mend this, then resume: it goes on where it was.`,
  },

  outdated: 'The mapping was changed since',
  outdatedPlan:
    'The plan goes by the mapping as it was before. Plan again to see what would happen now; rows that you ticked off are taken again.',
  outdatedBody:
    'What was read and planned goes by the mapping as it was before. Discard it and begin again to see what would happen now.',

  pairs: {
    heading: 'Which issues are the same?',
    lead: 'Only pairs that you accept are linked; the others count as two different issues. Each issue is in one pair at most.',
    counts: (accepted: number, open: number) =>
      open === 0
        ? `${counted(accepted, 'pair', 'pairs')} accepted.`
        : `${counted(accepted, 'pair', 'pairs')} accepted. ${counted(open, 'open one counts', 'open ones count')} as refused.`,
    plan: 'Make the plan',
    scanned: (jira: number, remote: number) =>
      `Read: ${issues(jira)} of Jira and ${number.format(remote)} of Redmine.`,
    rule: 'Accept all open pairs from this percentage on',
    ruleInvalid: 'A whole number from 0 to 100.',
    acceptRule: 'Accept these',
    accepted: (count: number) => `${counted(count, 'pair was accepted', 'pairs were accepted')}`,
    show: 'Show',
    states: {
      open: (count: number) => `Open (${number.format(count)})`,
      accepted: (count: number) => `Accepted (${number.format(count)})`,
      refused: (count: number) => `Refused (${number.format(count)})`,
    },
    none: 'There are none of these.',
    noProposals:
      'No two issues seem to be the same. If you know of pairs, give them as a list below.',
    sureness: 'How sure',
    percent: (percent: number) => `${percent} %`,
    inJira: 'In Jira',
    inRedmine: 'In Redmine',
    why: 'Why',
    by: (author: string, day: string) => `${author}, ${day}`,
    accept: 'Accept',
    refuse: 'Refuse',
    evidence: {
      listed: (line: number) => `line ${line} of your list`,
      marker: (side: 'jira' | 'remote') =>
        `${names[side]}’s issue carries the app’s mark of the other`,
      numberInField: (side: 'jira' | 'remote') => `${names[side]}’s field names the other`,
      numberInText: (side: 'jira' | 'remote', shown: string) =>
        `“${shown}” stands in ${names[side]}’s text`,
      sameTitle: 'same title',
      closeTitle: (percent: number) => `${percent} % of the words of both titles are the same`,
      sameDay: 'created on the same day',
      apart: (days: number) => `created ${counted(days, 'day', 'days')} apart`,
      sameReporter: (name: string) => `both reported by ${name}`,
    },
    because: (reasons: readonly string[]) => {
      const sentence = reasons.join(', ');
      return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
    },
    import: 'Pairs that you know of',
    importLead:
      'One pair a line, as WEB-1,12. They are accepted, and replace proposals of the same issues.',
    importLabel: 'List of pairs',
    importButton: 'Accept the list',
    importEmpty: 'There is no list to accept yet.',
    mistakes: (count: number) =>
      `${counted(count, 'line', 'lines')} could not be taken; the others were`,
    line: 'Line',
    mistake: 'What is wrong',
  },

  kinds: {
    pair: 'Pairs',
    'create-in-jira': 'New in Jira',
    'create-in-remote': 'New in Redmine',
    skip: 'Left alone',
    change: 'Changes a value',
    conflict: 'Makes a conflict',
    lossy: 'Loses something',
    'person-not-mapped': 'Person not mapped',
    'value-not-mapped': 'Value not mapped',
    attachments: 'Carries files',
  } satisfies Record<RowKind | DetailKind, string>,
  kindLeads: {
    pair: 'Both issues are there and are linked.',
    'create-in-jira': 'Redmine’s issue gets a twin in Jira.',
    'create-in-remote': 'Jira’s issue gets a twin in Redmine.',
    skip: 'Nothing happens to these; each says why.',
    change: 'A field of an issue that is there gets another value.',
    conflict: 'Both sides hold something else, and a person decides.',
    lossy: 'A text comes across with less than it had.',
    'person-not-mapped': 'Crosses without this person.',
    'value-not-mapped': 'Crosses without this value, or with the mapping’s default.',
    attachments: 'Files are copied to the other side.',
  } satisfies Record<RowKind | DetailKind, string>,
  rowKinds: {
    pair: 'Link',
    'create-in-jira': 'New in Jira',
    'create-in-remote': 'New in Redmine',
    skip: 'Left alone',
  } satisfies Record<RowKind, string>,

  plan: {
    heading: 'This is what will happen',
    lead: 'Nothing has been written yet. What you run is what you see here: an issue that changes in the meantime is planned again and shown, not forced.',
    run: 'Run the plan…',
    again: 'Plan again',
    rows: 'Rows',
    created: { jira: 'New in Jira', remote: 'New in Redmine' },
    paired: 'Pairs linked',
    files: 'Files',
    filesOf: (count: number, size: string) =>
      count === 0 ? 'none' : `${number.format(count)}, ${size}`,
    comments: 'Comments',
    commentsKnown: (count: number) => `${number.format(count)} or more`,
    time: 'Takes',
    about: (duration: string) => `about ${duration}`,
    points: 'Of Jira’s hourly points',
    kinds: 'By kind',
    kindsLead: 'Untick a kind to leave out every row of it.',
    kind: 'Kind',
    meaning: 'What it means',
    show: 'Show',
    notMapped: (count: number) =>
      count === 0 ? 'Not mapped' : `Not mapped (${number.format(count)})`,
    allMapped: 'Every value and person of these issues is mapped.',
    notMappedLead:
      'Each value once, the commonest first. Add rows under Configuration and begin again, or leave it as it is.',
    side: 'In',
    field: 'Field',
    value: 'Value',
    allRows: 'Every row',
    offRows: (count: number) => `${rows(count)} ticked off one by one.`,
    nothing: 'There is nothing to do: both projects are together already.',
    export: 'As a file',
    exportLead: 'CSV for a spreadsheet, with every row and detail. Copy it from the field.',
    csv: 'Show CSV',
  },

  rows: {
    show: 'Show',
    all: 'All rows',
    none: 'There are no rows like this.',
    take: 'Row',
    issues: 'Issues',
    what: 'What happens',
    details: 'Details',
    outcome: 'What became of it',
    noDetails: 'as it is',
    more: (count: number) => `${number.format(count)} more`,
    less: 'Fewer',
    offAll: 'Leave out all on this page',
    onAll: 'Take all on this page',
    empty: '(empty)',
    change: (field: string, side: 'jira' | 'remote') => `${field} in ${names[side]}:`,
    fromTo: (from: string, to: string) => `${from} → ${to}`,
    conflict: (field: string) => `Conflict in ${field}:`,
    bothValues: (jira: string, remote: string) => `${jira} in Jira, ${remote} in Redmine`,
    lossy: (field: string) => `${field} loses:`,
    notMapped: (field: string, side: 'jira' | 'remote') =>
      `${field} in ${names[side]}, not mapped:`,
    files: (side: 'jira' | 'remote') => `To ${names[side]}:`,
    filesOf: (count: number, size: string, tooLarge: number) =>
      `${counted(count, 'file', 'files')}, ${size}${tooLarge === 0 ? '' : `; ${number.format(tooLarge)} too large to be copied`}`,
    outcomes: {
      waiting: 'Waiting',
      off: 'Left out',
      done: 'Done',
      replanned: 'Planned again',
      skipped: 'Left alone',
      failed: 'Failed',
      undone: 'Undone',
      left: 'Not undone',
    } satisfies Record<RowOutcome['kind'], string>,
    made: (key: string, side: 'jira' | 'remote') => `${key} is new in ${names[side]}.`,
    changed: (fields: readonly string[], side: 'jira' | 'remote') =>
      `Written in ${names[side]}: ${fields.join(', ')}.`,
    hasConflict: 'A conflict waits for a decision.',
    replanned: 'It was edited since the plan. The row shows what would happen now.',
  },

  run: {
    title: 'Run this plan?',
    againTitle: 'Run the rest?',
    creates: (jira: number, remote: number, jiraProject: string, redmineProject: string) =>
      `Up to ${issues(jira)} will be created in ${jiraProject} in Jira, and ${number.format(remote)} in ${redmineProject} in Redmine.`,
    links: (pairs: number, changes: number) =>
      `${counted(pairs, 'pair is', 'pairs are')} linked; ${rows(changes)} ${plural(changes, 'changes', 'change')} a value that is there.`,
    leftOut: (kinds: readonly string[], single: number) =>
      `Left out: ${[...kinds, ...(single > 0 ? [rows(single)] : [])].join(', ')}.`,
    againNothing:
      'Rows that failed or were edited in the meantime are tried again. None are known, so most likely nothing happens.',
    again: (failed: number, replanned: number) =>
      `${rows(failed)} that failed and ${number.format(replanned)} that ${plural(replanned, 'was', 'were')} planned again are tried now. Nothing else is touched.`,
    quiet: 'Mail',
    quietJira:
      'Jira is asked to send no mail for changes, and heeds that where the app administers the project. It always tells of new issues: take the notification scheme off the project until the run is over. Automation rules can leave out issues with the property redmine-sync-first.',
    quietRedmine:
      'Redmine has no such switch. Under Administration, Settings, Email notifications untick “Issue added” and “Issue updated” first, and tick them again afterwards.',
    confirm: 'Run it',
  },

  done: {
    heading: 'It is done',
    headingUndone: 'What was to be undone is undone',
    headingRest: 'It is done but for some rows',
    lead: 'The pairs sync as usual now.',
    rest: (failed: number, replanned: number) =>
      [
        ...(failed > 0 ? [`${rows(failed)} failed`] : []),
        ...(replanned > 0
          ? [
              `${rows(replanned)} ${plural(replanned, 'was', 'were')} edited in the meantime and planned again`,
            ]
          : []),
      ].join('; '),
    restBody: 'Look at them below. Running again takes these rows only.',
    runRest: 'Run these again…',
    runAgain: 'Run again…',
    list: 'What became of each row',
    chosen: (count: number) => `${rows(count)} chosen`,
    undoAll: 'Undo all…',
    undoChosen: (count: number) => `Undo ${rows(count)}…`,
    chooseToUndo: 'Choose rows to undo just these.',
  },

  undo: {
    heading: 'This would be undone',
    lead: 'Nothing has been undone yet. What somebody has touched since the run is left alone, and says why.',
    run: 'Undo these…',
    leave: 'Leave it as it is',
    title: 'Undo these rows?',
    deletes: (count: number) =>
      `${issues(count)} that the run created ${plural(count, 'is', 'are')} deleted for good, with all in ${plural(count, 'it', 'them')}.`,
    parts: (count: number) =>
      `${counted(count, 'pair is', 'pairs are')} parted: values that the run replaced come back, copies go.`,
    left: (count: number) =>
      `${rows(count)} ${plural(count, 'stays', 'stay')} as ${plural(count, 'it is', 'they are')}.`,
    confirm: 'Undo them',
    nothing: 'Nothing of this can be undone: everything was touched since. Each row says by what.',
    show: 'Show',
    all: 'All',
    kinds: {
      delete: 'Deleted',
      part: 'Parted',
      left: 'Left alone',
    },
    counted: (kind: string, count: number) => `${kind} (${number.format(count)})`,
    pair: 'Pair',
    what: 'What happens',
    details: 'Details',
    deleteOf: (key: string, side: 'jira' | 'remote') => `${key} is deleted in ${names[side]}.`,
    restores: (fields: readonly string[], side: 'jira' | 'remote') =>
      `Back as before in ${names[side]}: ${fields.join(', ')}.`,
    copies: (count: number) =>
      `${counted(count, 'copy goes', 'copies go')} (comments, files, spent time).`,
    onlyParted: 'Only the link goes; nothing was written.',
  },

  discard: {
    button: 'Discard…',
    title: 'Discard this first sync?',
    body: 'Pairs and plan are forgotten. Nothing was written, so nothing is left over.',
    bodyAfterRun:
      'The list of what was done is forgotten, and with it the way to undo it. What was done stays, and the pairs go on syncing.',
    confirm: 'Discard',
  },
} as const;
