import type { FindingKind, FindingLevel } from '../../../core/doctor/finding';
import { plural } from './plural';

type Says = Readonly<
  Record<FindingKind, Partial<Record<FindingLevel, (detail: string, about: string) => string>>>
>;

/** What was found, by kind and level. */
const says: Says = {
  reached: {
    well: () => 'Redmine answers.',
    broken: (words) => `Redmine cannot be reached. It said: ${words}`,
  },
  'rest-on': {
    well: () => 'The REST web service is on.',
    broken: () => 'The REST web service is switched off.',
  },
  key: {
    well: (name) => `The key is ${name}’s.`,
    broken: () => 'The API key is not taken.',
  },
  clock: {
    well: () => 'Redmine’s clock is right.',
    doubtful: (seconds) =>
      Number(seconds) > 0
        ? `Redmine’s clock is ${seconds} s ahead.`
        : `Redmine’s clock is ${-Number(seconds)} s behind.`,
    untold: () => 'Redmine’s server does not say what time it has.',
  },
  'answer-time': {
    well: (ms) => `It answers in ${ms} ms.`,
    doubtful: (ms) => `It takes ${(Number(ms) / 1000).toFixed(1)} s to answer.`,
  },
  project: {
    well: (name, project) => `${name} (${project}) can be read.`,
    broken: (why, project) =>
      why === 'closed' ? `${project} is closed.` : `${project} cannot be read: ${why}`,
  },
  modules: {
    broken: (modules, project) => `${project} has these modules switched off: ${modules}.`,
  },
  permissions: {
    well: (_detail, project) => `The key may do in ${project} all that its mapping needs.`,
    broken: (rights, project) =>
      `The key may not do all that the mapping of ${project} needs.`.concat(
        ` It lacks: ${rights.replaceAll('_', ' ')}.`,
      ),
    doubtful: (_detail, project) =>
      `The key’s user is no member of ${project}: what it may do there cannot be told.`,
  },
  'issues-visibility': {
    doubtful: (_detail, project) => `In ${project} the key does not see others’ private issues.`,
    broken: (_detail, project) => `In ${project} the key sees only its own issues.`,
  },
  'private-notes': {
    untold: (_detail, project) =>
      `In ${project} the key sees no private notes; none of them cross.`,
  },
  'custom-fields': {
    well: (_detail, project) => `All mapped custom fields of ${project} can be read.`,
    doubtful: (fields, project) =>
      `No recent issue of ${project} shows these mapped custom fields: ${fields}.`,
    broken: (fields, project) => `Mapped custom fields of ${project} are gone: ${fields}.`,
    untold: (words) => `The custom fields could not be read: ${words}`,
  },
  'custom-field-types': {
    untold: () =>
      'The key is no administrator’s, so Redmine does not tell what custom fields hold.',
  },
  'text-format': {
    well: () => 'Redmine formats texts as chosen here.',
    broken: (format) =>
      `Redmine formats texts as ${format === 'textile' ? 'Textile' : 'Markdown'}, and the other is chosen here.`,
    untold: () => 'How Redmine formats texts could not be seen: there is no issue to look at.',
  },
  'file-size': {
    well: (bytes) => `Redmine takes files up to ${megabytes(bytes)}, as the mappings need.`,
    doubtful: (bytes) => `Redmine takes files up to ${megabytes(bytes)} only.`,
    untold: () => 'How large a file Redmine takes could not be seen.',
  },
  'webhook-secret': {
    untold: () => 'No webhook is set up: changes in Redmine are found every five minutes.',
  },
  'bell-heard': {
    well: () => 'Redmine rings with the right secret.',
    doubtful: () => 'Redmine still rings with the former secret.',
    untold: () => 'Whether Redmine rings: “Watch for a bell” below shows it.',
  },
  'bell-refused': {
    broken: (why) => `The last bell was refused: ${BELL_REFUSALS[why] ?? why}.`,
  },
  'jira-reached': {
    broken: (words, project) => `Jira did not answer for ${project}: ${words}`,
  },
  'jira-permissions': {
    well: (_detail, project) => `The app may do in ${project} all that its mapping needs.`,
    broken: (rights, project) =>
      `The app may not do all that the mapping of ${project} needs. It lacks: ${rights
        .toLowerCase()
        .replaceAll('_', ' ')}.`,
  },
  'jira-clock': {
    doubtful: (seconds) => `Jira’s clock differs from the app’s by ${seconds} s.`,
  },
  circuit: {
    doubtful: (words, tracker) => `${tracker} asked the app to wait: ${words}`,
    broken: (words, tracker) => `${tracker} is not called at the moment: ${words}`,
  },
  rate: {
    well: (count) => `At most ${count} calls a minute are made, as configured.`,
  },
  'daily-check': {
    well: () => 'All pairs are compared once a day.',
    doubtful: (days) => `Comparing all pairs takes ${days} days.`,
  },
  'not-examined': {
    untold: (count) =>
      `${count} more ${plural(Number(count), 'mapping was', 'mappings were')} not looked at.`,
  },
};

/** How to mend it, where there is something to do. */
const todo: Readonly<Partial<Record<FindingKind, string>>> = {
  reached:
    'Check the address, that Redmine is up and reachable from the internet, and that Jira’s administrator allowed its host.',
  'rest-on': 'In Redmine: Administration, Settings, API, “Enable REST web service”.',
  key: 'In Redmine, as the account that is to write: My account, API access key, Show. Import the configuration with it as apiKey.',
  clock:
    'Set it by a time server (NTP): a signature is good for five minutes, and “newest wins” compares times.',
  'answer-time':
    'Edits cross, but slowly. Give Redmine more processes, or lower requestsPerMinute.',
  project:
    'In Redmine, make the key’s user a member of the project; reopen or unarchive the project where it is closed.',
  modules: 'In Redmine: the project’s Settings, Project, Modules.',
  permissions:
    'In Redmine: Administration, Roles and permissions, the role of the key’s user in this project.',
  'issues-visibility':
    'In Redmine: Administration, Roles and permissions, the role’s “Issues visibility”: All issues.',
  'custom-fields':
    'Under Configuration, map a field that is there; or let the role of the key’s user see the field, and set it in one issue.',
  'text-format':
    'Import the configuration with the other textFormat; with the wrong one, texts cross with their marks as plain characters.',
  'file-size':
    'In Redmine: Administration, Settings, Files, “Maximum attachment size”; or lower “Largest file, in MB” in the mapping’s rules.',
  'bell-heard': 'Enter the new secret in Redmine before the former one ends.',
  'bell-refused':
    'Enter the webhook’s URL and secret in Redmine as shown below, then edit an issue.',
  'jira-permissions':
    'In Jira: the project’s settings, Permissions. Grant these to the role atlassian-addons-project-access.',
  circuit: 'Nothing is lost. It is asked again by itself; mend what is said above first.',
  'daily-check': 'Nothing to do: bells and the sweep carry edits at once all the same.',
};

const BELL_REFUSALS: Readonly<Record<string, string>> = {
  'no-secret': 'the connection has no webhook secret',
  unsigned: 'it carried neither signature nor secret',
  'wrong-secret': 'it was signed with another secret',
  late: 'it was signed more than five minutes before or after, by Redmine’s clock',
  malformed: 'it was no event that the app knows',
};

function megabytes(bytes: string): string {
  return `${Math.round(Number(bytes) / 1_048_576)} MB`;
}

export const doctor = {
  heading: 'What was found',
  groups: {
    redmine: 'Redmine',
    rights: 'Rights in Redmine',
    content: 'Fields, texts and files',
    webhook: 'Webhook',
    jira: 'Jira',
    load: 'Rates',
  },
  levels: {
    broken: 'Mend this',
    doubtful: 'Look at this',
    untold: 'Not known',
    well: 'OK',
  },
  summary: (broken: number, doubtful: number) => {
    if (broken + doubtful === 0) return 'Everything works.';
    const mend = `${broken} ${plural(broken, 'thing', 'things')} to mend`;
    const look = `${doubtful} to look at`;
    if (doubtful === 0) return `${mend}.`;
    return broken === 0 ? `Works, with ${look}.` : `${mend}, ${look}.`;
  },
  says,
  todo,
  refusals: BELL_REFUSALS,
};
